//! Connections that a thread uses while somebody else does.
//!
//! A thread begins to use what its function uses where it is made or submitted, and has stopped where it is
//! joined, its result is asked for, or its executor is left.

use std::collections::BTreeSet;

use super::Run;
use super::call::Called;
use super::state::State;
use super::value::{Argument, Conn, Point, Sym, Value};
use crate::ir::{Body, Def, Name, Op, Root};
use crate::profile::{Opens, Style};
use crate::source::Span;

impl Run<'_> {
    /// Calls a function as a thread would: what it uses, it uses from now on.
    pub(super) fn call_in_thread(
        &mut self,
        state: State,
        callee: &Value,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let outer = self.thread_uses.replace(BTreeSet::new());
        let mut called = self.call(state, callee, arguments, at);
        let uses = std::mem::replace(&mut self.thread_uses, outer).unwrap_or_default();
        if !self.is_locked(callee) {
            for (state, _) in &mut called.ok {
                self.share(state, &uses, at.span);
            }
        }
        called
    }

    /// What `Thread(target=work, args=(sub,))` will use.
    pub(super) fn uses_of_thread(
        &mut self,
        state: &State,
        arguments: &[Argument],
        at: Point,
    ) -> BTreeSet<Conn> {
        if arguments.iter().any(|it| self.is_locked(&it.value)) {
            return BTreeSet::new();
        }
        let outer = self.thread_uses.replace(BTreeSet::new());
        self.run_with_arguments(&mut state.clone(), arguments, at);
        self.run_targets(state, arguments, at);
        std::mem::replace(&mut self.thread_uses, outer).unwrap_or_default()
    }

    /// Functions that are handed over without arguments: they use what they capture.
    fn run_targets(&mut self, state: &State, arguments: &[Argument], at: Point) {
        for it in arguments {
            match &it.value {
                Value::Def(Def::Function(_)) | Value::Bound(..) | Value::Partial(..) | Value::Part(..) => {
                    self.run_discharges(&mut state.clone(), &it.value.clone(), &[], at);
                }
                _ => {}
            }
        }
    }

    /// From `span` on a thread uses the connections.
    pub(super) fn share(&mut self, state: &mut State, uses: &BTreeSet<Conn>, span: Span) {
        let of_each_thread = self.of_each_thread(state);
        for conn in uses.difference(&of_each_thread) {
            let knowledge = self.knowledge;
            let Some(status) = state.conns.get(conn).copied() else { continue };
            let resource = knowledge.resource(status.resource);
            if resource.style != Style::Sync || resource.opens != Opens::Constructor {
                continue;
            }
            if let Some(first) = status.thread {
                // A second thread, or the same one again in a loop.
                self.note_shared(*conn, first, span);
            }
            if let Some(status) = state.conns.get_mut(conn) {
                status.thread.get_or_insert(span);
            }
        }
    }

    /// The connections in attributes of a `threading.local()`: no other thread sees them.
    fn of_each_thread(&self, state: &State) -> BTreeSet<Conn> {
        let mut found = BTreeSet::new();
        for ((sym, _), value) in &state.writes {
            if let Root::Global(file, name) = &sym.root
                && self.program.is_thread_local(*file, name)
            {
                self.reach_shared(state, value, &mut found);
            }
        }
        found
    }

    /// A use outside of any thread.
    pub(super) fn note_shared_use(&mut self, state: &State, conn: Conn, at: Point) {
        let thread = state.conns.get(&conn).and_then(|it| it.thread);
        if let Some(thread) = thread.filter(|it| *it != at.span) {
            self.note_shared(conn, thread, at.span);
        }
    }

    fn note_shared(&mut self, conn: Conn, thread: Span, other: Span) {
        if !has_lock(self.body) {
            self.record(|facts| {
                facts.shared.entry((thread, conn.site)).or_insert(other);
            });
        }
    }

    /// Whether the function takes a lock, which may be around every use.
    fn is_locked(&self, callee: &Value) -> bool {
        matches!(callee, Value::Def(Def::Function(id)) if has_lock(self.program.body(*id)))
    }

    /// After a join no thread is taken to run any more.
    pub(super) fn join_threads(state: &mut State) {
        if state.conns.values().any(|it| it.thread.is_some()) {
            state.conns.values_mut().for_each(|it| it.thread = None);
        }
    }

    /// Leaving an executor waits for what was submitted to it.
    pub(super) fn leave_executor(&self, state: &mut State, manager: &Sym) {
        if self.opaque_type(manager).is_some_and(|it| it.contains("Executor")) {
            Run::join_threads(state);
        }
    }
}

/// Methods that wait for a thread.
pub(super) fn waits(method: &str) -> bool {
    matches!(method, "join" | "result" | "shutdown" | "exception" | "wait" | "as_completed")
}

fn has_lock(body: &Body) -> bool {
    let is_lock = |it: &Name| {
        let it = it.to_ascii_lowercase();
        it == "lock" || it.ends_with("_lock") || it.starts_with("lock_") || it.contains("mutex")
    };
    let names = body.locals.iter().filter_map(|it| it.name.as_ref());
    names.into_iter().any(is_lock)
        || body.blocks.iter().flat_map(|it| &it.points).any(|it| match &it.op {
            Op::Attr { name, .. } => is_lock(name),
            Op::LoadRoot { root: Root::Global(_, name) | Root::Captured(_, name), .. } => is_lock(name),
            _ => false,
        })
}
