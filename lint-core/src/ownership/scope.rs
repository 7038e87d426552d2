//! Entering and leaving `with` blocks.

use std::sync::Arc;

use super::Run;
use super::state::{Phase, State};
use super::transfer::Effect;
use super::value::{Deferred, Point, Sym, Value};
use crate::ir::{LocalId, ScopeStyle};
use crate::profile::Scope;

impl Run<'_> {
    pub(super) fn enter(
        &mut self,
        mut state: State,
        dst: LocalId,
        manager: LocalId,
        style: ScopeStyle,
        at: Point,
    ) -> Effect {
        let value = self.read(&state, manager);
        let scope = scope_of(style);
        match &value {
            Value::Conn(conn) => {
                let entered = self.enter_conn(&mut state, *conn, scope, at);
                self.write(&mut state, dst, entered, at.span);
                let raise = vec![state.clone()];
                Effect { ok: vec![state], raise }
            }
            Value::Part(conn, path) if self.keeps_alive(&state, *conn, path) => {
                self.enter_part(&mut state, *conn);
                self.write(&mut state, dst, value.clone(), at.span);
                Effect::quiet(state)
            }
            Value::Closing(inner) => {
                for conn in self.direct(inner) {
                    self.scope_closing(&mut state, conn, scope, at);
                }
                self.write(&mut state, dst, (**inner).clone(), at.span);
                Effect::quiet(state)
            }
            Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_some()) => {
                self.enter_object(state, dst, &value, style, at)
            }
            Value::Sym(sym) if self.has_scope(sym, style) => self.enter_object(state, dst, &value, style, at),
            Value::Any(_) => {
                for conn in self.direct(&value) {
                    self.enter_conn(&mut state, conn, scope, at);
                }
                self.write(&mut state, dst, value, at.span);
                Effect::quiet(state)
            }
            Value::Instance(path, held) => {
                let held = match held {
                    Some(it) => it.clone(),
                    None => Arc::new(self.enter_instance(&mut state, path, at)),
                };
                let raise = vec![state.clone()];
                let opened = Value::Instance(path.clone(), Some(held));
                self.write(&mut state, dst, opened, at.span);
                Effect { ok: vec![state], raise }
            }
            Value::Managed(id, arguments) => {
                let lent = self.lent_by(&mut state, *id, arguments, at);
                let raise = vec![state.clone()];
                self.write(&mut state, dst, lent, at.span);
                Effect { ok: vec![state], raise }
            }
            Value::Coroutine(deferred) => {
                let is_opener = matches!(&**deferred, Deferred::Open { .. });
                // `async with get_connection()` where a coroutine has no `__aenter__`, or a wrapper's own.
                let awaited = self.await_value(state, &value, at);
                let mut effect = self.bind(awaited, manager, at);
                for state in &mut effect.ok {
                    let value = self.read(state, manager);
                    for conn in self.direct(&value) {
                        self.enter_conn(state, conn, scope, at);
                        if is_opener {
                            self.record(|facts| {
                                facts.wrong_scopes.insert((at.span, conn.site));
                            });
                        }
                    }
                    self.write(state, dst, value, at.span);
                }
                effect
            }
            Value::Sym(sym) => {
                let (enter, leave) = scope_methods(style);
                // Entering connects again what is closed.
                self.note_event(&mut state, sym, enter, true);
                self.note_event(&mut state, sym, leave, true);
                // What cannot be entered is not open.
                let raise = vec![state.clone()];
                self.use_sym(&mut state, sym, at.span);
                let entered = if sym.is_opaque() && self.opaque_type(sym).is_none() {
                    Run::opaque(&mut state, at)
                } else {
                    value.clone()
                };
                self.write(&mut state, dst, entered, at.span);
                Effect { ok: vec![state], raise }
            }
            _ => {
                let raise = vec![state.clone()];
                let entered = Run::opaque(&mut state, at);
                self.write(&mut state, dst, entered, at.span);
                Effect { ok: vec![state], raise }
            }
        }
    }

    /// Entering a connection scopes it, whichever way the block is left.
    fn enter_conn(&mut self, state: &mut State, conn: super::value::Conn, scope: Scope, at: Point) -> Value {
        let resource = self.resource_of(state, conn);
        let known = self.knowledge.resource(resource);
        if !known.scope.contains(&scope) {
            self.record(|facts| {
                facts.wrong_scopes.insert((at.span, conn.site));
            });
        } else if scope == Scope::With || known.connect.is_empty() && known.connect_returns_none.is_empty() {
            // One that is connected with `await` can be connected again.
            self.note_use(state, conn, at, true);
        }
        let fails = known.opens_then_fails.contains(&scope);
        let bound = self.knowledge.bound_by(resource, scope);
        self.record(|facts| {
            facts.became.extend(bound.map(|it| (conn.site, it)));
        });
        self.mark_discharged(conn, at);
        if let Some(status) = state.conns.get_mut(&conn) {
            status.scoped = true;
            status.phase = if fails { Phase::Handed } else { Phase::Open };
            status.resource = bound.unwrap_or(status.resource);
        }
        Value::Conn(conn)
    }

    fn enter_part(&mut self, state: &mut State, conn: super::value::Conn) {
        if let Some(status) = state.conns.get_mut(&conn) {
            status.scoped = true;
            status.phase = Phase::Open;
        }
    }

    /// `closing(x)` calls `x.close()` and does not await it.
    fn scope_closing(&mut self, state: &mut State, conn: super::value::Conn, scope: Scope, at: Point) {
        let resource = self.resource_of(state, conn);
        match (self.knowledge.closes(resource, "close"), scope) {
            (crate::knowledge::Closing::Now, Scope::With) => {
                self.mark_discharged(conn, at);
                if let Some(status) = state.conns.get_mut(&conn) {
                    status.scoped = true;
                }
            }
            (crate::knowledge::Closing::Awaited, Scope::With) => {
                if let Some(status) = state.conns.get_mut(&conn) {
                    status.unawaited = Some(at.span);
                }
            }
            _ => {}
        }
    }

    fn enter_object(
        &mut self,
        state: State,
        dst: LocalId,
        value: &Value,
        style: ScopeStyle,
        at: Point,
    ) -> Effect {
        let entered = Value::Bound(Arc::new(value.clone()), scope_methods(style).0.into());
        let called = self.call(state, &entered, &[], at);
        let mut result = super::call::Called { raise: called.raise, ..super::call::Called::default() };
        for (state, outcome) in called.ok {
            if style == ScopeStyle::With {
                result.ok.push((state, outcome));
                continue;
            }
            let awaited = self.await_value(state, &outcome, at);
            result.ok.extend(awaited.ok);
            result.raise.extend(awaited.raise);
        }
        self.bind(result, dst, at)
    }

    pub(super) fn exit(&mut self, state: &mut State, value: &Value, style: ScopeStyle, at: Point) {
        match value {
            Value::Conn(conn) | Value::Part(conn, _) => self.leave_scope(state, *conn),
            Value::Closing(inner) => {
                for conn in self.direct(inner) {
                    if state.conns.get(&conn).is_some_and(|it| it.scoped) {
                        self.leave_scope(state, conn);
                    }
                }
                if matches!(&**inner, Value::Obj(_)) {
                    let close = Value::Bound(inner.clone(), "close".into());
                    self.call_for_effect(state, &close, at);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.exit(state, it, style, at)),
            Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_some()) => {
                let leave = Value::Bound(Arc::new(value.clone()), scope_methods(style).1.into());
                self.call_for_effect(state, &leave, at);
            }
            Value::Sym(sym) if self.has_scope(sym, style) => {
                let leave = Value::Bound(Arc::new(value.clone()), scope_methods(style).1.into());
                self.call_awaited(state, &leave, true, at);
            }
            Value::Managed(id, arguments) => {
                let callee = Value::Def(crate::ir::Def::Function(*id));
                self.run_discharges(state, &callee, arguments, at);
            }
            Value::Sym(sym) => self.leave_executor(state, sym),
            _ => {}
        }
    }

    /// Whether a symbol stands for an object of the program's that can be entered: `with self.link:`.
    fn has_scope(&self, sym: &Sym, style: ScopeStyle) -> bool {
        let (enter, leave) = scope_methods(style);
        let project = self.program.project;
        let class = self.class_of(sym).filter(|it| self.program.is_owner(*it));
        class.is_some_and(|it| [enter, leave].iter().all(|name| project.method(it, name).is_some()))
    }

    fn leave_scope(&mut self, state: &mut State, conn: super::value::Conn) {
        if let Some(status) = state.conns.get_mut(&conn)
            && status.scoped
        {
            status.scoped = false;
            status.phase = Phase::Closed;
        }
    }
}

/// The methods that enter and leave.
fn scope_methods(style: ScopeStyle) -> (&'static str, &'static str) {
    match style {
        ScopeStyle::With => ("__enter__", "__exit__"),
        ScopeStyle::AsyncWith => ("__aenter__", "__aexit__"),
    }
}

fn scope_of(style: ScopeStyle) -> Scope {
    match style {
        ScopeStyle::With => Scope::With,
        ScopeStyle::AsyncWith => Scope::AsyncWith,
    }
}
