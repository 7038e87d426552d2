//! What moving, dropping and spawning do to connections, in programs of Rust.
//!
//! Whoever is handed a connection by value owns it: an unknown callee is trusted with it, one of the program is
//! looked at. What is only lent stays with its owner.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::exits::Exit;
use super::reach::reach;
use super::state::{Object, Phase, State, Status};
use super::transfer::Effect;
use super::value::{Argument, Conn, ObjId, Passed, Point, Step, Value};
use crate::ir::{ClassId, Const, FOREIGN_VARIANT, LocalId, Name, Root, variant_by_name};
use crate::knowledge::{Closing, ResourceId};
use crate::profile::DropEffect;
use crate::source::Span;

/// The event of a value being given away.
pub(crate) const MOVED: &str = "<moved>";

/// Tasks in tasks are followed this deep.
pub(super) const MAX_DEPTH: usize = 4;

impl Run<'_> {
    /// Something is done with the connections that a value leads to.
    pub(super) fn touch(&mut self, state: &State, value: &Value) {
        if !self.knowledge.is_rust || !self.is_recording() {
            return;
        }
        let mut found = BTreeSet::new();
        reach(state, value, &mut found, 6);
        if let Value::Part(conn, _) = value {
            found.insert(*conn);
        }
        self.record(|facts| facts.touched.extend(found.iter().map(|it| it.site)));
    }

    /// Whether whoever has the connection must end it in some way.
    pub(super) fn owes_a_close(&self, resource: ResourceId) -> bool {
        self.knowledge.resource(resource).drop == DropEffect::Abandons
    }

    pub(super) fn closes_by_drop(&self, resource: ResourceId) -> bool {
        self.knowledge.resource(resource).drop == DropEffect::Closes
    }

    /// Whether going out of scope closes the connection; that it did is remembered.
    pub(super) fn is_closed_by_drop(&mut self, conn: Conn, status: Status, _at: Span) -> bool {
        let closes = self.closes_by_drop(status.resource);
        if closes {
            self.record(|facts| {
                facts.dropped.insert(conn.site);
            });
        }
        closes
    }

    /// Whether an object that holds the connection closes it, or has it closed, in its `Drop`.
    pub(super) fn is_closed_by_its_owner(&mut self, state: &State, conn: Conn) -> bool {
        let holds = |value: &Value| {
            let mut found = BTreeSet::new();
            reach(state, value, &mut found, 6);
            found.contains(&conn)
        };
        let objects = state.heap.values().filter_map(|it| Some((it, it.class?)));
        objects.into_iter().any(|(object, class)| {
            object.fields.iter().any(|(step, value)| holds(value) && self.drop_closes(class, step))
        })
    }

    /// Whether the `Drop` of a class closes what a field of it holds.
    fn drop_closes(&mut self, class: ClassId, field: &Step) -> bool {
        let Some(drop) = self.program.project.method(class, "drop") else { return false };
        self.consulted.insert(drop);
        self.program.summary(drop).is_some_and(|it| {
            it.events.iter().any(|it| {
                let is_own = it.sym.root == Root::Param(0) && it.sym.steps.first() == Some(field);
                is_own && it.awaited && self.knowledge.is_closer(&it.method)
            })
        })
    }

    /// A block ends: what is declared in it is dropped, the last variable first.
    pub(super) fn end_scope(&mut self, state: &mut State, first: LocalId, at: Point) {
        let ending = state.env.iter().filter(|it| *it.0 >= first && leads_to_connection(state, it.1));
        let mut ending: Vec<LocalId> = ending.map(|it| *it.0).collect();
        ending.sort_unstable();
        for local in ending.into_iter().rev() {
            state.env.remove(&local);
            self.sweep(state, at.span, None);
        }
        state.env.retain(|local, _| *local < first);
        state.forget_lost_symbols();
        self.sweep(state, at.span, None);
        state.forget_lost_objects();
    }

    /// What a call gives that is only made for its effect: in Rust a `Result` that may be looked at.
    pub(super) fn nothing(&mut self, state: &mut State, at: Point) -> Value {
        if self.knowledge.is_rust { Run::opaque(state, at) } else { Value::Const(Const::None) }
    }

    pub(super) fn without_none(&mut self, mut called: Called, at: Point) -> Called {
        if self.knowledge.is_rust {
            for (state, value) in &mut called.ok {
                if *value == Value::Const(Const::None) {
                    *value = Run::opaque(state, at);
                }
            }
        }
        called
    }

    /// The process ends here: what is open is cut off.
    pub(super) fn halt(&mut self, state: State, at: Span) {
        if !self.is_recording() {
            return;
        }
        if self.knowledge.is_rust {
            let open = state.conns.iter().filter(|it| it.1.phase == Phase::Open);
            let open: Vec<_> = open.map(|it| (at, it.0.site)).collect();
            self.record(|facts| facts.halted.extend(open));
        }
        self.halts.push(Exit { state, value: Value::Unknown });
    }

    /// Arguments of a callee that is not followed.
    pub(super) fn lend_all(&mut self, state: &mut State, arguments: &[Argument], at: Point) {
        if !self.knowledge.is_rust {
            return self.consume_all(state, arguments, at);
        }
        for it in arguments {
            self.give(state, it, at);
        }
    }

    pub(super) fn give_to_unknown(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        self.lend_all(&mut state, arguments, at);
        let value = Run::opaque(&mut state, at);
        Called::quiet(state, value)
    }

    /// One argument: what is moved is the callee's, a future runs some time.
    pub(super) fn give(&mut self, state: &mut State, it: &Argument, at: Point) {
        match &it.value {
            Value::Coroutine(deferred) => self.give_future(state, &deferred.clone(), at),
            Value::Sym(sym) if it.moved => {
                self.consume(state, &it.value, at);
                self.note_event(state, sym, MOVED, true);
            }
            Value::Def(_) | Value::Partial(..) | Value::Bound(..) => self.consume(state, &it.value, at),
            value if it.moved => {
                let mut found = BTreeSet::new();
                self.reach_shared(state, value, &mut found);
                for conn in found {
                    self.discharge(state, conn, Phase::Handed, at);
                }
            }
            _ => {}
        }
    }

    /// A function of a crate outside the program.
    pub(super) fn call_of_crate(
        &mut self,
        mut state: State,
        path: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let last = path.rsplit('.').next().unwrap_or(path);
        if let Some(called) = self.method_by_path(&state, last, arguments, at) {
            return called;
        }
        let first = arguments.iter().find(|it| matches!(it.value, Value::Coroutine(_)));
        match (last, first) {
            ("spawn" | "spawn_local" | "spawn_blocking" | "spawn_on", _) => self.spawn(state, arguments, at),
            ("timeout" | "timeout_at", Some(it)) => Called::quiet(state, it.value.clone()),
            // What a method of something unknown gives may be a future as well.
            ("timeout" | "timeout_at", None) if arguments.len() == 2 && is_call(&arguments[1].value) => {
                Called::quiet(state, arguments[1].value.clone())
            }
            ("join_all" | "try_join_all", _) => {
                for it in arguments {
                    for value in self.elements(&state, &it.value) {
                        let it = Argument { kind: Passed::Positional, value, moved: true };
                        self.give(&mut state, &it, at);
                    }
                }
                let value = Run::opaque(&mut state, at);
                Called::quiet(state, value)
            }
            _ => match (variant_by_name(path), arguments) {
                (Some(variant), [one]) if one.moved && leads_to_connection(&state, &one.value) => {
                    let value = self.foreign_variant_of(&mut state, variant, one.value.clone(), at);
                    Called::quiet(state, value)
                }
                _ => self.give_to_unknown(state, arguments, at),
            },
        }
    }

    /// A variant of an enum that is not seen: it holds the value like a container, and says which one it is.
    fn foreign_variant_of(&mut self, state: &mut State, variant: &str, value: Value, at: Point) -> Value {
        let id = self.object(at, 8);
        let said = (Step::Attr(FOREIGN_VARIANT.into()), Value::Const(Const::Str(variant.into())));
        let fields = [(Step::At(Const::Int(0)), value), said].into();
        state.heap.insert(id, Object { fields, ..Object::default() });
        Value::Obj(id)
    }

    /// What a variant of an enum that is not seen holds.
    pub(super) fn held_by_variant(state: &State, id: ObjId) -> Option<Value> {
        let fields = &state.heap.get(&id)?.fields;
        fields.get(&Step::Attr(FOREIGN_VARIANT.into()))?;
        fields.get(&Step::At(Const::Int(0))).cloned()
    }

    /// A method of such a variant: what its connection has is passed through, `right()` and its like give what it
    /// holds.
    pub(super) fn method_of_variant(
        &mut self,
        mut state: State,
        held: &Value,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let has_it = |conn: &Conn| self.knowledge.has_method(self.resource_of(&state, *conn), name);
        if self.direct(held).iter().all(has_it) {
            let callee = self.field(&state, held, &Step::Attr(name.clone()));
            return self.call(state, &callee, arguments, at);
        }
        self.lend_all(&mut state, arguments, at);
        Called::loud(state, held.clone())
    }

    /// `Subtensor::close(client)` is `client.close()`.
    pub(super) fn method_by_path(
        &mut self,
        state: &State,
        name: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Option<Called> {
        let (receiver, rest) = arguments.split_first()?;
        let [conn] = self.direct(&receiver.value)[..] else { return None };
        let closes = self.knowledge.closes(self.resource_of(state, conn), name) != Closing::No;
        closes.then(|| self.conn_method(state.clone(), conn, name, rest, at))
    }

    /// The connection whose fields a new object takes over: `Session { retries: 3, ..session }`.
    pub(super) fn rebuilt(&self, state: &State, arguments: &[Argument]) -> Option<Conn> {
        let taken = arguments.iter().find_map(|it| match &it.value {
            Value::Part(conn, path) if !path.contains('.') => Some(*conn),
            _ => None,
        });
        taken.filter(|it| self.knowledge.is_rust && self.owes_a_close(self.resource_of(state, *it)))
    }

    /// One of several, or nothing: where it is something, it is one of those that are; where it is nothing, nobody
    /// knows of them whether they are there.
    pub(super) fn split_alternatives(
        &mut self,
        state: &State,
        dst: LocalId,
        (is_none, operand): (bool, LocalId),
        all: &[Value],
        at: Point,
    ) -> Effect {
        let none = Value::Const(Const::None);
        let something: Vec<Value> = all.iter().filter(|it| **it != none).cloned().collect();
        let may_be_none = something.len() < all.len()
            || something.iter().any(|it| matches!(it, Value::Unknown | Value::Sym(_)));
        let mut ok = vec![];
        let mut there = state.clone();
        there.env.insert(operand, Value::any(something));
        self.write(&mut there, dst, Value::Const(Const::Bool(!is_none)), at.span);
        ok.push(there);
        if may_be_none {
            let mut gone = state.clone();
            let mut found = BTreeSet::new();
            all.iter().for_each(|it| reach(state, it, &mut found, 6));
            for conn in found {
                if let Some(status) = gone.conns.get_mut(&conn).filter(|it| it.phase == Phase::Open) {
                    status.phase = Phase::Maybe;
                }
            }
            self.write(&mut gone, dst, Value::Const(Const::Bool(is_none)), at.span);
            ok.push(gone);
        }
        Effect { ok, raise: vec![] }
    }

    /// A tuple with the value first.
    pub(super) fn pair(&mut self, state: &mut State, value: Value, at: Point) -> Value {
        let id = self.object(at, 8);
        let fields = [(Step::At(Const::Int(0)), value)].into();
        state.heap.insert(id, Object { fields, ..Object::default() });
        Value::Obj(id)
    }

    /// `stream.split()`: the half that writes closes the connection, the one that reads only looks on.
    pub(super) fn split_halves(&mut self, mut state: State, conn: Conn, at: Point) -> Called {
        let half = self.knowledge.half(self.resource_of(&state, conn));
        if let (Some(half), Some(status)) = (half, state.conns.get_mut(&conn)) {
            status.resource = half;
            self.record(|facts| {
                facts.became.insert(conn.site, half);
            });
        }
        let value = self.pair(&mut state, Value::Conn(conn), at);
        Called::quiet(state, value)
    }

    /// `mem::forget`, `Box::leak` and their like.
    pub(super) fn forget(&mut self, state: &mut State, value: &Value, path: &str, at: Point) {
        let mut found = BTreeSet::new();
        self.reach_shared(state, value, &mut found);
        for conn in found {
            if Run::phase(state, conn) == Some(Phase::Open) {
                let name = Name::from(path);
                self.record(|facts| {
                    facts.forgotten.insert((at.span, conn.site), name);
                });
            }
            self.discharge(state, conn, Phase::Handed, at);
        }
    }

    /// Methods of locks and cells: what they lend is what they hold.
    pub(super) fn wrapper_method(
        &mut self,
        state: &mut State,
        receiver: &Value,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Option<Called> {
        let lends = matches!(
            &**name,
            "lock"
                | "read"
                | "write"
                | "borrow"
                | "borrow_mut"
                | "get_mut"
                | "into_inner"
                | "load"
                | "load_full"
                | "deref"
                | "deref_mut"
                | "blocking_lock"
                | "try_lock"
        );
        if !lends || !arguments.is_empty() {
            return None;
        }
        match receiver {
            Value::Sym(sym)
                if self.class_of(sym).is_none_or(|it| self.program.project.method(it, name).is_none()) =>
            {
                Some(Called::quiet(state.clone(), Value::Sym(Arc::clone(sym))))
            }
            Value::Obj(id) if state.heap.get(id).is_some_and(|it| it.class.is_none()) => {
                let held = self.field(state, receiver, &Step::Element);
                self.touch(state, &held);
                let value = if held == Value::Unknown { Run::opaque(state, at) } else { held };
                Some(Called::quiet(state.clone(), value))
            }
            _ => None,
        }
    }
}

/// Whether a value is what calling something unknown gave.
fn is_call(value: &Value) -> bool {
    matches!(value, Value::Sym(sym) if !sym.is_opaque() && sym.steps.last() == Some(&Step::Call))
}

/// Whether a value is a connection or leads to one.
pub(super) fn leads_to_connection(state: &State, value: &Value) -> bool {
    let mut found = BTreeSet::new();
    reach(state, value, &mut found, 6);
    !found.is_empty()
}
