//! What a function does to the connections it meets, as a caller sees it.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::Site;
use crate::ir::{Body, Const, Def, FOREIGN_VARIANT, FnId, Root, VARIANT};
use crate::ownership::exits::Exit;
use crate::ownership::rust::MOVED;
use crate::ownership::state::{Event, Fact, Fields, Object, Phase, State, Status};
use crate::ownership::value::{Conn, Deferred, ObjId, SiteId, Step, Sym, Value, counts};

/// A connection that a function opened and that its caller gets to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub status: Status,
    /// The opening that this goes back to, through any number of factories.
    pub origin: (FnId, SiteId),
}

/// One way in which a function ends normally.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Conditions on, and changes of, what the caller can see; nothing of the function's own.
    pub state: State,
    pub value: Value,
    pub opened: BTreeMap<Conn, Opened>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    pub outcomes: Vec<Outcome>,
    /// What has surely happened when the function raises; `None` if it never does.
    pub raises: Option<BTreeSet<Event>>,
    /// The same for each path on which it raises, under its conditions; empty if there are none, or too many paths.
    pub raising: Vec<(Facts, BTreeSet<Event>)>,
    /// What may have happened by any end, the end of the process included: enough to know what a handler closes.
    pub events: BTreeSet<Event>,
    /// What a function that never returns has done on some path by which an exception or the end of the process
    /// leaves it. What was closed and then opened anew is not among them.
    pub endless: BTreeSet<Event>,
    pub is_generator: bool,
    /// Some path ends the process.
    pub halts: bool,
    /// What a generator-based context manager lends to the block under it, if it is open there.
    pub lends: Option<(SiteId, Opened)>,
}

/// Conditions on what the caller can see.
pub type Facts = Vec<(Sym, Fact)>;

/// If a function raises in more ways than this, only what all of them do is known.
const MAX_RAISING: usize = 8;
/// More outcomes than this are merged.
const MAX_OUTCOMES: usize = 10;

impl Summary {
    pub fn new(
        body: &Body,
        returns: Vec<Exit>,
        raises: Vec<Exit>,
        halts: Vec<Exit>,
        sites: &[Site],
    ) -> Summary {
        let ends = returns.iter().chain(&raises).chain(&halts).flat_map(|it| &it.state.events);
        let events = ends.filter(|it| !it.sym.is_opaque()).cloned().collect();
        let endless = match returns.is_empty() {
            true => done_at_last(raises.iter().chain(&halts)),
            false => BTreeSet::new(),
        };
        let ends_process = !halts.is_empty();
        let mut outcomes: Vec<Outcome> = Vec::new();
        for exit in returns {
            add(&mut outcomes, prune(body, exit, sites));
        }
        while outcomes.len() > MAX_OUTCOMES {
            let last = outcomes.pop().expect("there are more than the bound");
            merge(&mut outcomes[MAX_OUTCOMES - 1], &last, body);
        }
        let mut surely: Option<BTreeSet<Event>> = None;
        let mut raising = Vec::new();
        for exit in raises {
            let events: BTreeSet<Event> =
                exit.state.events.into_iter().filter(|it| !it.sym.is_opaque()).collect();
            let facts = exit.state.facts.iter().filter(|it| !it.0.is_opaque());
            let facts: Facts = facts.map(|(sym, fact)| (sym.clone(), fact.clone())).collect();
            let way = (facts, events.clone());
            if !raising.contains(&way) {
                raising.push(way);
            }
            surely = Some(match surely {
                Some(before) => before.intersection(&events).cloned().collect(),
                None => events,
            });
        }
        if raising.len() > MAX_RAISING || raising.iter().all(|it| it.0.is_empty()) {
            raising.clear();
        }
        let is_generator = body.traits.is_generator && !body.traits.is_context_manager;
        let halts = ends_process;
        Summary { outcomes, raises: surely, raising, events, endless, is_generator, halts, lends: None }
    }
}

/// What happened on the way to some exit to things that the caller can see, unless an exit leaves a connection there
/// that was opened later.
fn done_at_last<'a>(exits: impl Iterator<Item = &'a Exit> + Clone) -> BTreeSet<Event> {
    let opened_anew = |exit: &'a Exit| {
        let is_open = |conn: &Conn| exit.state.conns.get(conn).is_some_and(|it| it.phase == Phase::Open);
        let writes = exit.state.writes.iter();
        let opened = writes.filter(move |it| matches!(it.1, Value::Conn(conn) if is_open(conn)));
        opened.filter_map(|((sym, step), _)| sym.child(step.clone()))
    };
    let opened: BTreeSet<Sym> = exits.clone().flat_map(opened_anew).collect();
    // What was put there and closed is closed there, whoever put it.
    let closed = exits.clone().flat_map(|exit| {
        let is_closed = |it: &Conn| exit.state.conns.get(it).is_some_and(|it| it.phase == Phase::Closed);
        let writes = exit.state.writes.iter();
        let closed = writes.filter(move |it| matches!(it.1, Value::Conn(conn) if is_closed(conn)));
        closed.filter_map(|((sym, step), _)| {
            let sym = sym.child(step.clone())?;
            Some(Event { sym, method: MOVED.into(), awaited: true, later: false })
        })
    });
    let all = exits.clone().flat_map(|it| it.state.events.iter().cloned());
    all.chain(closed).filter(|it| !it.sym.is_opaque() && !opened.contains(&it.sym)).collect()
}

impl Summary {
    /// Whether a caller gets something from the function: a connection, an opener, or what it passed in.
    /// `opens` tells the last names of openers.
    pub fn gives(&self, opens: impl Fn(&str) -> bool) -> bool {
        let leads_to_opener =
            |sym: &Sym| sym.steps.iter().any(|it| matches!(it, Step::Attr(name) if opens(name)));
        let gives = |value: &Value| match value {
            Value::Sym(sym) => leads_to_opener(sym),
            Value::Def(Def::External(path)) => {
                opens(path.rsplit('.').next().unwrap_or(path)) || !path.contains('.')
            }
            Value::Instance(..) | Value::Coroutine(_) | Value::Closing(_) => true,
            _ => false,
        };
        self.outcomes.iter().any(|it| {
            let returned = match &it.value {
                Value::Any(all) => all.iter().any(gives),
                one => gives(one),
            };
            returned || !it.opened.is_empty()
        })
    }
}

/// Adds an outcome; one with the same effects under other conditions absorbs it.
fn add(outcomes: &mut Vec<Outcome>, new: Outcome) {
    let same = outcomes.iter_mut().find(|it| {
        it.value == new.value
            && it.opened == new.opened
            && it.state.events == new.state.events
            && it.state.writes == new.state.writes
            && it.state.roots == new.state.roots
            && it.state.heap == new.state.heap
    });
    match same {
        Some(it) => {
            it.state.lossy |= new.state.lossy || it.state.facts != new.state.facts;
            it.state.guessed |= new.state.guessed;
            let gained: Vec<(Sym, Fact)> = new.state.denials_of_parts(&it.state);
            it.state.facts.retain(|sym, fact| {
                new.state.facts.get(sym) == Some(fact) || fact.denies() && new.state.denies_whole(sym)
            });
            it.state.facts.extend(gained);
            it.state.used.extend(new.state.used);
        }
        None => outcomes.push(new),
    }
}

fn merge(into: &mut Outcome, other: &Outcome, body: &Body) {
    into.state.merge(&other.state, crate::ir::BlockId(0), body);
    into.value = Value::any(vec![into.value.clone(), other.value.clone()]);
    for (conn, opened) in &other.opened {
        into.opened.entry(*conn).or_insert_with(|| opened.clone());
    }
}

/// Keeps what a caller can see of a state.
fn prune(body: &Body, exit: Exit, sites: &[Site]) -> Outcome {
    let Exit { state, value } = exit;
    let mut kept = State { lossy: state.lossy, guessed: state.guessed, ..State::default() };
    let value = visible(&state, &value, &mut kept, 8);
    for ((sym, step), it) in &state.writes {
        let it = if sym.is_opaque() { Value::Unknown } else { visible_field(&state, it, &mut kept) };
        if matters(&it) {
            kept.writes.insert((sym.clone(), step.clone()), it);
        }
    }
    for (root, it) in &state.roots {
        let it = visible(&state, it, &mut kept, 8);
        if matters(&it) {
            kept.roots.insert(root.clone(), it);
        }
    }
    kept.facts = state
        .facts
        .iter()
        .filter(|it| !it.0.is_opaque() && !it.1.is_empty() && !it.1.stale)
        .map(|it| (it.0.clone(), it.1.clone()))
        .collect();
    kept.events = state.events.iter().filter(|it| !it.sym.is_opaque()).cloned().collect();
    kept.used = state.used.iter().filter(|it| !it.is_opaque()).cloned().collect();
    let mut opened = BTreeMap::new();
    for conn in kept.conns.keys() {
        let site = &sites[conn.site.0 as usize];
        let mut status = state.conns.get(conn).copied().expect("a visible connection is in the state");
        if matches!(status.phase, Phase::Maybe | Phase::Half) || status.scoped {
            status.phase = if status.scoped { Phase::Closed } else { Phase::Handed };
        }
        status.scoped = false;
        status.unawaited = None;
        status.thread = None;
        opened.insert(*conn, Opened { status, origin: site.origin.unwrap_or((body.id, conn.site)) });
    }
    kept.conns.clear();
    Outcome { state: kept, value, opened }
}

/// Whether a caller gains anything from knowing that the value was stored.
fn matters(value: &Value) -> bool {
    // A flag says later whether there is anything to close: `self.closed = True`.
    let is_flag = |it: &Const| matches!(it, Const::None | Const::Bool(_));
    !matches!(value, Value::Unknown | Value::Unbound) && !matches!(value, Value::Const(it) if !is_flag(it))
}

/// Whether the step leads to what tells the variants of an enum apart.
fn is_variant(step: &Step) -> bool {
    matches!(step, Step::Attr(name) if matches!(&**name, VARIANT | FOREIGN_VARIANT))
}

/// The value without what only the function knows; objects and connections it leads to are copied along.
fn visible(state: &State, value: &Value, kept: &mut State, depth: usize) -> Value {
    if depth == 0 {
        return Value::Unknown;
    }
    match value {
        Value::Conn(conn) | Value::Part(conn, _) => match state.conns.get(conn) {
            Some(status) => {
                kept.conns.insert(*conn, *status);
                value.clone()
            }
            None => Value::Unknown,
        },
        Value::Sym(sym) if sym.is_opaque() => Value::Unknown,
        Value::Obj(id) => visible_object(state, *id, kept, depth),
        Value::Any(all) => Value::any(all.iter().map(|it| visible(state, it, kept, depth - 1)).collect()),
        Value::Bound(_, name) if counts(name) => Value::Unknown,
        Value::Bound(it, name) => match visible(state, it, kept, depth - 1) {
            Value::Unknown => Value::Unknown,
            it => Value::Bound(it.into(), name.clone()),
        },
        Value::Closing(it) => Value::Closing(visible(state, it, kept, depth - 1).into()),
        Value::Pairs(it) => Value::Pairs(visible(state, it, kept, depth - 1).into()),
        Value::Coroutine(it) => match &**it {
            Deferred::Close(conn, _) if state.conns.contains_key(conn) => {
                kept.conns.insert(*conn, state.conns[conn]);
                value.clone()
            }
            Deferred::Event { sym, .. } if !sym.is_opaque() => value.clone(),
            Deferred::Ready(it) => {
                Value::Coroutine(Deferred::Ready(visible(state, it, kept, depth - 1)).into())
            }
            _ => Value::Unknown,
        },
        Value::Instance(path, held) => {
            // A connection that the instance opened itself is no business of the caller's.
            let is_its_own = |it: &Value| matches!(it, Value::Conn(conn) if state.conns.get(conn).is_some_and(|it| it.phase == Phase::Handed));
            let held = held.as_ref().map(|it| {
                if is_its_own(it) {
                    Value::Unknown.into()
                } else {
                    visible(state, it, kept, depth - 1).into()
                }
            });
            Value::Instance(path.clone(), held)
        }
        Value::Const(_) | Value::Sym(_) | Value::Def(_) => value.clone(),
        Value::Unknown
        | Value::Unbound
        | Value::Iter(..)
        | Value::Super(_)
        | Value::Partial(..)
        | Value::Managed(..) => Value::Unknown,
    }
}

/// The same for what is kept in a field: an empty container will be filled by other methods.
fn visible_field(state: &State, value: &Value, kept: &mut State) -> Value {
    match value {
        Value::Obj(id) if state.heap.get(id).is_some_and(|it| *it == Object::default()) => {
            kept.heap.insert(*id, Object::default());
            value.clone()
        }
        _ => visible(state, value, kept, 8),
    }
}

fn visible_object(state: &State, id: ObjId, kept: &mut State, depth: usize) -> Value {
    if kept.heap.contains_key(&id) {
        return Value::Obj(id);
    }
    let Some(object) = state.heap.get(&id) else { return Value::Unknown };
    if object.class.is_none() && !carries(state, object, 4) {
        return Value::Unknown;
    }
    // The caller knows it by a symbol of its own.
    let asked = object.filled.as_ref().and_then(|it| state.facts.get(it)?.truth);
    let filled = object.filled.is_some() && asked != Some(true);
    let filled = filled.then(|| Sym::root(Root::Opaque(0, id.0)));
    let fields = Fields::default();
    let Object { class, open_ended, taken_from, ended_later, .. } = *object;
    kept.heap.insert(id, Object { class, fields, open_ended, filled, taken_from, ended_later });
    let fields = object.fields.iter().map(|(step, it)| (step.clone(), visible(state, it, kept, depth - 1)));
    let fields: Vec<_> = fields.filter(|it| matters(&it.1) || is_variant(&it.0)).collect();
    if let Some(copy) = kept.heap.get_mut(&id) {
        copy.fields = fields.into_iter().collect();
    }
    Value::Obj(id)
}

/// Whether a container leads to a connection, an instance or an argument: plain data is not remembered.
fn carries(state: &State, object: &Object, depth: usize) -> bool {
    let one = |value: &Value| match value {
        Value::Conn(_) | Value::Part(..) | Value::Coroutine(_) => true,
        // An argument, or what calling one of its attributes gives: `bt.subtensor()`, where `bt` is a parameter.
        Value::Sym(sym) => !sym.is_opaque() && (sym.steps.is_empty() || sym.steps.contains(&Step::Call)),
        Value::Instance(..) => true,
        Value::Obj(id) => {
            depth > 0
                && state.heap.get(id).is_some_and(|it| it.class.is_some() || carries(state, it, depth - 1))
        }
        _ => false,
    };
    object.fields.values().any(|it| match it {
        Value::Any(all) => all.iter().any(one),
        it => one(it),
    })
}
