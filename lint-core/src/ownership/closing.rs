//! Closing, connecting and using a connection.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::call::Called;
use super::place::{is_element, reach};
use super::state::{Event, Fields, Object, Phase, State};
use super::transfer::ready;
use super::value::{Argument, Conn, Deferred, Point, Step, Sym, Value};
use super::{MAX_CALL_DEPTH, Run};
use crate::ir::{ClassId, Const, Def, FnId, Name, Root};
use crate::knowledge::Closing;
use crate::profile::{AfterClose, Opens, Scope};
use crate::summary::Summary;

impl Run<'_> {
    /// The connections that a value is, not those that it contains.
    pub(super) fn direct(&self, value: &Value) -> Vec<Conn> {
        match value {
            Value::Conn(it) => vec![*it],
            Value::Any(all) => all.iter().flat_map(|it| self.direct(it)).collect(),
            _ => vec![],
        }
    }

    /// The connection is off our hands on this path.
    pub(super) fn discharge(&mut self, state: &mut State, conn: Conn, phase: Phase, at: Point) {
        self.mark_discharged(conn, at);
        if let Some(status) = state.conns.get_mut(&conn) {
            status.phase = phase;
            status.unawaited = None;
        }
    }

    pub(super) fn mark_discharged(&mut self, conn: Conn, at: Point) {
        self.record(|facts| {
            facts.discharged.insert((conn.site, at.block));
        });
    }

    fn close(&mut self, state: &mut State, conn: Conn, at: Point) {
        if let Some(status) = state.conns.get(&conn).copied() {
            let redundant = (status.scoped || status.phase == Phase::Closed)
                && !self.ambiguous
                && !is_element(state, &Value::Conn(conn));
            self.record(|facts| facts.closes.entry((at.span, conn.site)).or_default().count(redundant));
        }
        self.note_drained(conn, at.block);
        self.discharge(state, conn, Phase::Closed, at);
    }

    /// A method of a connection, by its path from the object: `close`, `substrate.close`, `get_balance`.
    pub(super) fn conn_method(
        &mut self,
        mut state: State,
        conn: Conn,
        path: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let id = self.resource_of(&state, conn);
        let resource = self.knowledge.resource(id);
        match self.knowledge.closes(id, path) {
            // It may be closed once more, to be done with it.
            Closing::Now | Closing::Awaited if self.knowledge.hands_on(path) => {
                self.discharge(&mut state, conn, Phase::Handed, at);
                let value = self.nothing(&mut state, at);
                return Called::quiet(state, value);
            }
            Closing::Now => {
                self.close(&mut state, conn, at);
                let value = self.nothing(&mut state, at);
                return Called::quiet(state, value);
            }
            Closing::Awaited => {
                if let Some(status) = state.conns.get_mut(&conn) {
                    status.unawaited.get_or_insert(at.span);
                }
                return Called::quiet(state, Value::Coroutine(Arc::new(Deferred::Close(conn, at.span))));
            }
            Closing::No => {}
        }
        if resource.split.iter().any(|it| it == path) {
            return self.split_halves(state, conn, at);
        }
        if resource.rejoin.iter().any(|it| it == path) {
            return Called::quiet(state, Value::Conn(conn));
        }
        if self.knowledge.hands_on(path) {
            self.discharge(&mut state, conn, Phase::Handed, at);
        }
        let of_value =
            path.split_once('.').is_some_and(|it| resource.plain_attributes.iter().any(|that| that == it.0));
        if of_value || resource.offline.iter().any(|it| it == path) {
            let value = Run::opaque(&mut state, at);
            return Called::loud(state, value);
        }
        let enters = match path {
            "__enter__" => Some(Scope::With),
            "__aenter__" => Some(Scope::AsyncWith),
            _ => None,
        };
        let connects = resource.connect.iter().any(|it| it == path)
            || enters.is_some_and(|it| resource.scope.contains(&it));
        let returns_none = resource.connect_returns_none.iter().any(|it| it == path);
        if connects || returns_none {
            let is_async = resource.style == crate::profile::Style::Async && enters != Some(Scope::With);
            if is_async {
                let deferred = Deferred::Connect { conn, returns: connects };
                let before = state.clone();
                return Called {
                    ok: vec![(state, Value::Coroutine(Arc::new(deferred)))],
                    raise: vec![before],
                };
            }
            let raise = state.clone();
            self.connect(&mut state, conn, at);
            let value = if connects { Value::Conn(conn) } else { Value::Const(Const::None) };
            return Called { ok: vec![(state, value)], raise: vec![raise] };
        }
        self.lend_all(&mut state, arguments, at);
        let raise = state.clone();
        if !self.knowledge.is_rust || resource.fails_closed.iter().any(|it| it == path) {
            self.note_use(&state, conn, at, false);
        }
        self.warm(&mut state, conn, at);
        let value = match self.knowledge.made_by(id, path) {
            Some((path, known)) => {
                let held = known.implicit.keeps.then(|| Arc::new(Value::Conn(conn)));
                let value = Value::Instance(path.into(), held);
                if resource.style == crate::profile::Style::Async { Run::awaitable(value) } else { value }
            }
            None => Run::opaque(&mut state, at),
        };
        Called { ok: vec![(state, value)], raise: vec![raise] }
    }

    /// Connects a cold or closed connection.
    pub(super) fn connect(&mut self, state: &mut State, conn: Conn, at: Point) {
        if let Some(status) = state.conns.get_mut(&conn) {
            let is_reset = status.scoped && status.phase == Phase::Closed;
            if !matches!(status.phase, Phase::Handed | Phase::Maybe) {
                status.phase = Phase::Open;
            }
            if is_reset {
                self.record(|facts| {
                    facts.reset.insert(conn.site);
                });
            }
            state.step(super::state::TrailKind::Opened, at.span);
        }
    }

    /// The first use connects what connects lazily.
    fn warm(&mut self, state: &mut State, conn: Conn, at: Point) {
        let opens = self.knowledge.resource(self.resource_of(state, conn)).opens;
        if matches!(Run::phase(state, conn), Some(Phase::Cold | Phase::Half)) && opens == Opens::FirstUse {
            self.connect(state, conn, at);
        }
    }

    /// Remembers a use for the rules about closed and cold connections.
    pub(super) fn note_use(&mut self, state: &State, conn: Conn, at: Point, connects: bool) {
        if let Some(uses) = &mut self.thread_uses {
            uses.conns.insert(conn);
            return;
        }
        // What is handed on runs sooner or later: nothing says whether before or after a close.
        if self.consuming > 0 {
            return;
        }
        let Some(status) = state.conns.get(&conn).copied() else { return };
        self.note_shared_use(state, conn, at);
        let reopens = self.knowledge.resource(status.resource).after_close == AfterClose::Reopens;
        let closed =
            status.phase == Phase::Closed && !self.ambiguous && !is_element(state, &Value::Conn(conn));
        if !connects || (!reopens && closed) {
            self.record(|facts| facts.uses.entry((at.span, conn.site)).or_default().count(closed));
        }
        if !connects && self.must_connect(state, conn) {
            let cold = status.phase == Phase::Cold;
            self.record(|facts| facts.cold_uses.entry((at.span, conn.site)).or_default().count(cold));
        }
    }

    /// Remembers the use of what may be any connection where some path brings one of the body's own.
    pub(super) fn note_unknown(&mut self, value: &Value, at: Point) {
        if *value == Value::Unknown {
            self.foreign_uses.insert(at.span);
        }
    }

    /// A value is used: an attribute read that is a request, or an awaited call.
    pub(super) fn use_value(&mut self, state: &mut State, value: &Value, at: Point) {
        match value {
            Value::Conn(conn) => self.use_conn(state, *conn, at),
            Value::Part(conn, path) => {
                let resource = self.knowledge.resource(self.resource_of(state, *conn));
                let first = path.split('.').next().unwrap_or_default();
                if resource.shares.iter().any(|it| it == first) {
                    self.use_conn(state, *conn, at);
                }
            }
            Value::Sym(sym) => self.use_sym(state, sym, at.span),
            Value::Any(all) => all.iter().for_each(|it| self.use_value(state, it, at)),
            other => self.note_unknown(other, at),
        }
    }

    fn use_conn(&mut self, state: &mut State, conn: Conn, at: Point) {
        if !self.knowledge.is_rust {
            self.note_use(state, conn, at, false);
        }
        self.warm(state, conn, at);
    }

    /// A connection that is lent to code which is not followed counts as connected.
    pub(super) fn warm_lent(&mut self, state: &mut State, value: &Value, at: Point) {
        let mut found = BTreeSet::new();
        reach(state, value, &mut found, 4);
        for conn in found {
            self.warm(state, conn, at);
        }
    }

    /// `session.pop("sub").close()` of a container outside of the program closes what is kept there under a key.
    pub(super) fn note_close_by_key(&mut self, getter: &str, method: &Name) {
        let is_getter = matches!(getter.rsplit('.').next(), Some("get" | "pop" | "popitem"));
        if is_getter && self.knowledge.is_closer(method) {
            self.record(|facts| {
                facts.outside_element_closes.insert(method.clone());
            });
        }
    }

    pub(super) fn note_event(&mut self, state: &mut State, sym: &Sym, method: &str, awaited: bool) {
        if sym.is_opaque() {
            if sym.steps.contains(&Step::Element) && !method.is_empty() {
                self.record(|facts| {
                    facts.outside_element_closes.insert(method.into());
                });
            }
            if let (Some(field), true) = (sym.field().cloned(), awaited || !method.is_empty()) {
                let method = Name::from(method);
                self.record(|facts| {
                    facts.outside_closes.insert((field, method));
                });
            }
            return;
        }
        if !self.program.is_relevant_method(method) && method != super::rust::MOVED {
            return;
        }
        if self.knowledge.is_connector(method) {
            // Closed and connected again in one go: a reset, not a release.
            let knowledge = self.knowledge;
            state.events.retain(|it| it.sym != *sym || !knowledge.is_closer(&it.method));
        }
        let later = self.consuming > 0;
        if awaited {
            state.events.remove(&Event { sym: sym.clone(), method: method.into(), awaited: false, later });
        }
        state.events.insert(Event { sym: sym.clone(), method: method.into(), awaited, later });
    }

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
            for it in all {
                let mut next = Vec::new();
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
                if let Some((mut after, value)) = called.ok.into_iter().next() {
                    // Whoever runs it gets what it returns.
                    let mut given = BTreeSet::new();
                    self.reach_shared(&after, &value, &mut given);
                    for conn in given.into_iter().filter(|it| !state.conns.contains_key(it)) {
                        if let Some(status) = after.conns.get_mut(&conn) {
                            status.phase = Phase::Handed;
                        }
                    }
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

    /// The name of what an operation called, for a symbol that stands for its result.
    pub(super) fn opaque_type(&self, sym: &Sym) -> Option<&Name> {
        match &sym.root {
            Root::Opaque(block, index) if sym.steps.is_empty() => self.opaque_types.get(&(*block, *index)),
            _ => None,
        }
    }

    /// What awaiting a value gives, as a value.
    pub(super) fn awaitable(value: Value) -> Value {
        ready(value)
    }
}

/// The methods that leave a block.
const LEAVING: [&str; 2] = ["__exit__", "__aexit__"];
