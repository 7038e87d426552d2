//! What a callee closed, connected or handed on, done to what the caller passed.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Run;
use super::state::{Event, Phase, State};
use super::translate::Mapping;
use super::value::{Argument, Point, Step, Sym, Value};
use crate::ir::{Def, FnId};

impl Run<'_> {
    /// What connects, which comes first, and the rest: one that is closed and then connected again is not closed.
    pub(super) fn in_order<'e>(&self, events: &'e BTreeSet<Event>) -> (Vec<&'e Event>, Vec<&'e Event>) {
        events.iter().partition(|it| self.knowledge.is_connector(&it.method))
    }

    pub(super) fn apply_event(&mut self, state: &mut State, value: &Value, event: &Event, at: Point) {
        match value {
            Value::Sym(sym) => {
                let later = event.later || self.consuming > 0;
                let mapped = Event { sym: (**sym).clone(), later, ..event.clone() };
                if event.method.is_empty() && self.note_call_of_closer(state, sym) {
                    return;
                }
                if sym.is_opaque() {
                    self.note_event(state, sym, &event.method, event.awaited);
                } else {
                    state.events.insert(mapped);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.apply_event(state, it, event, at)),
            Value::Unknown | Value::Unbound | Value::Const(_) => {}
            it if &*event.method == super::rust::MOVED => self.hand_over(state, &it.clone(), at),
            // What a lock lends, or a cell or container holds, by whatever way the callee got at it.
            Value::Obj(id)
                if self.knowledge.is_rust && state.heap.get(id).is_some_and(|it| it.class.is_none()) =>
            {
                // Containers may hold each other.
                let mut seen = BTreeSet::from([*id]);
                let mut todo = self.elements(state, value);
                while let Some(held) = todo.pop() {
                    match &held {
                        Value::Any(all) => todo.extend(all.iter().cloned()),
                        Value::Obj(inner) if state.heap.get(inner).is_some_and(|it| it.class.is_none()) => {
                            if seen.insert(*inner) {
                                todo.extend(self.elements(state, &held));
                            }
                        }
                        held => self.apply_event(state, held, event, at),
                    }
                }
            }
            it if event.method.is_empty() && event.later => {
                self.run_discharges(state, &it.clone(), &[], at);
            }
            it if event.method.is_empty() => self.call_for_effect(state, &it.clone(), at),
            it => {
                let callee = self.field(state, it, &Step::Attr(event.method.clone()));
                if event.later {
                    self.run_discharges(state, &callee, &[], at);
                } else {
                    self.call_awaited(state, &callee, event.awaited, at);
                }
            }
        }
    }

    /// What is called was handed over as a bound method, `self._call(self.sub.close)`: true if that closes.
    pub(super) fn note_call_of_closer(&mut self, state: &mut State, called: &Sym) -> bool {
        let Some((Step::Attr(method), owner)) = called.steps.split_last() else { return false };
        if !self.knowledge.is_closer(method) {
            return false;
        }
        let owner = Sym { root: called.root.clone(), steps: owner.to_vec() };
        self.note_event(state, &owner, method, true);
        true
    }

    /// Calls a method and keeps the state that closes most: of several outcomes the silent one counts.
    pub(super) fn call_awaited(&mut self, state: &mut State, callee: &Value, awaited: bool, at: Point) {
        let called = self.call(state.clone(), callee, &[], at);
        let mut results = Vec::new();
        for (state, value) in called.ok {
            match &value {
                Value::Coroutine(it) if awaited => {
                    results.extend(self.run(state, it, at).ok.into_iter().map(|it| it.0));
                }
                _ => results.push(state),
            }
        }
        if let Some(best) = results.into_iter().min_by_key(owing) {
            *state = best;
        }
    }

    /// The state after everything that a function may do by any end.
    pub(super) fn events_of(
        &mut self,
        state: State,
        callee: &Value,
        arguments: &[Argument],
        at: Point,
    ) -> Option<State> {
        let (id, receiver) = match callee {
            Value::Def(Def::Function(id)) => (*id, None),
            Value::Bound(receiver, name) => {
                let class = self.class_of_value(&state, receiver)?;
                (self.program.project.method(class, name)?, Some(&**receiver))
            }
            _ => return None,
        };
        let summary = self.program.summary(id)?;
        let mut state = state;
        let values = self.parameters(&mut state, id, receiver, arguments, at);
        Some(self.apply_events(state, &summary.events, id, &values, at))
    }

    /// The state in which a callee has raised: what it surely closed before is closed.
    pub(super) fn apply_events(
        &mut self,
        mut state: State,
        events: &BTreeSet<Event>,
        callee: FnId,
        values: &[Value],
        at: Point,
    ) -> State {
        let mut mapping = Mapping::new(callee, at, values);
        // In which order they came nobody knows: what is used may have been closed before or after.
        let before = std::mem::replace(&mut self.ambiguous, true);
        let (connecting, others) = self.in_order(events);
        for event in connecting.into_iter().chain(others) {
            let value = self.map_sym(&mut state, &mut mapping, &event.sym);
            self.apply_event(&mut state, &value, event, at);
        }
        self.ambiguous = before;
        state
    }
}

/// How much a path leaves to do: the least is the one that closes most.
pub(super) fn owing(state: &State) -> (usize, Reverse<usize>) {
    let n_open = state.conns.values().filter(|it| it.phase == Phase::Open).count();
    (n_open, Reverse(state.events.len()))
}
