//! What opens a connection of its own while it does something else, and the objects that it makes.

use std::sync::Arc;

use super::Run;
use super::call::{Called, find};
use super::state::{Phase, State};
use super::value::{Argument, Point, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::Name;
use crate::profile::{ArgumentTest, Test};

impl Run<'_> {
    /// An SDK call that opens a connection of its own when it is given none.
    pub(super) fn open_implicit(
        &mut self,
        mut state: State,
        path: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let knowledge = self.knowledge;
        let Some(known) = knowledge.implicit(path) else { return self.unknown_call(state, arguments, at) };
        let told = known.implicit.unless.iter().any(|it| self.holds(&state, it, arguments));
        let opens = known.implicit.call && !self.is_patched(path) && !told;
        let raise = vec![state.clone()];
        self.consume_all(&mut state, arguments, at);
        let opened = opens.then(|| self.open_own(&mut state, path, known.resource, at));
        if let Some(Value::Conn(conn)) = &opened {
            self.note_changes(conn.site, path, arguments);
        }
        let given = lent(&known.implicit.unless, arguments);
        let held = given.cloned().or(opened.filter(|_| known.implicit.keeps));
        if !known.implicit.call && told && held.is_none() {
            // Told not to open: what it does later is not followed.
            let value = Run::opaque(&mut state, at);
            return Called { ok: vec![(state, value)], raise };
        }
        let value = Value::Instance(path.into(), held.map(Arc::new));
        let value = if known.implicit.awaited { Run::awaitable(value) } else { value };
        Called { ok: vec![(state, value)], raise }
    }

    /// Entering what an implicit opener made.
    pub(super) fn enter_instance(&mut self, state: &mut State, path: &Name, at: Point) -> Value {
        let knowledge = self.knowledge;
        if let Some(known) = knowledge.implicit(path)
            && known.implicit.enters
            && !self.is_patched(path)
        {
            let opened = self.open_own(state, path, known.resource, at);
            if let Value::Conn(conn) = &opened {
                self.note_changes(conn.site, path, &[]);
            }
            return opened;
        }
        Value::Unknown
    }

    /// A connection that the SDK opens for itself: a leak, unless someone closes it through what keeps it.
    fn open_own(
        &mut self,
        state: &mut State,
        path: &str,
        resource: crate::knowledge::ResourceId,
        at: Point,
    ) -> Value {
        let site = Site {
            span: at.span,
            kind: SiteKind::Implicit,
            resource,
            origin: None,
            callee: None,
            block: at.block,
            constant_arguments: false,
        };
        let conn = self.open(state, at, None, site, Phase::Handed);
        let name = Name::from(path.rsplit('.').next().unwrap_or(path));
        self.record(|facts| {
            facts.opened.insert(conn.site);
            facts.names.insert(conn.site, name);
        });
        Value::Conn(conn)
    }

    /// What copying gives: of a connection nothing that matters, of what keeps one an object that may keep none.
    pub(super) fn copied(&self, value: &Value) -> Option<Value> {
        let Value::Instance(path, held) = value else { return None };
        let forgets = self.knowledge.implicit(path).is_some_and(|it| it.implicit.forgets_when_copied);
        Some(Value::Instance(path.clone(), held.clone().filter(|_| !forgets)))
    }

    /// A method of what an implicit opener made: without a connection of its own it opens one.
    pub(super) fn instance_method(
        &mut self,
        mut state: State,
        receiver: &Value,
        (path, holds): (&Name, bool),
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let knowledge = self.knowledge;
        let Some(known) = knowledge.implicit(path) else { return self.unknown_call(state, arguments, at) };
        let method = known.implicit.method.iter().find(|it| it.name == **name);
        let opens = method.is_some_and(|it| {
            let told = it.unless.iter().any(|it| self.holds(&state, it, arguments));
            let has_one = holds && known.implicit.keeps;
            !(told || has_one || self.is_patched(path))
        });
        let raise = vec![state.clone()];
        self.consume_all(&mut state, arguments, at);
        let opened = opens.then(|| self.open_own(&mut state, &format!("{path}.{name}"), known.resource, at));
        if let Some(Value::Conn(conn)) = &opened {
            self.note_changes(conn.site, path, &[]);
        }
        let given = method.and_then(|it| lent(&it.unless, arguments)).cloned();
        if let Some(held) = given.or(opened).filter(|_| known.implicit.keeps && !holds) {
            // Two of a kind that hold none are one here: of their openings only the first is reported.
            let keeper = Value::Instance(path.clone(), Some(Arc::new(held)));
            super::call::replace(&mut state, receiver, &keeper);
        }
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise }
    }
}

/// The connection that an implicit opener is given to use instead of one of its own.
pub(super) fn lent<'v>(tests: &[ArgumentTest], arguments: &'v [Argument]) -> Option<&'v Value> {
    let test = tests.iter().find(|it| it.is == Test::Given)?;
    find(arguments, &test.name, test.position).filter(|it| !matches!(it, Value::Const(_)))
}
