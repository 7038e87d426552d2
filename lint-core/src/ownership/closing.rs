//! Closing, connecting and using a connection.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::reach::{is_element, reach};
use super::state::{Event, Phase, State};
use super::value::{Argument, Conn, Deferred, Point, Step, Sym, Value};
use crate::ir::{Const, Name, Root};
use crate::knowledge::Closing;
use crate::profile::{AfterClose, Opens, Scope};

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

    pub(super) fn close(&mut self, state: &mut State, conn: Conn, at: Point) {
        if let Some(status) = state.conns.get(&conn).copied() {
            let redundant = (status.scoped || status.phase == Phase::Closed)
                && !self.ambiguous
                && !is_element(state, &Value::Conn(conn));
            // Where an exception has come from nobody can tell: another one finds the connection open.
            if !(redundant && self.is_recording() && self.only_raises(state)) {
                self.record(|facts| facts.closes.entry((at.span, conn.site)).or_default().count(redundant));
            }
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
        let last = path.rsplit('.').next().unwrap_or(path);
        if !self.knowledge.is_rust && self.knowledge.is_closer(last) {
            // It ends something of the connection's that nobody knows, or another kind of connection.
            let value = Run::opaque(&mut state, at);
            return Called::loud(state, value);
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
        if self.knowledge.is_rust && self.program.project.crates.resets(&resource.id, path) {
            // Open if that succeeded, closed if not.
            self.discharge(&mut state, conn, Phase::Maybe, at);
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

    /// `g.chain.close()` closes what is kept in an attribute of something outside of the program.
    pub(super) fn note_close_outside(&mut self, path: &str) {
        let mut parts = path.rsplit('.');
        let (Some(method), Some(field), Some(_)) = (parts.next(), parts.next(), parts.next()) else { return };
        if self.knowledge.is_closer(method) {
            self.record(|facts| {
                facts.outside_closes.insert((field.into(), method.into()));
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
        let event = Event { sym: sym.clone(), method: method.into(), awaited, later };
        if !self.taken_places.is_empty() && self.knowledge.is_closer(method) {
            self.note_drained_place(&event);
        }
        state.events.insert(event);
    }

    /// The name of what an operation called, for a symbol that stands for its result.
    pub(super) fn opaque_type(&self, sym: &Sym) -> Option<&Name> {
        match &sym.root {
            Root::Opaque(block, index) if sym.steps.is_empty() => self.opaque_types.get(&(*block, *index)),
            _ => None,
        }
    }
}
