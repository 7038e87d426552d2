//! The ways out of a body: what is still open there, and who has it.

use std::collections::{BTreeMap, BTreeSet};

use super::Run;
use super::classify::owners;
use super::reach::reach;
use super::rust::MOVED;
use super::state::{Event, Phase, State, TrailKind};
use super::value::{Conn, ObjId, Point, Step, Sym, Value};
use crate::facts::{Kept, Leak, Loss, Overwrite, SiteKind};
use crate::ir::{Body, BodyKind, ClassId, Const, End, LocalId, LocalKind, Op, Root};
use crate::source::Span;

/// A state in which the body ended, for its summary.
#[derive(Debug, Clone)]
pub struct Exit {
    pub state: State,
    pub value: Value,
}

impl Run<'_> {
    pub(super) fn record_return(&mut self, mut state: State, value: Value, at: Point) {
        if !self.is_recording() {
            return;
        }
        let value = self.forget_attributes(&mut state, value);
        let span = left_at(&state);
        // The caller awaits a close coroutine that is returned, and calls a bound close.
        if matches!(
            value,
            Value::Coroutine(_)
                | Value::Part(..)
                | Value::Bound(..)
                | Value::Def(_)
                | Value::Partial(..)
                | Value::Obj(_)
        ) {
            self.consume(&mut state, &value, at);
        }
        self.publish_class_names(&mut state);
        let kept = self.kept(&state);
        let mut returned = BTreeSet::new();
        self.reach_shared(&state, &value, &mut returned);
        let mut ways = BTreeMap::new();
        owners(&state, &value, &mut ways);
        for (conn, status) in state.conns.clone() {
            let places = kept.get(&conn);
            if !matches!(status.phase, Phase::Open | Phase::Cold) || status.scoped {
                if let (Some(places), BodyKind::Module) = (places, self.body.kind) {
                    let places = places.clone();
                    self.record(|facts| facts.kept_closed.entry(conn.site).or_default().extend(places));
                }
                continue;
            }
            let outlives = |it: &&Kept| match it {
                Kept::Root(root) => matches!(root, Root::Global(..)),
                Kept::Field(sym, _) => matches!(sym.root, Root::Global(..)),
                Kept::ClassLevel(..) => true,
                Kept::Returned(..) => false,
            };
            let closes = self.closes_by_drop(status.resource);
            let held = kept.get(&conn).is_some_and(|it| closes && !it.iter().any(|it| outlives(&it)));
            if held {
                // Whoever drops the object closes it, or nobody can.
                continue;
            }
            if let Some(places) = places {
                // Awaited by somebody else it is none that closes itself.
                let becomes = self.knowledge.awaited(status.resource);
                if self.knowledge.resource(status.resource).self_closing && becomes.is_none() {
                    continue;
                }
                let is_owner = matches!(self.sites[conn.site.0 as usize].kind, SiteKind::Owner(_));
                let keeper = |it: &Kept| match it {
                    Kept::Field(sym, _) if is_owner => self.keeper(sym).map(|it| it.0),
                    _ => None,
                };
                let places: Vec<Kept> =
                    places.iter().map(|it| keeper(it).unwrap_or_else(|| it.clone())).collect();
                let ways = self.ways_to(&state, conn);
                let parts = kept.get(&conn).map(|it| Run::parts_of(&state, conn, it)).unwrap_or_default();
                self.record(|facts| {
                    facts.kept.entry(conn.site).or_default().extend(places);
                    facts.kept_parts.extend(parts.into_iter().map(|it| (conn.site, it)));
                    facts.kept_ways.entry(conn.site).or_default().extend(ways);
                    if let Some(span) = status.unawaited {
                        facts.unawaited.entry(conn.site).or_insert(span);
                    }
                    if status.phase == Phase::Open {
                        facts.kept_open.insert(conn.site);
                    }
                });
            } else if returned.contains(&conn) && !self.body.traits.is_fixture {
                self.record_returned(conn, status, ways.get(&conn));
            } else if (status.phase == Phase::Open || self.body.traits.is_fixture)
                && !(self.knowledge.is_rust && self.is_closed_by_its_owner(&state, conn))
                && !self.is_closed_by_drop(conn, status, span)
            {
                let leak = Leak {
                    how: Loss::Exit,
                    span,
                    trail: state.trail.clone(),
                    kept: false,
                    cold: status.phase == Phase::Cold,
                    merged: state.merged,
                };
                self.record_leak(conn, status, leak);
            }
        }
        if !self.body.traits.is_generator {
            self.returns.push(Exit { state, value });
        } else if self.body.traits.is_context_manager || self.body.traits.is_driven || self.returns.is_empty()
        {
            self.returns.push(Exit { state, value: Value::Unknown });
        } else {
            // What happens behind the last `yield` happens, too.
            self.halts.push(Exit { state, value: Value::Unknown });
        }
    }

    /// Whoever is left with `sub.block` or `miner.count` has a number, and knows nothing of what it was read from.
    fn forget_attributes(&self, state: &mut State, value: Value) -> Value {
        if self.knowledge.is_rust || state.conns.is_empty() {
            return value;
        }
        let is_plain = |state: &State, value: &Value| match value {
            Value::Part(conn, path) => {
                state.conns.contains_key(conn) && !self.keeps_alive(state, *conn, path)
            }
            Value::Bound(object, name) => {
                let class = match &**object {
                    Value::Obj(id) => state.heap.get(id).and_then(|it| it.class),
                    _ => None,
                };
                class.is_some_and(|it| self.program.project.method(it, name).is_none())
            }
            _ => false,
        };
        let mut fields: Vec<(ObjId, Step)> = vec![];
        for (id, object) in state.heap.iter() {
            let plain = object.fields.iter().filter(|it| is_plain(state, it.1));
            fields.extend(plain.map(|it| (*id, it.0.clone())));
        }
        for (id, step) in fields {
            state.heap.get_mut(&id).and_then(|it| it.fields.insert(step, Value::Unknown));
        }
        let places = state.writes.iter().filter(|it| is_plain(state, it.1)).map(|it| it.0.clone());
        for place in places.collect::<Vec<_>>() {
            state.writes.insert(place, Value::Unknown);
        }
        if is_plain(state, &value) { Value::Unknown } else { value }
    }

    pub(super) fn is_bound(&self, conn: Conn) -> bool {
        self.facts.as_ref().is_some_and(|it| it.bound.contains(&conn.site))
    }

    fn record_returned(
        &mut self,
        conn: Conn,
        status: super::state::Status,
        way: Option<&Vec<(ClassId, Step)>>,
    ) {
        let cached = self.body.traits.is_cached.then(|| Kept::Root(cache(self.body)));
        // A cached property keeps it in the instance, under its own name.
        let property = self.body.class.filter(|_| cached.is_some() && self.body.traits.is_property);
        let property = property.map(|class| {
            let name = self.program.project.function_name(self.body.id).clone();
            Kept::Returned(class, Step::Attr(name))
        });
        let is_direct = self.sites[conn.site.0 as usize].kind == SiteKind::Direct;
        let place = way.and_then(|it| it.first()).map(|(class, step)| Kept::Returned(*class, step.clone()));
        let held = place.clone().filter(|_| is_direct && !self.closes_by_drop(status.resource));
        let finalized = self.knowledge.resource(status.resource).self_closing;
        self.record(|facts| {
            facts.returned.insert(conn.site);
            if let Some(place) = place {
                facts.returned_in.entry(conn.site).or_default().insert(place);
            }
            if let Some(kept) = cached.or(held).filter(|_| !finalized) {
                let places = facts.kept.entry(conn.site).or_default();
                places.insert(kept);
                places.extend(property);
                if status.phase == Phase::Open {
                    facts.kept_open.insert(conn.site);
                }
            }
        });
    }

    /// Names of a class body outlive it.
    fn publish_class_names(&mut self, state: &mut State) {
        let BodyKind::Class(class) = self.body.kind else { return };
        let named = state.env.iter().filter_map(|(local, value)| {
            let it = self.body.local(*local);
            (it.kind == LocalKind::Named).then_some((it.name.clone()?, value.clone()))
        });
        for (name, value) in named.collect::<Vec<_>>() {
            let mut found = BTreeSet::new();
            self.reach_shared(state, &value, &mut found);
            for conn in found {
                let Some(status) = state.conns.get(&conn).copied() else { continue };
                if self.knowledge.resource(status.resource).self_closing {
                    continue;
                }
                let kept = Kept::ClassLevel(class, name.clone());
                self.record(|facts| {
                    facts.kept.entry(conn.site).or_default().insert(kept);
                    if status.phase == Phase::Open {
                        facts.kept_open.insert(conn.site);
                    }
                });
            }
        }
        let kept: BTreeSet<_> =
            self.facts.as_ref().map(|it| it.kept.keys().copied().collect()).unwrap_or_default();
        state.conns.retain(|conn, _| !kept.contains(&conn.site));
    }

    /// The connections that something outliving the body holds, and what holds them.
    pub(super) fn kept(&self, state: &State) -> BTreeMap<Conn, BTreeSet<Kept>> {
        let mut kept: BTreeMap<Conn, BTreeSet<Kept>> = BTreeMap::new();
        let fields =
            state.writes.iter().map(|((sym, step), value)| (Kept::Field(sym.clone(), step.clone()), value));
        let roots = state.roots.iter().map(|(root, value)| (Kept::Root(root.clone()), value));
        for (place, value) in fields.chain(roots) {
            let mut found = BTreeSet::new();
            self.reach_shared(state, value, &mut found);
            for conn in found {
                kept.entry(conn).or_default().insert(place.clone());
            }
        }
        kept
    }

    /// The places of those that hold no more than a part of the connection: `self.node = sub.substrate`.
    fn parts_of(state: &State, conn: Conn, places: &BTreeSet<Kept>) -> Vec<Kept> {
        let holds_it = |value: Option<&Value>| {
            let mut found = BTreeSet::new();
            value.into_iter().for_each(|it| reach(state, it, &mut found, 8));
            found.contains(&conn)
        };
        let is_part = |it: &&Kept| match it {
            Kept::Field(sym, step) => !holds_it(state.writes.get(&(sym.clone(), step.clone()))),
            Kept::Root(root) => !holds_it(state.roots.get(root)),
            Kept::ClassLevel(..) | Kept::Returned(..) => false,
        };
        places.iter().filter(is_part).cloned().collect()
    }

    /// Where an object is kept that the body neither made nor was handed, and its class: `self.link`, a global.
    ///
    /// In a field it must have been made by the class itself: one that was handed in is somebody else's.
    pub(super) fn keeper(&self, object: &Sym) -> Option<(Kept, ClassId)> {
        match (&object.root, object.steps.as_slice()) {
            (root @ Root::Global(file, name), []) => {
                Some((Kept::Root(root.clone()), self.program.global_class(*file, name)?))
            }
            (root @ Root::Param(0), [field @ Step::Attr(name)]) if self.is_method() => {
                let class = self.program.made_field_class(self.body.class?, name)?;
                Some((Kept::Field(Sym::root(root.clone()), field.clone()), class))
            }
            _ => None,
        }
    }

    /// The fields through which the objects that outlive the body lead to a connection that the body itself put there.
    fn ways_to(&self, state: &State, conn: Conn) -> Vec<Vec<(ClassId, Step)>> {
        if matches!(self.sites[conn.site.0 as usize].kind, SiteKind::Owner(_)) {
            return vec![];
        }
        let way = |value: &Value| {
            let mut ways = BTreeMap::new();
            owners(state, value, &mut ways);
            ways.remove(&conn).filter(|it| !it.is_empty())
        };
        state.writes.values().chain(state.roots.values()).filter_map(way).collect()
    }

    /// A plain generator yields a value: like a return that goes on.
    pub(super) fn yields(&mut self, state: &State, value: &Value, _at: Point) {
        let mut found = BTreeSet::new();
        self.reach_shared(state, value, &mut found);
        if !found.is_empty() {
            self.returns.push(Exit { state: state.clone(), value: value.clone() });
        }
    }

    pub(super) fn record_raise(&mut self, state: State) {
        if !self.is_recording() {
            return;
        }
        let kept = self.kept(&state);
        for (conn, status) in state.conns.clone() {
            let owes = matches!(status.phase, Phase::Open | Phase::Half)
                && !status.scoped
                && self.owes_a_close(status.resource);
            let of_self = |it: &Kept| matches!(it, Kept::Field(sym, _) if sym.root == Root::Param(0) && self.body.class.is_some());
            let keepers = kept.get(&conn);
            if owes && !keepers.is_some_and(|it| it.iter().any(of_self)) {
                let span = state.trail.as_ref().map_or(Span::default(), |it| it.span);
                let leak = Leak {
                    how: Loss::Raised,
                    span,
                    trail: state.trail.clone(),
                    kept: keepers.is_some(),
                    cold: false,
                    merged: state.merged,
                };
                self.record_leak(conn, status, leak);
            }
        }
        self.raises.push(Exit { state, value: Value::Unknown });
    }

    /// Whether every way on from here ends with an exception that leaves the body: in a `finally` that one has
    /// reached, or before a `raise`. A loop that comes back here goes on.
    pub(super) fn only_raises(&self, state: &State) -> bool {
        let ways = state.env.iter().filter_map(|(local, value)| match value {
            Value::Const(Const::Int(way)) if self.body.local(*local).kind == LocalKind::Selector => {
                Some((*local, *way))
            }
            _ => None,
        });
        let mut todo = vec![(self.here, ways.collect::<BTreeMap<LocalId, i64>>())];
        let (mut seen, mut raises) = (BTreeSet::new(), false);
        while let Some((block, mut ways)) = todo.pop() {
            if !seen.insert((block, ways.clone())) {
                continue;
            }
            if block == self.here && seen.len() > 1 {
                return false;
            }
            let this = self.body.block(block);
            for point in &this.points {
                if let Op::Const { dst, value: Const::Int(way) } = &point.op
                    && self.body.local(*dst).kind == LocalKind::Selector
                {
                    ways.insert(*dst, *way);
                }
            }
            match &this.end {
                End::Raise => raises = true,
                End::Return { .. } | End::Halt => return false,
                End::Switch { selector, targets } => {
                    let way = ways.remove(selector).and_then(|it| usize::try_from(it).ok());
                    match way.and_then(|it| targets.get(it)) {
                        Some(next) => todo.push((*next, ways)),
                        None => todo.extend(targets.iter().map(|it| (*it, ways.clone()))),
                    }
                }
                other => todo.extend(other.successors().into_iter().map(|it| (it, ways.clone()))),
            }
        }
        raises
    }

    /// Whether what a place held, if anything, is closed after something new is in it:
    /// `old = self.sub; self.sub = new; old.close()`.
    pub(super) fn swaps(&self, overwrite: &Overwrite, returns: &[Exit]) -> bool {
        let closes = |state: &State| {
            let closing = |it: &Event| {
                it.sym == overwrite.place && (self.knowledge.is_closer(&it.method) || &*it.method == MOVED)
            };
            state.events.iter().any(closing) || self.is_denied(state, &overwrite.place)
        };
        let holds = |state: &State| {
            let mut found = BTreeSet::new();
            state
                .writes
                .values()
                .chain(state.roots.values())
                .for_each(|it| self.reach_shared(state, it, &mut found));
            found.iter().any(|it| it.site == overwrite.site)
        };
        let mut holding = returns.iter().filter(|it| holds(&it.state)).peekable();
        holding.peek().is_some() && holding.all(|it| closes(&it.state))
    }
}

/// What a plain generator closes itself it only lends with its `yield`: the consumer owes nothing.
pub(super) fn keep_what_is_closed(body: &Body, facts: &crate::facts::Facts, yields: &mut [Exit]) {
    if !body.traits.is_generator || body.traits.is_context_manager {
        return;
    }
    let closed: BTreeSet<_> = facts.closes.keys().map(|it| it.1).collect();
    for exit in yields {
        for conn in exit.state.conns.keys().copied().collect::<Vec<Conn>>() {
            if let Some(status) = exit.state.conns.get_mut(&conn).filter(|_| closed.contains(&conn.site)) {
                status.phase = Phase::Handed;
            }
        }
    }
}

/// The `return` that leads out, or the end of the body.
fn left_at(state: &State) -> Span {
    let mut next = state.trail.as_ref();
    while let Some(it) = next {
        if it.kind == TrailKind::Left {
            return it.span;
        }
        next = it.before.as_ref();
    }
    Span::default()
}

/// The place of what a cached function has returned, which every call of it gives again.
pub(crate) fn cache(function: &Body) -> Root {
    Root::Global(function.id.file, format!("<cache of {}>", function.name).into())
}
