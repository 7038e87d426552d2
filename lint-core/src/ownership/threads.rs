//! Connections that a thread uses while somebody else does.
//!
//! A thread begins to use what its function uses where it is made or submitted, and has stopped where it is
//! joined, awaited, its result is asked for, or its executor is left.
//! A connection that the body knows has that in its status; a field of `self` that other methods fill is known by
//! name, and the rule looks up what they put there.

use std::collections::BTreeSet;

use super::Run;
use super::call::Called;
use super::state::State;
use super::value::{Argument, Conn, Point, Step, Sym, Value};
use crate::ir::{Body, ClassId, Def, Name, Op, Root};
use crate::profile::{Opens, Style};
use crate::source::Span;

/// What the function of a thread uses.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) conns: BTreeSet<Conn>,
    /// Fields of the `self` that the body has.
    fields: BTreeSet<Name>,
}

impl Run<'_> {
    /// Calls a function as a thread would: what it uses, it uses from now on.
    pub(super) fn call_in_thread(
        &mut self,
        state: State,
        callee: &Value,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let outer = self.thread_uses.replace(Uses::default());
        let mut called = self.call(state, callee, arguments, at);
        let uses = std::mem::replace(&mut self.thread_uses, outer).unwrap_or_default();
        for (state, _) in &mut called.ok {
            if !self.is_locked(state, callee) {
                self.share(state, &uses, at);
            }
        }
        called
    }

    /// What `Thread(target=work, args=(sub,))` will use.
    pub(super) fn uses_of_thread(&mut self, state: &State, arguments: &[Argument], at: Point) -> Uses {
        if arguments.iter().any(|it| self.is_locked(state, &it.value)) {
            return Uses::default();
        }
        let outer = self.thread_uses.replace(Uses::default());
        self.run_with_arguments(&mut state.clone(), arguments, at);
        self.run_targets(state, arguments, at);
        std::mem::replace(&mut self.thread_uses, outer).unwrap_or_default()
    }

    /// `worker.start()` of a subclass of `threading.Thread`: from now on its `run` uses, and may close, what the worker
    /// keeps.
    pub(super) fn start_thread(&mut self, state: &mut State, worker: &Value, class: ClassId, at: Point) {
        if self.program.project.method(class, "run").is_none() {
            return;
        }
        let outer = self.thread_uses.replace(Uses::default());
        let run = Value::Bound(worker.clone().into(), "run".into());
        self.run_discharges(state, &run, &[], at);
        let uses = std::mem::replace(&mut self.thread_uses, outer).unwrap_or_default();
        if !self.class_has_lock(class) {
            self.share(state, &uses, at);
        }
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

    /// From here on a thread uses the connections and fields.
    pub(super) fn share(&mut self, state: &mut State, uses: &Uses, at: Point) {
        let span = at.span;
        let of_each_thread = self.of_each_thread(state);
        for conn in uses.conns.difference(&of_each_thread) {
            let knowledge = self.knowledge;
            let Some(status) = state.conns.get(conn).copied() else { continue };
            let resource = knowledge.resource(status.resource);
            if resource.style != Style::Sync || resource.opens != Opens::Constructor {
                continue;
            }
            if let Some(first) = status.thread.filter(|it| *it != span || !self.is_one_of_many(*conn, at)) {
                // A second thread, or the same one again in a loop.
                self.note_shared(*conn, first, span);
            }
            if let Some(status) = state.conns.get_mut(conn) {
                status.thread.get_or_insert(span);
            }
        }
        for field in &uses.fields {
            match state.threads.get(field).copied() {
                Some(first) => self.note_shared_field(field, first, span),
                None => {
                    state.threads.insert(field.clone(), span);
                }
            }
        }
    }

    /// Whether a loop opens connections that another loop gives to threads: one to each.
    fn is_one_of_many(&self, conn: Conn, at: Point) -> bool {
        let opened = self.sites[conn.site.0 as usize].block;
        self.innermost_loop(opened).is_some_and(|it| !self.natural_loops()[&it][at.block as usize])
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

    /// A symbol is asked something, by a thread if one is looked at.
    pub(super) fn use_sym(&mut self, state: &mut State, sym: &Sym, span: Span) {
        state.used.insert(sym.clone());
        self.foreign_uses.insert(span);
        let (Some(Step::Attr(field)), Root::Param(0), true) =
            (sym.steps.first(), &sym.root, self.is_method())
        else {
            return;
        };
        if let Some(uses) = &mut self.thread_uses {
            uses.fields.insert(field.clone());
        } else if self.consuming == 0
            && let Some(thread) = state.threads.get(field).copied().filter(|it| *it != span)
        {
            self.note_shared_field(field, thread, span);
        }
    }

    fn note_shared_field(&mut self, field: &Name, thread: Span, other: Span) {
        if !has_lock(self.body) && !self.body.class.is_some_and(|it| self.class_has_lock(it)) {
            self.record(|facts| {
                facts.shared_fields.entry((thread, field.clone())).or_insert(other);
            });
        }
    }

    /// Whether the function, or for a method its class, takes a lock, which may be around every use.
    fn is_locked(&self, state: &State, callee: &Value) -> bool {
        match callee {
            Value::Def(Def::Function(id)) => has_lock(self.program.body(*id)),
            Value::Bound(receiver, _) => {
                self.class_of_value(state, receiver).is_some_and(|it| self.class_has_lock(it))
            }
            Value::Partial(callee, _) => self.is_locked(state, callee),
            _ => false,
        }
    }

    fn class_has_lock(&self, class: ClassId) -> bool {
        let project = &self.program.project;
        let family = project.family(class);
        let mut methods = family.iter().flat_map(|it| project.class(*it).methods.values());
        methods.any(|it| has_lock(self.program.body(*it)))
    }

    /// After a join no thread is taken to run any more.
    pub(super) fn join_threads(state: &mut State) {
        if !state.threads.is_empty() {
            state.threads.clear();
        }
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

/// Whether an instance of the class, known by its dotted path, is a thread.
pub(super) fn is_thread(class: &str) -> bool {
    matches!(class.rsplit('.').next(), Some("Thread" | "Timer"))
}

/// What starts a thread, by the last part of its name.
pub(crate) const THREAD_STARTERS: &[&str] =
    &["Thread", "Timer", "submit", "to_thread", "run_in_executor", "run_in_threadpool", "run_sync"];

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
