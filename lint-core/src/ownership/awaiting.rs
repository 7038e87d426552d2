//! Awaiting and running what was called without being awaited.

use super::Run;
use super::call::Called;
use super::state::{Fields, Object, Phase, State};
use super::transfer::ready;
use super::value::{Conn, Deferred, Point, Step, Sym, Value};
use crate::ir::{Const, Def};
use crate::knowledge::Closing;

impl Run<'_> {
    /// Awaits a value.
    pub(super) fn await_value(&mut self, mut state: State, value: &Value, at: Point) -> Called {
        match value {
            Value::Coroutine(it) => {
                let mut called = self.run(state, &it.clone(), at);
                if matches!(**it, Deferred::Ready(_)) {
                    // What a thread was to do is done.
                    called.ok.iter_mut().for_each(|it| Run::join_threads(&mut it.0));
                }
                called
            }
            Value::Conn(conn) => {
                let id = self.resource_of(&state, *conn);
                if self.knowledge.resource(id).drop == crate::profile::DropEffect::Detaches {
                    self.discharge(&mut state, *conn, Phase::Closed, at);
                }
                let Some(becomes) = self.knowledge.awaited(id) else {
                    return Called::quiet(state, value.clone());
                };
                let raise = state.clone();
                if let Some(status) = state.conns.get_mut(conn) {
                    status.resource = becomes;
                }
                self.record(|facts| {
                    facts.became.insert(conn.site, becomes);
                });
                self.connect(&mut state, *conn, at);
                Called { ok: vec![(state, value.clone())], raise: vec![raise] }
            }
            Value::Sym(sym) => {
                let raise = state.clone();
                match sym.steps.as_slice() {
                    [rest @ .., Step::Attr(name), Step::Call] if self.knowledge.is_connector(name) => {
                        let connected = Sym { root: sym.root.clone(), steps: rest.to_vec() };
                        self.note_event(&mut state, &connected, name, true);
                    }
                    _ => {
                        self.use_sym(&mut state, sym, at.span);
                    }
                }
                let value = match sym.child(Step::Awaited) {
                    // Only what a call gives is a future: a guard of a lock stands for what it guards.
                    _ if self.knowledge.is_rust && sym.steps.last() != Some(&Step::Call) => value.clone(),
                    Some(it) if !sym.is_opaque() => Value::sym(it),
                    _ => Run::opaque(&mut state, at),
                };
                Called { ok: vec![(state, value)], raise: vec![raise] }
            }
            Value::Any(all) => self.each(&state, all, |run, state, it| run.await_value(state, it, at)),
            Value::Const(_) | Value::Obj(_) => Called::quiet(state, value.clone()),
            _ => {
                let raise = state.clone();
                let value = Run::opaque(&mut state, at);
                Called { ok: vec![(state, value)], raise: vec![raise] }
            }
        }
    }

    /// Runs what a coroutine stands for.
    pub(super) fn run(&mut self, mut state: State, deferred: &Deferred, at: Point) -> Called {
        match deferred {
            Deferred::Close(conn, called) => {
                if let Some(status) = state.conns.get_mut(conn) {
                    status.unawaited = None;
                }
                self.close(&mut state, *conn, Point { span: *called, ..at });
                let value = self.nothing(&mut state, at);
                Called::quiet(state, value)
            }
            Deferred::Connect { conn, returns } => {
                let mut raise = state.clone();
                if let Some(status) = raise.conns.get_mut(conn)
                    && status.phase == Phase::Cold
                {
                    status.phase = Phase::Half;
                }
                self.connect(&mut state, *conn, at);
                let value = if *returns { Value::Conn(*conn) } else { Value::Const(Const::None) };
                Called { ok: vec![(state, value)], raise: vec![raise] }
            }
            Deferred::Open { path, arguments, at: opened } => {
                self.open_external(state, path, arguments, *opened, true)
            }
            Deferred::Call { function, receiver, arguments, at: called } => {
                self.apply(state, *function, receiver.as_ref(), arguments, *called)
            }
            Deferred::Event { sym, method } => {
                let raise = state.clone();
                self.note_event(&mut state, sym, method, true);
                let closes = self.knowledge.is_closer(method);
                if !closes && !self.knowledge.is_connector(method) {
                    self.use_sym(&mut state, sym, at.span);
                }
                let value = match sym.child(Step::Attr(method.clone())).and_then(|it| it.child(Step::Call)) {
                    Some(it) if !sym.is_opaque() && !closes => {
                        it.child(Step::Awaited).map_or(Value::Unknown, Value::sym)
                    }
                    _ => Run::opaque(&mut state, at),
                };
                Called { ok: vec![(state, value)], raise: if closes { vec![] } else { vec![raise] } }
            }
            // What ran already had its chance to raise.
            Deferred::Ready(value) => Called::quiet(state, value.clone()),
            Deferred::All(values) => self.run_all(state, values, at),
        }
    }

    /// `gather`: all of them, and their results in a container.
    fn run_all(&mut self, state: State, values: &[Value], at: Point) -> Called {
        let mut called = Called { ok: vec![(state, Value::Unknown)], raise: vec![] };
        let mut results = Vec::new();
        for it in values {
            let mut next = Vec::new();
            for (state, _) in called.ok {
                let run = self.await_value(state, it, at);
                called.raise.extend(run.raise);
                results.extend(run.ok.iter().map(|it| it.1.clone()));
                next.extend(run.ok);
            }
            next.truncate(super::MAX_STATES);
            called.ok = next;
        }
        let id = self.object(at, 7);
        let fields: Fields = if values.len() == results.len() {
            results.into_iter().enumerate().map(|(at, it)| (Step::At(Const::Int(at as i64)), it)).collect()
        } else {
            [(Step::Element, Value::any(results))].into()
        };
        for (state, value) in &mut called.ok {
            state.heap.insert(id, Object { fields: fields.clone(), ..Object::default() });
            *value = Value::Obj(id);
        }
        called
    }

    fn is_close(&self, state: &State, conn: Conn, path: &str) -> bool {
        self.knowledge.closes(self.resource_of(state, conn), path) != Closing::No
    }

    /// Several alternatives: each in its own state.
    pub(super) fn each(
        &mut self,
        state: &State,
        all: &[Value],
        mut run: impl FnMut(&mut Self, State, &Value) -> Called,
    ) -> Called {
        // One of several connections: what happens to one is taken to happen to all.
        // Functions among bound closes have their turn like them: `for fn in [flush, sub.close]: fn()`.
        let has_close =
            all.iter().any(|it| matches!(it, Value::Part(conn, path) if self.is_close(state, *conn, path)));
        if all.iter().all(|it| {
            has_close && matches!(it, Value::Def(Def::Function(_)) | Value::Partial(..))
                || matches!(
                    it,
                    Value::Conn(_)
                        | Value::Part(..)
                        | Value::Sym(_)
                        | Value::Bound(..)
                        | Value::Coroutine(_)
                        | Value::Const(_)
                        | Value::Unknown
                )
        }) {
            let before = std::mem::replace(&mut self.ambiguous, true);
            let mut called = Called::quiet(state.clone(), Value::Unknown);
            let mut values = Vec::new();
            let is_one = are_names_of_one(all);
            for it in all {
                let mut next = Vec::new();
                if is_one {
                    called.raise.clear();
                }
                for (state, _) in called.ok {
                    let one = run(self, state, it);
                    called.raise.extend(one.raise);
                    next.extend(one.ok);
                }
                next.truncate(super::MAX_STATES);
                values.extend(next.iter().map(|it| it.1.clone()));
                called.ok = next;
            }
            self.ambiguous = before;
            let value = Value::any(values);
            called.ok.iter_mut().for_each(|it| it.1 = value.clone());
            return called;
        }
        let mut called = Called::default();
        for it in all {
            let one = run(self, state.clone(), it);
            called.ok.extend(one.ok);
            called.raise.extend(one.raise);
        }
        called
    }

    /// What awaiting a value gives, as a value.
    pub(super) fn awaitable(value: Value) -> Value {
        ready(value)
    }
}

/// Whether the values are attributes of one thing, which is tried by names and has but one of them:
/// `for name in ("aclose", "close"): …`.
fn are_names_of_one(all: &[Value]) -> bool {
    all.windows(2).all(|it| match (&it[0], &it[1]) {
        (Value::Part(a, _), Value::Part(b, _)) => a == b,
        (Value::Sym(a), Value::Sym(b)) => match (a.steps.split_last(), b.steps.split_last()) {
            (Some((Step::Attr(_), before)), Some((Step::Attr(_), other))) => {
                a.root == b.root && before == other
            }
            _ => false,
        },
        _ => false,
    })
}
