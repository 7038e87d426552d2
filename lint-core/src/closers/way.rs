//! Whether some method, or somebody from outside, closes what a way from an instance leads to.

use std::collections::BTreeSet;

use super::{Closers, attributes, call_path, gives_a_product};
use crate::ir::{ClassId, FnId, Name, Root};
use crate::knowledge::{Closing, Knowledge, ResourceId};
use crate::ownership::dispatch::admits;
use crate::ownership::rust::MOVED;
use crate::ownership::state::{Event, Phase};
use crate::ownership::value::{Conn, Step, Value};
use crate::summary::Outcome;

/// Deeper owners are taken to be closed.
pub(super) const MAX_DEPTH: usize = 6;

impl Closers<'_> {
    /// Whether some method of the family, or code outside, closes what the way from an instance leads to.
    pub(crate) fn closes_way(
        &self,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
    ) -> bool {
        self.closes_way_bounded(way, resource, knowledge, MAX_DEPTH)
    }

    fn closes_way_bounded(
        &self,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
        depth: usize,
    ) -> bool {
        let Some(((class, step), rest)) = way.split_first() else { return true };
        let field = (*class, step.clone());
        let is_ended = !rest.is_empty() && self.ended_fields.contains(&field);
        if depth == 0 || is_ended || self.on_instances.contains(&field) {
            return true;
        }
        let project = self.program.project;
        let family = project.family(*class);
        let named = |it: &ClassId| {
            let class = project.class(*it);
            class.methods.iter().chain(&class.setters)
        };
        let methods = family.iter().flat_map(named);
        for (_, id) in methods.filter(|it| &**it.0 != "__del__") {
            if self.method_closes(*id, way, resource, knowledge, depth) {
                return true;
            }
        }
        let by_class = |it: &ClassId| match step {
            Step::Attr(name) => self.by_class.get(&(*it, name.clone())),
            _ => None,
        };
        let mut closings = family.iter().filter_map(by_class).flatten();
        if closings.any(|(path, awaited)| self.path_closes(path, *awaited, resource, rest, knowledge)) {
            return true;
        }
        // A guard on the way closes it when the object drops it.
        let drop = rest.first().filter(|_| knowledge.is_rust).and_then(|it| project.method(it.0, "drop"));
        if drop.is_some_and(|it| self.method_closes(it, rest, resource, knowledge, depth - 1)) {
            return true;
        }
        matches!(step, Step::Attr(name) if self.closes_field(name, resource, rest, knowledge))
    }

    fn method_closes(
        &self,
        id: FnId,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
        depth: usize,
    ) -> bool {
        let Some(summary) = self.program.summary(id) else { return false };
        // What the method itself has put where the way leads, and how that ends.
        let left_there = |outcome: &Outcome, is_wanted: fn(Phase) -> bool| {
            outcome.state.writes.iter().any(|((sym, step), value)| {
                let place = sym.steps.iter().chain([step]);
                let is_on_way = place.eq(way.iter().take(sym.steps.len() + 1).map(|it| &it.1));
                let phase = |it: &Conn| outcome.opened.get(it).map_or(Phase::Open, |it| it.status.phase);
                let is_such = matches!(value, Value::Conn(conn) if is_wanted(phase(conn)));
                sym.root == Root::Param(0) && is_on_way && is_such
            })
        };
        let closes = |events: &BTreeSet<Event>| {
            let mut of_self = events.iter().filter(|it| it.sym.root == Root::Param(0));
            of_self.any(|event| self.event_closes(event, way, resource, knowledge, depth))
        };
        closes(&summary.endless)
            || summary.outcomes.iter().filter(|it| self.is_of(way, it)).any(|it| {
                let reopens = left_there(it, |phase| phase != Phase::Closed);
                left_there(it, |phase| phase == Phase::Closed) || !reopens && closes(&it.state.events)
            })
    }

    /// Whether a method of the object at the start of the way may end so: what it calls on `self` may be overridden.
    fn is_of(&self, way: &[(ClassId, Step)], outcome: &Outcome) -> bool {
        way.first().is_none_or(|it| admits(self.program.project, it.0, outcome))
    }

    /// Whether a method call on something below `self` closes the end of the way.
    fn event_closes(
        &self,
        event: &Event,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
        depth: usize,
    ) -> bool {
        let called: Vec<&Name> = attributes(&event.sym).collect();
        let fields: Vec<&Name> = way
            .iter()
            .filter_map(|it| if let Step::Attr(name) = &it.1 { Some(name) } else { None })
            .collect();
        // `for it in vars(self).values(): it.close()` closes whatever the object holds.
        if event.sym.steps == [Step::Element] && fields.len() == 1 {
            return takes_effect(knowledge, resource, &event.method, event.awaited);
        }
        let shared = called.iter().zip(&fields).take_while(|(a, b)| a == b).count();
        if shared == fields.len() {
            let path = call_path(&called[shared..], event);
            return !gives_a_product(event, shared, knowledge)
                && takes_effect(knowledge, resource, &path, event.awaited);
        }
        if shared < called.len() || shared == 0 {
            return false;
        }
        let rest = &way[shared..];
        let class = rest[0].0;
        let Some(id) = self.program.project.method(class, &event.method) else {
            return match rest {
                [(_, field)] => {
                    self.delegates_to(class, field)
                        && takes_effect(knowledge, resource, &event.method, event.awaited)
                }
                _ => false,
            };
        };
        self.method_closes(id, rest, resource, knowledge, depth - 1)
            || (depth > 1
                && &*event.method == "close"
                && self.closes_way_bounded(rest, resource, knowledge, depth - 1))
    }

    /// Whether a field on the way is closed through whatever has it there: `validator.subtensor.close()`.
    pub(super) fn closes_tail(
        &self,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
    ) -> bool {
        way.iter().enumerate().any(|(at, (_, step))| match step {
            Step::Attr(name) => self.closes_field(name, resource, &way[at + 1..], knowledge),
            _ => false,
        })
    }

    pub(super) fn closes_field(
        &self,
        field: &Name,
        resource: ResourceId,
        way: &[(ClassId, Step)],
        knowledge: &Knowledge,
    ) -> bool {
        let Some(closings) = self.by_field.get(field) else { return false };
        closings.iter().any(|(path, awaited)| self.path_closes(path, *awaited, resource, way, knowledge))
    }

    pub(super) fn closes_root(
        &self,
        root: &Root,
        resource: ResourceId,
        way: &[(ClassId, Step)],
        knowledge: &Knowledge,
    ) -> bool {
        let Some(closings) = self.by_root.get(root) else { return false };
        closings.iter().any(|(path, awaited)| self.path_closes(path, *awaited, resource, way, knowledge))
    }

    /// Whether calling the path on a connection, or on the owner at the start of the way, closes it.
    pub(super) fn path_closes(
        &self,
        path: &str,
        awaited: bool,
        resource: ResourceId,
        way: &[(ClassId, Step)],
        knowledge: &Knowledge,
    ) -> bool {
        // The path may go into the owner itself: `client.sub.close()`.
        if let Some((_, Step::Attr(field))) = way.first()
            && let Some(rest) = path.strip_prefix(&**field).and_then(|it| it.strip_prefix('.'))
        {
            return self.path_closes(rest, awaited, resource, &way[1..], knowledge);
        }
        match way.first() {
            None => takes_effect(knowledge, resource, path, awaited),
            Some((class, _)) => match self.program.project.method(*class, path) {
                Some(id) => self.method_closes(id, way, resource, knowledge, MAX_DEPTH - 1),
                None => {
                    self.delegates_to(*class, &way[0].1)
                        && self.path_closes(path, awaited, resource, &way[1..], knowledge)
                }
            },
        }
    }

    /// Whether what is called on an instance reaches what a field of it holds.
    fn delegates_to(&self, class: ClassId, field: &Step) -> bool {
        let delegate = self.program.delegate(class);
        matches!(field, Step::Attr(name) if delegate.as_ref() == Some(name))
    }

    /// Whether only a `__del__` closes the field.
    pub(crate) fn only_del_closes(
        &self,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
    ) -> bool {
        let Some((class, _)) = way.first() else { return false };
        let id = self.program.project.method(*class, "__del__");
        id.is_some_and(|id| self.method_closes(id, way, resource, knowledge, MAX_DEPTH))
    }

    /// Whether the method that the class has under a name closes what the way leads to, on some path at least.
    pub(crate) fn closes_by(
        &self,
        method: &str,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
    ) -> bool {
        let id = way.first().and_then(|it| self.program.project.method(it.0, method));
        id.is_some_and(|id| self.method_closes(id, way, resource, knowledge, MAX_DEPTH))
    }

    /// A method of the class that closes the field and is meant to be called: `close()`.
    pub(crate) fn closing_method(
        &self,
        way: &[(ClassId, Step)],
        resource: ResourceId,
        knowledge: &Knowledge,
    ) -> Option<Name> {
        let (class, _) = way.first()?;
        let project = self.program.project;
        let all = project.ancestors(*class).into_iter().flat_map(|it| project.class(it).methods.iter());
        let closing: Vec<&Name> = all
            .filter(|(name, id)| {
                &***name != "__del__" && self.method_closes(**id, way, resource, knowledge, MAX_DEPTH)
            })
            .map(|it| it.0)
            .collect();
        let rank = |name: &Name| match &**name {
            "close" | "aclose" => 0,
            "__exit__" | "__aexit__" => 2,
            it if it.starts_with('_') => 3,
            _ => 1,
        };
        // Who closes to open again leaves it open: `again()` is no end.
        let opens = |name: &Name| {
            let summary = project.method(*class, name).and_then(|it| self.program.summary(it));
            summary.is_some_and(|it| it.outcomes.iter().any(|it| !it.opened.is_empty()))
        };
        closing.into_iter().min_by_key(|it| (opens(it), rank(it))).cloned()
    }
}

fn takes_effect(knowledge: &Knowledge, resource: ResourceId, path: &str, awaited: bool) -> bool {
    // What is given away is somebody else's to close.
    if path.ends_with(MOVED) {
        return true;
    }
    match knowledge.closes(resource, path) {
        Closing::Now => true,
        Closing::Awaited => awaited,
        Closing::No => false,
    }
}
