//! One path worth telling apart: what each place holds and how each connection stands.
//!
//! States are merged at joins only when they agree on all that concerns connections
//! (the property simulation of Das, Lerner and Seigle, "ESP: Path-Sensitive Program Verification in
//! Polynomial Time", PLDI 2002); what else differs becomes a fresh symbol.

use std::collections::BTreeSet;
use std::sync::Arc;

use litemap::LiteMap;

use super::shared::Shared;
use super::value::{Conn, Deferred, ObjId, Step, Sym, Value, counts};
use crate::ir::{ClassId, Const, LocalId, Name, Root};
use crate::knowledge::ResourceId;
use crate::source::Span;

/// How a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Made, but nothing has connected it: owes nothing.
    Cold,
    /// Connecting failed half-way: owes something only where the exception leaves the body.
    Half,
    Open,
    Closed,
    /// Someone else closes it.
    Handed,
    /// Some merged path closes it: silent.
    Maybe,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status {
    pub phase: Phase,
    /// Awaiting an object of SDK 11 makes another kind of it.
    pub resource: ResourceId,
    /// An unawaited `close()` stands somewhere: where.
    pub unawaited: Option<Span>,
    /// A `with` around it closes it when it is left.
    pub scoped: bool,
    /// A thread that uses it was started here and may still run.
    pub thread: Option<Span>,
}

/// What is known of a symbol.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    pub none: Option<bool>,
    pub truth: Option<bool>,
    pub equals: Option<Const>,
    pub differs: BTreeSet<Const>,
    /// It was found out by a loop's condition that has been asked again since: nothing is known, now or on entry.
    pub stale: bool,
}

impl Fact {
    pub fn is_empty(&self) -> bool {
        *self == Fact::default()
    }

    /// Whether it says that nothing is there.
    pub fn denies(&self) -> bool {
        self.none == Some(true) || self.truth == Some(false)
    }

    /// Adds what another fact says; false if the two contradict each other.
    pub fn add(&mut self, other: &Fact) -> bool {
        if self.stale {
            return true;
        }
        let merge = |a: &mut Option<bool>, b: Option<bool>| match (&a, b) {
            (Some(old), Some(new)) => *old == new,
            (None, Some(_)) => {
                *a = b;
                true
            }
            (_, None) => true,
        };
        let mut fits = merge(&mut self.none, other.none) && merge(&mut self.truth, other.truth);
        if let Some(new) = &other.equals {
            fits &= self
                .equals
                .as_ref()
                .is_none_or(|old| old == new || *old == Const::Other || *new == Const::Other);
            self.equals = Some(new.clone());
        }
        self.differs.extend(other.differs.iter().cloned());
        fits &= self.equals.as_ref().is_none_or(|it| !self.differs.contains(it));
        if self.truth == Some(true) {
            fits &= self.none != Some(true);
            self.none = Some(false);
        }
        if self.none == Some(true) {
            self.truth = Some(false);
        }
        if let Some(truth) = self.equals.as_ref().and_then(Const::truth) {
            fits &= self.truth.is_none_or(|it| it == truth);
            self.truth = Some(truth);
        }
        fits
    }

    /// What both facts say.
    pub(super) fn common(&self, other: &Fact) -> Fact {
        if self.stale || other.stale {
            return Fact { stale: true, ..Fact::default() };
        }
        Fact {
            stale: false,
            none: self.none.filter(|it| other.none == Some(*it)),
            truth: self.truth.filter(|it| other.truth == Some(*it)),
            equals: self.equals.clone().filter(|it| other.equals.as_ref() == Some(it)),
            differs: self.differs.intersection(&other.differs).cloned().collect(),
        }
    }
}

/// Something done to a value that the body did not make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    pub sym: Sym,
    /// The method called; empty for a call of the value itself.
    pub method: Name,
    /// The outcome was awaited or handed on.
    pub awaited: bool,
    /// It was only handed on, so that it happens some time: a signal handler, `atexit.register`.
    pub later: bool,
}

/// What an object or container holds.
pub type Fields = Shared<LiteMap<Step, Value>>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Object {
    pub class: Option<ClassId>,
    pub fields: Fields,
    /// A container that may hold more than is listed.
    pub open_ended: bool,
    /// Paths met of which one left the container empty: what is true if it holds anything.
    pub filled: Option<Sym>,
    /// Something was taken out of the container since something was put in, so that it may be empty.
    pub taken_from: bool,
    /// Somebody was handed what ends the object, and will close what it opens from now on.
    pub ended_later: bool,
}

/// A step of the path, for the witness. Not part of what makes states equal.
#[derive(Debug)]
pub struct Trail {
    pub kind: TrailKind,
    pub span: Span,
    pub before: Option<Arc<Trail>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrailKind {
    Opened,
    Taken,
    NotTaken,
    Raised,
    /// On the way out of the body.
    Left,
}

#[derive(Debug, Clone, Default)]
pub struct State {
    /// Absent: unbound for a variable of the source, unknown for others.
    pub env: Shared<LiteMap<LocalId, Value>>,
    pub heap: Shared<LiteMap<ObjId, Object>>,
    /// What was stored into values that the body did not make.
    pub writes: Shared<LiteMap<(Sym, Step), Value>>,
    /// What was stored into module-level and captured names.
    pub roots: Shared<LiteMap<Root, Value>>,
    pub conns: Shared<LiteMap<Conn, Status>>,
    pub facts: Shared<LiteMap<Sym, Fact>>,
    pub events: Shared<BTreeSet<Event>>,
    /// Values that had a method called or were awaited: warms a cold connection.
    pub used: Shared<BTreeSet<Sym>>,
    /// Fields of `self` that a thread uses which was started here and may still run.
    pub threads: Shared<LiteMap<Name, Span>>,
    /// Paths were merged that disagree about a connection.
    pub merged: bool,
    /// Paths were merged that disagree about their conditions.
    pub lossy: bool,
    /// Something that nobody can ask again decided about this path.
    pub guessed: bool,
    pub trail: Option<Arc<Trail>>,
}

impl PartialEq for State {
    fn eq(&self, other: &State) -> bool {
        self.env == other.env
            && self.conns == other.conns
            && self.heap == other.heap
            && self.writes == other.writes
            && self.roots == other.roots
            && self.facts == other.facts
            && self.events == other.events
            && self.used == other.used
            && self.threads == other.threads
    }
}

impl State {
    pub fn step(&mut self, kind: TrailKind, span: Span) {
        if self.trail.as_ref().is_some_and(|it| it.kind == kind && it.span == span) {
            return;
        }
        self.trail = Some(Arc::new(Trail { kind, span, before: self.trail.take() }));
    }

    /// Objects that nothing reaches any more are forgotten.
    pub fn forget_lost_objects(&mut self) {
        if self.heap.is_empty() {
            return;
        }
        let mut held: Vec<ObjId> = vec![];
        let values = self.env.values().chain(self.writes.values()).chain(self.roots.values());
        let mut todo: Vec<&Value> = values.filter(|it| it.is_composite()).collect();
        while let Some(value) = todo.pop() {
            match value {
                Value::Obj(id) => {
                    if let (Some(object), false) = (self.heap.get(id), held.contains(id)) {
                        held.push(*id);
                        todo.extend(object.fields.values().filter(|it| it.is_composite()));
                    }
                }
                other => todo.extend(other.parts()),
            }
        }
        if held.len() < self.heap.len() {
            self.heap.retain(|id, _| held.contains(id));
        }
    }

    /// What is known of results that no variable holds any more is of no use.
    pub fn forget_lost_symbols(&mut self) {
        if self.facts.keys().all(|it| !it.is_opaque()) {
            return;
        }
        let held: BTreeSet<&Root> = self
            .env
            .values()
            .filter_map(|it| if let Value::Sym(it) = it { Some(&it.root) } else { None })
            .chain(self.heap.values().filter_map(|it| Some(&it.filled.as_ref()?.root)))
            .collect();
        self.facts.retain(|sym, _| !sym.is_opaque() || held.contains(&sym.root));
    }

    /// Whether a value leads to a connection that this state knows.
    pub(super) fn concerns(&self, value: &Value, depth: usize) -> bool {
        if depth == 0 {
            return false;
        }
        match value {
            Value::Conn(_) | Value::Part(..) => true,
            Value::Obj(it) => {
                self.heap.get(it).is_some_and(|it| it.fields.values().any(|it| self.concerns(it, depth - 1)))
            }
            Value::Bound(_, name) if counts(name) => false,
            Value::Bound(it, _) | Value::Iter(it, _) | Value::Closing(it) | Value::Pairs(it) => {
                self.concerns(it, depth - 1)
            }
            Value::Partial(it, arguments) => {
                self.concerns(it, depth - 1) || arguments.iter().any(|it| self.concerns(&it.value, depth - 1))
            }
            Value::Any(all) => all.iter().any(|it| self.concerns(it, depth - 1)),
            Value::Coroutine(it) => match &**it {
                Deferred::Close(..) | Deferred::Connect { .. } | Deferred::Open { .. } => true,
                Deferred::Call { receiver, arguments, .. } => {
                    receiver.iter().any(|it| self.concerns(it, depth - 1))
                        || arguments.iter().any(|it| self.concerns(&it.value, depth - 1))
                }
                Deferred::Ready(it) => self.concerns(it, depth - 1),
                Deferred::All(all) => all.iter().any(|it| self.concerns(it, depth - 1)),
                Deferred::Event { .. } => false,
            },
            Value::Managed(_, arguments) => arguments.iter().any(|it| self.concerns(&it.value, depth - 1)),
            Value::Instance(_, held) => held.as_ref().is_some_and(|it| self.concerns(it, depth - 1)),
            Value::Unknown
            | Value::Unbound
            | Value::Const(_)
            | Value::Sym(_)
            | Value::Def(_)
            | Value::Super(_) => false,
        }
    }
}
