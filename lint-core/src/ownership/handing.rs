//! Handing something over to be closed, or to be called some time: by a registry, a signal, a finalizer.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::state::{Event, Phase, State, Status};
use super::value::{Argument, Conn, Point, Step, Sym, Value};
use super::{MAX_CALL_DEPTH, Run};
use crate::ir::{ClassId, Def, FnId, Name, Root};
use crate::knowledge::Closing;
use crate::summary::Summary;

/// The methods that leave a block.
const LEAVING: [&str; 2] = ["__exit__", "__aexit__"];

impl Run<'_> {
    /// A value goes to a callee that nobody follows: a bound close or a close coroutine counts as done,
    /// a function that closes what it captured will do so, and a connection is only lent.
    pub(super) fn consume(&mut self, state: &mut State, value: &Value, at: Point) {
        // Containers may hold each other.
        if self.consuming > MAX_CALL_DEPTH {
            return;
        }
        self.consuming += 1;
        self.consume_inner(state, value, at);
        self.consuming -= 1;
    }

    fn consume_inner(&mut self, state: &mut State, value: &Value, at: Point) {
        match value {
            Value::Part(conn, path) => {
                let id = self.resource_of(state, *conn);
                if self.knowledge.closes(id, path) != Closing::No {
                    self.discharge(state, *conn, Phase::Handed, at);
                }
            }
            Value::Coroutine(it) => {
                let called = self.run(state.clone(), &it.clone(), at);
                let owing =
                    |it: &(State, Value)| it.0.conns.values().filter(|it| it.phase == Phase::Open).count();
                // Of several outcomes the silent one counts.
                if let Some((mut after, value)) = called.ok.into_iter().min_by_key(owing) {
                    // Whoever runs it gets what it returns.
                    let mut given = BTreeSet::new();
                    self.reach_shared(&after, &value, &mut given);
                    for conn in given.into_iter().filter(|it| !state.conns.contains_key(it)) {
                        if let Some(status) = after.conns.get_mut(&conn) {
                            status.phase = Phase::Handed;
                        }
                    }
                    close_some_time(state, &mut after);
                    *state = after;
                }
            }
            Value::Bound(receiver, method) => self.consume_bound(state, receiver, method, at),
            Value::Sym(sym) => {
                // `register(self.sub.close)`: the last step names the method.
                if let Some((Step::Attr(method), rest)) = sym.steps.split_last() {
                    let owner = Sym { root: sym.root.clone(), steps: rest.to_vec() };
                    if self.knowledge.is_closer(method) {
                        self.note_event(state, &owner, method, true);
                    }
                }
            }
            Value::Def(Def::Function(id)) => self.consume_function(state, *id, at),
            Value::Partial(callee, arguments) => {
                self.run_discharges(state, callee, arguments, at);
                self.consume(state, callee, at);
                self.consume_all(state, arguments, at);
            }
            Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_none()) => {
                let all = self.elements(state, value);
                all.iter()
                    .filter(|it| !matches!(it, Value::Obj(inner) if inner == id))
                    .for_each(|it| self.consume(state, it, at));
            }
            Value::Any(all) => all.iter().for_each(|it| self.consume(state, it, at)),
            Value::Iter(it, _) | Value::Pairs(it) => self.consume(state, &it.clone(), at),
            _ => {}
        }
    }

    pub(super) fn consume_all(&mut self, state: &mut State, arguments: &[Argument], at: Point) {
        for it in arguments {
            self.consume(state, &it.value, at);
        }
    }

    fn consume_bound(&mut self, state: &mut State, receiver: &Value, method: &Name, at: Point) {
        match receiver {
            Value::Sym(sym) if self.class_of(sym).is_none() => {
                self.note_event(state, &sym.clone(), method, true);
            }
            Value::Sym(_) | Value::Obj(_) => {
                let callee = Value::Bound(Arc::new(receiver.clone()), method.clone());
                self.run_discharges(state, &callee, &[], at);
            }
            Value::Conn(conn) => {
                let part = Value::Part(*conn, method.as_ref().into());
                self.consume(state, &part, at);
            }
            Value::Managed(_, arguments) if super::managed::leaves(method) => {
                self.leave_managed(state, arguments, Phase::Handed, at);
            }
            _ => {}
        }
    }

    /// A nested function that outlives this call closes what it captured.
    fn consume_function(&mut self, state: &mut State, id: FnId, at: Point) {
        if !self.program.is_judged(id) {
            self.consulted.insert(id);
            *self.wanted.entry(id).or_default() |= crate::inert::ELSEWHERE;
        }
        self.run_discharges(state, &Value::Def(Def::Function(id)), &[], at);
    }

    /// Runs a callee only for what it closes or hands on; what it opens or returns is not looked at.
    pub(super) fn run_discharges(
        &mut self,
        state: &mut State,
        callee: &Value,
        arguments: &[Argument],
        at: Point,
    ) {
        if self.depth > MAX_CALL_DEPTH {
            return;
        }
        let before = std::mem::take(&mut self.ended);
        let called = self.call(state.clone(), callee, arguments, at);
        let mut after: Vec<(State, Value)> = called.ok;
        if after.is_empty() {
            // It never returns: what it does before it raises or ends the process counts.
            after = called.raise.into_iter().map(|it| (it, Value::Unknown)).collect();
            after.extend(self.events_of(state.clone(), callee, arguments, at).map(|it| (it, Value::Unknown)));
        }
        if let Some(Value::Coroutine(it)) = after.first().map(|it| it.1.clone()) {
            let start = after.remove(0).0;
            after = self.run(start, &it, at).ok;
        }
        if let Value::Bound(object, method) = callee
            && let Value::Sym(object) = &**object
        {
            let end = Event { sym: (**object).clone(), method: method.clone(), awaited: true, later: true };
            state.events.insert(end);
        }
        for id in std::mem::replace(&mut self.ended, before) {
            if let Some(object) = state.heap.get_mut(&id) {
                object.ended_later = true;
            }
        }
        let closes = |conn: &Conn| {
            after.iter().any(|(it, _)| matches!(Run::phase(it, *conn), Some(Phase::Closed | Phase::Handed)))
        };
        let owing: Vec<Conn> = state
            .conns
            .iter()
            .filter(|it| matches!(it.1.phase, Phase::Open | Phase::Cold))
            .map(|it| *it.0)
            .collect();
        for conn in owing.into_iter().filter(|it| closes(it)) {
            self.discharge(state, conn, Phase::Handed, at);
        }
        for (it, _) in &after {
            state.events.extend(it.events.iter().cloned());
        }
    }

    /// Whether a method closes something that its object keeps.
    pub(super) fn closes_own(&self, method: &Summary) -> bool {
        let is_own = |it: &Event| it.sym.root == Root::Param(0) && !it.sym.steps.is_empty();
        method.events.iter().any(|it| is_own(it) && self.knowledge.is_closer(&it.method))
    }

    /// Calls a method whose result is not looked at, awaiting it where it is a coroutine.
    pub(super) fn call_for_effect(&mut self, state: &mut State, callee: &Value, at: Point) {
        let called = self.call(state.clone(), callee, &[], at);
        let mut results = Vec::new();
        for (state, value) in called.ok {
            match &value {
                Value::Coroutine(it) => results.extend(self.run(state, it, at).ok),
                _ => results.push((state, value)),
            }
        }
        if let Some((after, _)) = results.into_iter().next() {
            *state = after;
        }
    }

    /// A value enters something that is not followed and lives on.
    pub(super) fn hand_over(&mut self, state: &mut State, value: &Value, at: Point) {
        let mut found = BTreeSet::new();
        self.reach_shared(state, value, &mut found);
        for conn in found {
            self.discharge(state, conn, Phase::Handed, at);
        }
        match value {
            Value::Obj(id) => {
                let class = state.heap.get(id).and_then(|it| it.class);
                let ends =
                    class.is_some_and(|it| LEAVING.iter().any(|name| self.method_closes_own(it, name)));
                if let Some(object) = state.heap.get_mut(id) {
                    object.ended_later |= ends;
                }
            }
            Value::Sym(sym) => {
                let class = self.class_of(sym);
                let leaving =
                    LEAVING.iter().find(|it| class.is_some_and(|class| self.method_closes_own(class, it)));
                if let Some(method) = leaving {
                    state.events.insert(Event {
                        sym: (**sym).clone(),
                        method: (*method).into(),
                        awaited: true,
                        later: true,
                    });
                }
            }
            _ => {}
        }
        self.consume(state, value, at);
    }

    /// Whether somebody was handed what ends an object, and will close what it opens from now on.
    pub(super) fn is_ended_later(&mut self, state: &State, object: &Sym) -> bool {
        let ends: Vec<Name> = state
            .events
            .iter()
            .filter(|it| it.later && it.sym == *object)
            .map(|it| it.method.clone())
            .collect();
        let Some(class) = self.class_of(object).filter(|_| !ends.is_empty()) else { return false };
        ends.iter().any(|it| self.method_closes_own(class, it))
    }

    fn method_closes_own(&mut self, class: ClassId, method: &str) -> bool {
        let Some(id) = self.program.project.method(class, method) else { return false };
        self.consulted.insert(id);
        self.program.summary(id).is_some_and(|it| self.closes_own(&it))
    }
}

/// What somebody runs at a time of their own closes what it closes then, not at once.
pub(super) fn close_some_time(before: &State, after: &mut State) {
    let is_closed = |it: &Status| it.phase == Phase::Closed;
    let closed = after.conns.iter().filter(|it| is_closed(it.1));
    let news = closed.filter(|it| !before.conns.get(it.0).is_some_and(is_closed)).map(|it| *it.0);
    for conn in news.collect::<Vec<Conn>>() {
        if let Some(status) = after.conns.get_mut(&conn) {
            status.phase = Phase::Handed;
        }
    }
}
