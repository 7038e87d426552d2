//! Which connections something still reaches, and what becomes of those that nothing does.

use std::collections::BTreeSet;

use super::Run;
use super::state::{Phase, State, Status, TrailKind};
use super::value::{Conn, Deferred, Step, Value, counts};
use crate::facts::{Leak, Loss};
use crate::ir::Const;
use crate::source::Span;

impl Run<'_> {
    /// Declares connections lost that nothing reaches any more, and forgets those that owe nothing.
    pub(super) fn sweep(&mut self, state: &mut State, span: Span, newest: Option<super::value::SiteId>) {
        if self.frozen {
            // A call in progress holds connections that no place reaches yet.
            self.newest = newest.or(self.newest);
            return;
        }
        let newest = newest.or(self.newest.take());
        if state.conns.is_empty() {
            return;
        }
        let reached = self.reached(state);
        let gone: Vec<Conn> = state.conns.keys().filter(|it| !reached.contains(it)).copied().collect();
        for conn in gone {
            let Some(status) = state.conns.remove(&conn) else { continue };
            let is_open = status.phase == Phase::Open && !status.scoped;
            if !is_open || self.knowledge.is_rust && self.is_closed_by_its_owner(state, conn) {
                continue;
            }
            if !self.is_closed_by_drop(conn, status, span) {
                self.lose(state, conn, status, span, newest);
            }
        }
    }

    pub(super) fn lose(
        &mut self,
        state: &State,
        conn: Conn,
        status: Status,
        span: Span,
        newest: Option<super::value::SiteId>,
    ) {
        if !self.is_recording() {
            return;
        }
        let how = match newest {
            _ if !self.knowledge.is_rust && self.only_raises(state) => Loss::Raised,
            Some(site) if site != conn.site || conn.old => Loss::Reopened(site),
            _ => Loss::Dropped,
        };
        let raised = || std::iter::successors(state.trail.as_deref(), |it| it.before.as_deref());
        let span = match how {
            Loss::Raised => raised().find(|it| it.kind == TrailKind::Raised).map_or(span, |it| it.span),
            _ => span,
        };
        let leak =
            Leak { how, span, trail: state.trail.clone(), kept: false, cold: false, merged: state.merged };
        self.record_leak(conn, status, leak);
    }

    pub(super) fn record_leak(&mut self, conn: Conn, status: Status, leak: Leak) {
        if self.knowledge.resource(status.resource).self_closing {
            return;
        }
        self.record(|facts| {
            if let Some(span) = status.unawaited {
                facts.unawaited.entry(conn.site).or_insert(span);
            }
            let all = facts.leaks.entry(conn.site).or_default();
            if !all.iter().any(|it| it.how == leak.how && it.span == leak.span) {
                all.push(leak);
            }
        });
    }

    /// Every connection that some place reaches.
    pub(super) fn reached(&self, state: &State) -> BTreeSet<Conn> {
        let mut found = BTreeSet::new();
        for value in state.env.values().chain(state.writes.values()).chain(state.roots.values()) {
            self.reach_shared(state, value, &mut found);
        }
        found
    }

    /// Like [`reach`], and through the parts of a connection that keep it: `sub.substrate`, `sub.close`.
    pub(super) fn reach_shared(&self, state: &State, value: &Value, found: &mut BTreeSet<Conn>) {
        reach(state, value, found, 8);
        self.parts(state, value, found, 8);
    }

    pub(super) fn parts(&self, state: &State, value: &Value, found: &mut BTreeSet<Conn>, depth: usize) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Part(conn, path) if self.keeps_alive(state, *conn, path) => {
                found.insert(*conn);
            }
            Value::Obj(id) => {
                for it in state.heap.get(id).into_iter().flat_map(|it| it.fields.values()) {
                    self.parts(state, it, found, depth - 1);
                }
            }
            Value::Any(all) => all.iter().for_each(|it| self.parts(state, it, found, depth - 1)),
            Value::Bound(_, name) if counts(name) => {}
            Value::Bound(it, _)
            | Value::Iter(it, _)
            | Value::Closing(it)
            | Value::Pairs(it)
            | Value::Partial(it, _) => {
                self.parts(state, it, found, depth - 1);
            }
            _ => {}
        }
    }

    /// Whether holding `sub.path` holds the connection: a shared inner object, or its bound `close`.
    pub(super) fn keeps_alive(&self, state: &State, conn: Conn, path: &str) -> bool {
        let id = self.resource_of(state, conn);
        let resource = self.knowledge.resource(id);
        resource.close.iter().any(|it| it == path)
            || path.split('.').all(|it| resource.shares.iter().any(|share| share == it))
    }
}

/// The connections that a value leads to.
pub(super) fn reach(state: &State, value: &Value, found: &mut BTreeSet<Conn>, depth: usize) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Conn(it) => {
            found.insert(*it);
        }
        Value::Obj(id) => {
            for it in state.heap.get(id).into_iter().flat_map(|it| it.fields.values()) {
                reach(state, it, found, depth - 1);
            }
        }
        Value::Bound(_, name) if counts(name) => {}
        Value::Bound(it, _) | Value::Iter(it, _) | Value::Closing(it) | Value::Pairs(it) => reach(state, it, found, depth - 1),
        Value::Partial(it, arguments) => {
            reach(state, it, found, depth - 1);
            arguments.iter().for_each(|it| reach(state, &it.value, found, depth - 1));
        }
        Value::Managed(_, arguments) => arguments.iter().for_each(|it| reach(state, &it.value, found, depth - 1)),
        Value::Any(all) => all.iter().for_each(|it| reach(state, it, found, depth - 1)),
        Value::Coroutine(it) => match &**it {
            Deferred::Close(it, _) | Deferred::Connect { conn: it, .. } => {
                found.insert(*it);
            }
            Deferred::Call { receiver, arguments, .. } => {
                receiver.iter().for_each(|it| reach(state, it, found, depth - 1));
                arguments.iter().for_each(|it| reach(state, &it.value, found, depth - 1));
            }
            Deferred::Ready(it) => reach(state, it, found, depth - 1),
            Deferred::All(all) => all.iter().for_each(|it| reach(state, it, found, depth - 1)),
            Deferred::Open { .. } | Deferred::Event { .. } => {}
        },
        Value::Unknown
        | Value::Unbound
        | Value::Const(_)
        | Value::Part(..)
        | Value::Sym(_)
        | Value::Def(_)
        // It refers to the connection, but nobody closes that through it by accident.
        | Value::Instance(..)
        | Value::Super(_) => {}
    }
}

/// Whether the step is a key in quotes.
pub(super) fn is_named(step: &Step) -> bool {
    matches!(step, Step::At(Const::Str(_)))
}

/// Whether a container has the value among its elements, under no certain key: what is closed or replaced there and
/// what is found there later need not be the same.
pub(super) fn is_element(state: &State, wanted: &Value) -> bool {
    let has_it = |value: &Value| match value {
        Value::Any(all) => all.contains(wanted),
        one => one == wanted,
    };
    let is_it = |step: &Step, value: &Value| *step == Step::Element && has_it(value);
    state.heap.values().any(|it| it.fields.iter().any(|it| is_it(it.0, it.1)))
        || state.writes.iter().any(|it| is_it(&it.0.1, it.1))
}
