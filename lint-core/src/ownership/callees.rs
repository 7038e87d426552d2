//! Functions of libraries that the profiles know: what they close, take or hand back.

use std::sync::Arc;

use super::Run;
use super::call::{Called, find};
use super::state::{Object, Phase, State};
use super::value::{Argument, Point, Step, Value};
use crate::ir::{Const, Name};
use crate::profile::{CalleeEffect, Scope};

impl Run<'_> {
    /// A method of an object that something outside the program made: a thread pool, a loop, an exit stack.
    pub(super) fn external_method(
        &mut self,
        state: State,
        class: &str,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let path = Name::from(format!("{class}.{name}"));
        if !self.knowledge.callee(&path).is_empty() {
            return self.known_callee(state, &path, arguments, at);
        }
        self.runner(state, &path, arguments, at)
    }

    /// A callable whose effect a profile states.
    pub(super) fn known_callee(
        &mut self,
        mut state: State,
        path: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let knowledge = self.knowledge;
        let raise = vec![state.clone()];
        let mut result = None;
        if let (Some(it), Some((_, method))) = (arguments.first(), path.rsplit_once('.')) {
            self.check_scope(&state, method, &it.value, at);
        }
        for rule in knowledge.callee(path) {
            let values: Vec<Value> = match &rule.argument {
                Some(it) => find(arguments, &it.name, it.position).cloned().into_iter().collect(),
                None => arguments.iter().map(|it| it.value.clone()).collect(),
            };
            for value in values {
                match rule.effect {
                    CalleeEffect::Borrows => {}
                    CalleeEffect::Closes => {
                        for conn in self.direct(&value) {
                            self.discharge(&mut state, conn, Phase::Closed, at);
                        }
                    }
                    CalleeEffect::Takes => self.hand_over(&mut state, &value, at),
                    CalleeEffect::Scopes => result = Some(Value::Closing(Arc::new(value))),
                    CalleeEffect::Returns => result = Some(value),
                    CalleeEffect::ReturnsFirst => {
                        let tuple = self.object(at, 4);
                        let fields = [(Step::At(Const::Int(0)), value)].into();
                        state.heap.insert(tuple, Object { fields, open_ended: true, ..Object::default() });
                        result = Some(Value::Obj(tuple));
                    }
                    CalleeEffect::Copies => result = self.copied(&value),
                    CalleeEffect::Forgets => {
                        self.forget(&mut state, &value, path, at);
                        result = Some(value);
                    }
                }
            }
        }
        self.consume_all(&mut state, arguments, at);
        // What was handed over is off our hands even if that raises; `closing(…)` itself never does.
        let has = |effect| knowledge.callee(path).iter().any(|it| it.effect == effect);
        let raise = match () {
            () if has(CalleeEffect::Scopes) => vec![],
            () if has(CalleeEffect::Takes) => vec![state.clone()],
            () => raise,
        };
        let value = match result {
            Some(it) => it,
            None => Run::opaque(&mut state, at),
        };
        // What an async stack enters comes out of awaiting the call.
        let value = if path.ends_with("_async_context") || path.ends_with("AsyncContext") {
            Run::awaitable(value)
        } else {
            value
        };
        Called { ok: vec![(state, value)], raise }
    }

    /// `stack.enter_context(sub)` fails where `with sub` would.
    fn check_scope(&mut self, state: &State, method: &str, value: &Value, at: Point) {
        let scope = match method {
            "enter_context" | "enterContext" | "enterClassContext" | "enterModuleContext" => Scope::With,
            "enter_async_context" | "enterAsyncContext" => Scope::AsyncWith,
            _ => return,
        };
        for conn in self.direct(value) {
            let resource = self.resource_of(state, conn);
            if !self.knowledge.resource(resource).scope.contains(&scope) {
                self.record(|facts| {
                    facts.wrong_scopes.insert((at.span, conn.site));
                });
            }
        }
    }

    /// `stack.enter_context(sub)` on a stack that is not followed.
    pub(super) fn take_and_return(
        &mut self,
        mut state: State,
        method: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let value = arguments.first().map_or(Value::Unknown, |it| it.value.clone());
        self.check_scope(&state, method, &value, at);
        self.hand_over(&mut state, &value, at);
        let raise = vec![state.clone()];
        Called { ok: vec![(state.clone(), value.clone()), (state, Run::awaitable(value))], raise }
    }

    /// Somebody whom nobody knows is lent connections: a name that speaks of an end makes it doubtful that they
    /// stay open.
    pub(super) fn note_lent(&mut self, state: &State, callee: &str, values: &[Value]) {
        let mut found = std::collections::BTreeSet::new();
        values.iter().for_each(|it| super::reach::reach(state, it, &mut found, 3));
        let ends = speaks_of_end(callee);
        self.record(|facts| {
            let sites = found.iter().map(|it| it.site);
            if ends {
                facts.maybe_closed.extend(sites);
                return;
            }
            for site in sites {
                facts.lent_unseen.entry(site).or_default().insert(callee.into());
            }
        });
    }
}

/// Whether a name says that something ends.
pub(super) fn speaks_of_end(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "close",
        "shutdown",
        "shut_down",
        "cleanup",
        "clean_up",
        "dispose",
        "release",
        "disconnect",
        "teardown",
        "tear_down",
        "terminate",
        "destroy",
        "finalize",
        "stop",
    ];
    let name = name.to_ascii_lowercase();
    ENDS.iter().any(|it| name.contains(it))
}
