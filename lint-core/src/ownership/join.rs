//! When two states are one, and what is true of both: a join that forgets no open connection.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use litemap::LiteMap;

use super::shared::Shared;
use super::state::{Event, Fact, Object, Phase, State, Status};
use super::value::{Conn, ObjId, Step, Sym, Value};
use crate::ir::{BlockId, Body, Const, LocalId, LocalKind, Root};

/// More alternatives than this are one unknown value.
const MAX_ALTERNATIVES: usize = 6;

impl State {
    /// Whether two states agree on everything that concerns connections, so that they may be merged.
    /// Of the events only those that `counts` picks have to agree: the closing ones.
    pub fn agrees(&self, other: &State, body: &Body, counts: impl Fn(&Event) -> bool) -> bool {
        let mine = self.events.iter().filter(|it| counts(it));
        if self.conns != other.conns || !mine.eq(other.events.iter().filter(|it| counts(it))) {
            return false;
        }
        // A round of the loop may have changed what its condition says of the arguments.
        if !self.stale().eq(other.stale()) {
            return false;
        }
        for (local, a, b) in differing(&self.env, &other.env) {
            // Whether a loop has met an element yet decides what can be said of its elements.
            if let (Some(Value::Iter(_, before)), Some(Value::Iter(_, after))) = (a, b)
                && before != after
            {
                return false;
            }
            // A flag may go together with what is known of an argument: `own = sub is None`, `return sub is None`.
            let is_flag = |it: Option<&Value>| matches!(it, Some(Value::Const(Const::Bool(_))));
            if matches!(body.local(*local).kind, LocalKind::Named | LocalKind::Hidden)
                && is_flag(a)
                && is_flag(b)
                && self.facts != other.facts
            {
                return false;
            }
            let matters = |state: &State, it: Option<&Value>| it.is_some_and(|it| state.concerns(it, 4));
            if body.local(*local).kind == LocalKind::Selector || matters(self, a) || matters(other, b) {
                return false;
            }
        }
        let mine = self.writes.iter().filter(|it| self.concerns(it.1, 4));
        let theirs = other.writes.iter().filter(|it| other.concerns(it.1, 4));
        let my_roots = self.roots.iter().filter(|it| self.concerns(it.1, 4));
        let their_roots = other.roots.iter().filter(|it| other.concerns(it.1, 4));
        mine.eq(theirs) && my_roots.eq(their_roots) && self.conn_objects().eq(other.conn_objects())
    }

    fn stale(&self) -> impl Iterator<Item = &Sym> {
        self.facts.iter().filter(|it| it.1.stale && !it.0.is_opaque()).map(|it| it.0)
    }

    /// What is true if the container holds anything, where paths met that left it empty and filled with plain data.
    pub fn filled(&self, id: ObjId) -> Option<&Sym> {
        let object = self.heap.get(&id).filter(|it| it.class.is_none())?;
        object.filled.as_ref().filter(|_| !self.concerns(&Value::Obj(id), 4))
    }

    fn conn_objects(&self) -> impl Iterator<Item = (&ObjId, &Object)> {
        self.heap.iter().filter(|(id, _)| self.concerns(&Value::Obj(**id), 4))
    }

    /// Takes in another state that reaches the same block; true if this one changed.
    ///
    /// Values that differ become a symbol of the place, so that a later condition on it is still correlated.
    pub fn merge(&mut self, other: &State, at: BlockId, body: &Body) -> bool {
        self.lossy |= self.facts != other.facts;
        let mut changed = self.merge_conns(other);
        changed |= self.merge_env(other, at, body);
        changed |= self.merge_heap(other, at);
        changed |= self.merge_writes(other);
        changed |= self.merge_roots(other);
        changed |= self.merge_facts(other, at);
        changed |= add_all(&mut self.events, &other.events) | add_all(&mut self.used, &other.used);
        changed |= self.merge_threads(other);
        self.merged |= other.merged;
        // Not a change: what follows from it is looked at when the body is done.
        self.lossy |= other.lossy;
        self.guessed |= other.guessed;
        changed
    }

    /// A thread runs only if it does on both paths.
    fn merge_threads(&mut self, other: &State) -> bool {
        let changed = self.threads.keys().any(|it| !other.threads.contains_key(it));
        if changed {
            self.threads.retain(|it, _| other.threads.contains_key(it));
        }
        changed
    }

    fn merge_conns(&mut self, other: &State) -> bool {
        if self.conns == other.conns {
            return false;
        }
        self.merged = true;
        let all = self.conns.keys().chain(other.conns.keys()).copied().collect::<BTreeSet<Conn>>();
        let mut changed = false;
        for conn in all {
            let joined = join_status(self.conns.get(&conn), other.conns.get(&conn));
            changed |= self.conns.insert(conn, joined) != Some(joined);
        }
        changed
    }

    fn merge_env(&mut self, other: &State, at: BlockId, body: &Body) -> bool {
        let absent =
            |it| if body.local(it).kind == LocalKind::Named { Value::Unbound } else { Value::Unknown };
        let news = joined(&self.env, &other.env, |local, a, b| {
            let symbol = Value::sym(Sym::root(Root::Opaque(at.0, 1_000_000 + local.0)));
            let of = |it: Option<&Value>| it.cloned().unwrap_or_else(|| absent(*local));
            match (a, b) {
                (Some(Value::Obj(mine)), Some(Value::Obj(theirs)))
                    if self.has_twin(other, *local, (*mine, *theirs), body) =>
                {
                    Value::Obj(*mine)
                }
                _ => self.join_value(of(a), of(b), other, symbol),
            }
        });
        extend(&mut self.env, news)
    }

    /// Whether each path has made an empty container for the variable, and nothing else holds either: they are as
    /// good as one.
    fn has_twin(&self, other: &State, local: LocalId, (mine, theirs): (ObjId, ObjId), body: &Body) -> bool {
        let is_empty = |it: &Object| it.class.is_none() && it.fields.is_empty();
        let (Some(a), Some(b)) = (self.heap.get(&mine), other.heap.get(&theirs)) else { return false };
        let alone = |state: &State, id| !state.is_held_elsewhere(id, local, body);
        let is_new = !other.heap.contains_key(&mine);
        is_empty(a) && a == b && is_new && alone(self, mine) && alone(other, theirs)
    }

    /// Whether anything but the variable, and what is left of the expression that made it, leads to the object.
    fn is_held_elsewhere(&self, id: ObjId, local: LocalId, body: &Body) -> bool {
        let is_other = |it: LocalId| it != local && body.local(it).kind != LocalKind::Temp;
        let variables = self.env.iter().filter(|it| is_other(*it.0)).map(|it| it.1);
        let stored = self.writes.values().chain(self.roots.values());
        let inside = self.heap.values().flat_map(|it| it.fields.values());
        let mut todo: Vec<&Value> = variables.chain(stored).chain(inside).collect();
        while let Some(value) = todo.pop() {
            if *value == Value::Obj(id) {
                return true;
            }
            todo.extend(value.parts());
        }
        false
    }

    fn merge_writes(&mut self, other: &State) -> bool {
        let news = joined(&self.writes, &other.writes, |(sym, step), a, b| match (a, b) {
            (Some(flag), None) if other.has_flag(sym, step, flag) => flag.clone(),
            (None, Some(flag)) if self.has_flag(sym, step, flag) => flag.clone(),
            _ => self.join_known(a, b, other),
        });
        extend(&mut self.writes, news)
    }

    /// Whether a place that the body has left alone is known to hold the flag: `if not self.on: self.on = True`.
    fn has_flag(&self, sym: &Sym, step: &Step, flag: &Value) -> bool {
        let Value::Const(Const::Bool(flag)) = flag else { return false };
        let fact = sym.child(step.clone()).and_then(|it| self.facts.get(&it));
        fact.is_some_and(|it| it.truth == Some(*flag))
    }

    fn merge_roots(&mut self, other: &State) -> bool {
        let news = joined(&self.roots, &other.roots, |root, a, b| {
            let symbol = || Value::sym(Sym::root(root.clone()));
            let of = |it: Option<&Value>| it.cloned().unwrap_or_else(symbol);
            self.join_value(of(a), of(b), other, Value::Unknown)
        });
        extend(&mut self.roots, news)
    }

    /// Joins what two states stored in one place; what one of them did not touch is unknown there.
    fn join_known(&self, a: Option<&Value>, b: Option<&Value>, other: &State) -> Value {
        let of = |it: Option<&Value>| it.cloned().unwrap_or(Value::Unknown);
        self.join_value(of(a), of(b), other, Value::Unknown)
    }

    fn merge_facts(&mut self, other: &State, at: BlockId) -> bool {
        let stale =
            |sym: &Sym| matches!(sym.root, Root::Opaque(block, index) if block == at.0 && index >= 1_000_000);
        let implied = |sym: &Sym, fact: &Fact| fact.denies() && other.denies_whole(sym);
        let stays = |(sym, fact): (&Sym, &Fact)| {
            let other = other.facts.get(sym);
            !stale(sym)
                && other.map_or_else(|| implied(sym, fact), |it| it == fact || it.common(fact) == *fact)
        };
        let gained = other.denials_of_parts(self);
        if gained.is_empty() && self.facts.iter().all(stays) {
            return false;
        }
        let common = self.facts.iter().filter_map(|(sym, fact)| {
            let fact = match other.facts.get(sym) {
                Some(it) => it.common(fact),
                None if implied(sym, fact) => fact.clone(),
                None => return None,
            };
            (!fact.is_empty() && !stale(sym)).then_some((sym.clone(), fact))
        });
        self.facts = common.chain(gained).collect();
        true
    }

    /// Whether a fact says that something is missing of which the symbol names a part: the part is missing, too.
    pub fn denies_whole(&self, part: &Sym) -> bool {
        let is_whole = |it: &Sym| {
            it.root == part.root && it.steps.len() < part.steps.len() && part.steps.starts_with(&it.steps)
        };
        self.facts.iter().any(|(sym, fact)| fact.denies() && is_whole(sym))
    }

    /// The facts by which something is missing where another state says that the whole of it is.
    pub fn denials_of_parts(&self, other: &State) -> Vec<(Sym, Fact)> {
        let denials = self.facts.iter().filter(|(sym, fact)| fact.denies() && !other.facts.contains_key(sym));
        denials.filter(|it| other.denies_whole(it.0)).map(|(sym, fact)| (sym.clone(), fact.clone())).collect()
    }

    fn merge_heap(&mut self, other: &State, at: BlockId) -> bool {
        if self.heap.is(&other.heap) {
            return false;
        }
        let mut news = vec![];
        for (id, mine, theirs) in differing(&self.heap, &other.heap) {
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => {
                    let mut joined = self.join_objects(mine, theirs, other);
                    joined.filled = match (mine.fields.is_empty(), theirs.fields.is_empty()) {
                        (true, true) => None,
                        (false, false) if mine.filled == theirs.filled => joined.filled,
                        _ => Some(Sym::root(Root::Opaque(at.0, 2_000_000 + id.0))),
                    };
                    if joined != *mine {
                        news.push((*id, joined));
                    }
                }
                (None, Some(theirs)) => news.push((*id, theirs.clone())),
                (_, None) => {}
            }
        }
        extend(&mut self.heap, news)
    }

    /// An object that may be either; what only one of them holds may be in it.
    fn join_objects(&self, mine: &Object, theirs: &Object, other: &State) -> Object {
        let mut joined = mine.clone();
        joined.open_ended |= theirs.open_ended;
        joined.taken_from |= theirs.taken_from;
        joined.ended_later &= theirs.ended_later;
        for (key, b) in &theirs.fields {
            let value = match mine.fields.get(key) {
                Some(a) => self.join_value(a.clone(), b.clone(), other, Value::Unknown),
                None => b.clone(),
            };
            joined.open_ended |= !mine.fields.contains_key(key);
            joined.fields.insert(key.clone(), value);
        }
        joined.open_ended |= mine.fields.keys().any(|it| !theirs.fields.contains_key(it));
        joined
    }

    /// Values whose identity a caller may ask for: classes, functions, what arguments lead to, small tuples of them.
    fn is_followed(&self, value: &Value, depth: usize) -> bool {
        match value {
            Value::Def(_) | Value::Instance(..) | Value::Const(Const::None) => true,
            Value::Sym(sym) => !sym.is_opaque(),
            Value::Any(all) => all.iter().all(|it| self.is_followed(it, depth)),
            Value::Obj(id) => self.heap.get(id).is_some_and(|it| {
                let known = |it: &Value| matches!(it, Value::Const(_)) || self.is_followed(it, depth - 1);
                depth > 0 && it.fields.len() < 5 && it.fields.values().any(known)
            }),
            _ => false,
        }
    }

    /// A value that stands for both: alternatives while a connection is among them.
    fn join_value(&self, a: Value, b: Value, other: &State, symbol: Value) -> Value {
        if a == b {
            a
        } else if self.concerns(&a, 4)
            || other.concerns(&b, 4)
            || other.concerns(&a, 4)
            || self.concerns(&b, 4)
        {
            Value::any(vec![a, b])
        } else if self.is_followed(&a, 2) && other.is_followed(&b, 2) || is_given(&a) || is_given(&b) {
            match Value::any(vec![a, b]) {
                Value::Any(all) if all.len() > MAX_ALTERNATIVES => symbol,
                it => it,
            }
        } else {
            symbol
        }
    }
}

/// Whether a value is what a callable yields that the body was handed: its caller knows what that is, or that it has
/// raised where the other value stands instead.
pub(super) fn is_given(value: &Value) -> bool {
    matches!(value, Value::Sym(sym) if matches!(sym.root, Root::Param(_)) && sym.steps.contains(&Step::Call))
}

/// The entries of `mine` that change when it takes in `theirs`.
pub(super) fn joined<K: Ord + Clone>(
    mine: &Shared<LiteMap<K, Value>>,
    theirs: &Shared<LiteMap<K, Value>>,
    join: impl Fn(&K, Option<&Value>, Option<&Value>) -> Value,
) -> Vec<(K, Value)> {
    let changed = differing(mine, theirs).filter_map(|(key, a, b)| {
        let value = join(key, a, b);
        (a != Some(&value)).then(|| (key.clone(), value))
    });
    changed.collect()
}

/// The keys under which two maps hold different things, in order, with both.
pub(super) fn differing<'a, K: Ord, V: PartialEq>(
    a: &'a Shared<LiteMap<K, V>>,
    b: &'a Shared<LiteMap<K, V>>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let len = if a.is(b) { 0 } else { usize::MAX };
    let (mut mine, mut theirs) = (a.iter().take(len).peekable(), b.iter().take(len).peekable());
    std::iter::from_fn(move || {
        loop {
            let order = match (mine.peek(), theirs.peek()) {
                (Some(a), Some(b)) => a.0.cmp(b.0),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return None,
            };
            let left = if order.is_le() { mine.next() } else { None };
            let right = if order.is_ge() { theirs.next() } else { None };
            let (x, y) = (left.map(|it| it.1), right.map(|it| it.1));
            if x != y {
                return left.or(right).map(|it| (it.0, x, y));
            }
        }
    })
}

/// True if there was anything to add.
pub(super) fn extend<K: Ord + Clone, V: Clone>(map: &mut Shared<LiteMap<K, V>>, news: Vec<(K, V)>) -> bool {
    let changed = !news.is_empty();
    for (key, value) in news {
        map.insert(key, value);
    }
    changed
}

/// True if something was not there yet.
pub(super) fn add_all<T: Ord + Clone>(into: &mut Shared<BTreeSet<T>>, from: &Shared<BTreeSet<T>>) -> bool {
    if into.is(from) || from.is_subset(into) {
        if from.len() == into.len() {
            *into = from.clone();
        }
        return false;
    }
    into.extend(from.iter().cloned());
    true
}

fn join_status(a: Option<&Status>, b: Option<&Status>) -> Status {
    match (a, b) {
        (Some(a), Some(b)) if a == b => *a,
        (Some(a), Some(b)) => {
            let phase = match (a.phase, b.phase) {
                (a, b) if a == b => a,
                (Phase::Cold | Phase::Half, Phase::Open) | (Phase::Open, Phase::Cold | Phase::Half) => {
                    Phase::Open
                }
                (Phase::Cold, Phase::Half) | (Phase::Half, Phase::Cold) => Phase::Half,
                _ => Phase::Maybe,
            };
            Status {
                phase,
                resource: a.resource,
                unawaited: a.unawaited.or(b.unawaited),
                scoped: a.scoped && b.scoped,
                thread: a.thread.filter(|_| b.thread.is_some()),
            }
        }
        (Some(one), None) | (None, Some(one)) => *one,
        (None, None) => unreachable!("the connection is in one of the states"),
    }
}
