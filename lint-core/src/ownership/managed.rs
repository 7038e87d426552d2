//! Generator-based context managers that are entered by hand: `sub = chain().__enter__()`.
//!
//! What such a manager lends is open from then on, until somebody calls its `__exit__`. An entered manager holds
//! the connection as one more argument, so that it is known wherever the manager is put.

use std::sync::Arc;

use super::Run;
use super::call::{Called, replace};
use super::state::{Phase, State};
use super::transfer::ready;
use super::value::{Argument, Conn, Passed, Point, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::{FnId, Name};
use crate::summary::Opened;

/// The argument that an entered manager holds: no parameter has such a name.
const ENTERED: &str = "<entered>";

impl Run<'_> {
    /// A context manager yields: the block under it gets a connection that is open until it ends.
    pub(super) fn note_lent_to_block(&mut self, state: &State, value: &Value) {
        let Value::Conn(conn) = value else { return };
        let Some(status) = state.conns.get(conn).copied() else { return };
        if self.is_recording() && self.body.traits.is_context_manager && status.phase == Phase::Open {
            let origin = self.sites[conn.site.0 as usize].origin.unwrap_or((self.body.id, conn.site));
            self.lends = Some((conn.site, Opened { status, origin }));
        }
    }

    /// A method of a manager that nobody has entered with a `with`.
    pub(super) fn managed_method(
        &mut self,
        mut state: State,
        (id, first): (FnId, &Arc<Vec<Argument>>),
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let enters = matches!(&**name, "__enter__" | "__aenter__");
        if leaves(name) {
            self.leave_managed(&mut state, first, Phase::Closed, at);
            let value = Run::opaque(&mut state, at);
            return Called::quiet(state, if &**name == "__aexit__" { ready(value) } else { value });
        }
        self.consulted.insert(id);
        let lends = self.program.summary(id).and_then(|it| it.lends.clone());
        let (true, Some((inner, opened))) = (enters, lends) else {
            return self.unknown_call(state, arguments, at);
        };
        let raise = vec![state.clone()];
        let site = Site {
            span: at.span,
            kind: SiteKind::Factory(id),
            resource: opened.status.resource,
            origin: Some(opened.origin),
            callee: Some(id),
            block: at.block,
            constant_arguments: false,
        };
        let conn = self.open(&mut state, at, Some((id, inner)), site, Phase::Open);
        replace(&mut state, &Value::Managed(id, first.clone()), &entered(id, first, conn));
        let value = Value::Conn(conn);
        let value = if &**name == "__aenter__" { ready(value) } else { value };
        Called { ok: vec![(state, value)], raise }
    }

    /// `__exit__`: the generator runs on and closes what it has lent.
    pub(super) fn leave_managed(
        &mut self,
        state: &mut State,
        arguments: &[Argument],
        phase: Phase,
        at: Point,
    ) {
        let entered = |it: &&Argument| matches!(&it.kind, Passed::Keyword(name) if &**name == ENTERED);
        for it in arguments.iter().filter(entered) {
            for conn in self.direct(&it.value) {
                self.discharge(state, conn, phase, at);
            }
        }
    }
}

/// Whether the method ends the block of a manager.
pub(super) fn leaves(method: &str) -> bool {
    matches!(method, "__exit__" | "__aexit__")
}

/// The manager with the connection that it has lent.
fn entered(id: FnId, first: &[Argument], conn: Conn) -> Value {
    let held = Argument { kind: Passed::Keyword(ENTERED.into()), value: Value::Conn(conn), moved: false };
    Value::Managed(id, Arc::new(first.iter().cloned().chain([held]).collect()))
}
