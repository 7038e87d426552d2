//! What each operation does to a state.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Run;
use super::state::{Object, Phase, State, TrailKind};
use super::truth::is_of_unknown_make;
use super::value::{Argument, Deferred, Passed, Point, Step, Value};
use crate::ir::{Const, FnId, Key, LocalId, Name, Op};
use crate::profile::Opens;

/// The states behind an operation: where it succeeds, and where it raises.
pub(super) struct Effect {
    pub(super) ok: Vec<State>,
    pub(super) raise: Vec<State>,
}

impl Effect {
    pub(super) fn quiet(state: State) -> Effect {
        Effect { ok: vec![state], raise: vec![] }
    }
}

impl Run<'_> {
    pub(super) fn transfer(&mut self, op: &Op, at: Point, state: State) -> Effect {
        self.frozen = matches!(
            op,
            Op::Call { .. }
                | Op::Await { .. }
                | Op::Attr { .. }
                | Op::Enter { .. }
                | Op::Exit { .. }
                | Op::Yield { .. }
        );
        let effect = self.step(op, at, state);
        self.frozen = false;
        effect
    }

    fn step(&mut self, op: &Op, at: Point, mut state: State) -> Effect {
        match op {
            Op::Attr { dst, obj, name } => {
                return self.attribute(state, (*dst, *obj), &Step::Attr(name.clone()), at);
            }
            Op::Opaque { dst, operands } => {
                for it in operands {
                    self.touch(&state, &self.read(&state, *it));
                }
                let raises = match operands.as_slice() {
                    [one] => !self.gives_quietly(&state, *one),
                    _ => true,
                };
                let before = if raises { vec![state.clone()] } else { vec![] };
                let value = Run::opaque(&mut state, at);
                self.write(&mut state, *dst, value, at.span);
                return Effect { ok: vec![state], raise: before };
            }
            Op::Test { dst, test, operand } => return self.test(state, *dst, test, *operand, at),
            Op::Call { dst, callee, args } => {
                let callee = self.read(&state, *callee);
                let arguments: Vec<Argument> = args
                    .iter()
                    .map(|it| Argument {
                        kind: Passed::from(&it.kind),
                        value: self.read(&state, it.value),
                        moved: it.moved,
                    })
                    .collect();
                arguments.iter().for_each(|it| self.touch(&state, &it.value));
                self.note_unknown(&callee, at);
                let called = self.call(state, &callee, &arguments, at);
                return self.bind(called, *dst, at);
            }
            Op::Await { dst, src } => {
                let value = self.read(&state, *src);
                let awaited = self.await_value(state, &value, at);
                return self.bind(awaited, *dst, at);
            }
            Op::Yield { dst, src } | Op::YieldFrom { dst, src } => {
                let raise = state.clone();
                let value = self.read(&state, *src);
                self.yield_value(&mut state, &value, at);
                let value = Run::opaque(&mut state, at);
                self.write(&mut state, *dst, value, at.span);
                return Effect { ok: vec![state], raise: vec![raise] };
            }
            Op::Enter { dst, manager, style } => return self.enter(state, *dst, *manager, *style, at),
            _ => self.run_quiet(op, at, &mut state),
        }
        let raise = vec![state.clone()];
        Effect { ok: vec![state], raise }
    }

    /// Whether an operation has one outcome for each state: [`Run::run_quiet`] will do.
    pub(super) fn is_quiet(op: &Op) -> bool {
        !matches!(
            op,
            Op::Attr { .. }
                | Op::Opaque { .. }
                | Op::Test { .. }
                | Op::Call { .. }
                | Op::Await { .. }
                | Op::Yield { .. }
                | Op::YieldFrom { .. }
                | Op::Enter { .. }
        )
    }

    /// Runs an operation with one outcome in place.
    pub(super) fn run_quiet(&mut self, op: &Op, at: Point, state: &mut State) {
        self.frozen = matches!(op, Op::Exit { .. });
        match op {
            Op::Copy { dst, src } => {
                let value = match self.read(state, *src) {
                    Value::Unbound => Value::Unknown,
                    it => it,
                };
                self.write(state, *dst, value, at.span);
            }
            Op::TakeOut { local } => {
                let value = self.read(state, *local);
                if let (true, Value::Sym(sym)) = (is_of_unknown_make(&value), &value) {
                    if let Some(ty) = self.opaque_type(sym).cloned() {
                        self.opaque_types.insert((at.block, at.index), ty);
                    }
                    let held = Run::opaque(state, at);
                    self.write(state, *local, held, at.span);
                }
            }
            Op::Const { dst, value } => self.write(state, *dst, Value::Const(value.clone()), at.span),
            Op::Load { dst, def } => self.write(state, *dst, Value::Def(def.clone()), at.span),
            Op::LoadRoot { dst, root } => {
                let value = self.read_root(state, root);
                self.write(state, *dst, value, at.span);
            }
            Op::StoreRoot { root, src } => {
                let value = self.read(state, *src);
                self.write_root(state, root, value, at);
            }
            Op::SetAttr { obj, name, src } => {
                let (object, value) = (self.read(state, *obj), self.read(state, *src));
                if let Some(setter) = self.setter(state, &object, name) {
                    self.set(state, setter, &object, value, at);
                } else {
                    self.store(state, &object, &Step::Attr(name.clone()), value, at);
                }
            }
            Op::Item { dst, obj, key } => {
                let object = self.read(state, *obj);
                let value = self.field(state, &object, &Step::of_key(key));
                self.write(state, *dst, value, at.span);
            }
            Op::SetItem { obj, key, src } => {
                let (object, value) = (self.read(state, *obj), self.read(state, *src));
                if matches!(object, Value::Sym(ref it) if it.is_opaque() && it.steps.is_empty()) {
                    self.hand_over(state, &value, at);
                } else {
                    self.store(state, &object, &Step::of_key(key), value, at);
                }
            }
            Op::Pack { dst, items } => {
                for it in items {
                    self.touch(state, &self.read(state, it.1));
                }
                let value = self.pack(state, items, at);
                self.write(state, *dst, value, at.span);
            }
            Op::Exit { manager, style } => {
                let value = self.read(state, *manager);
                self.exit(state, &value, *style, at);
            }
            Op::Iterate { dst, src } => {
                let value = self.read(state, *src);
                state.env.insert(*dst, Value::Iter(Arc::new(value), false));
            }
            Op::Unbind { local } | Op::Drop { local } => {
                state.env.remove(local);
                self.sweep(state, at.span, None);
            }
            Op::Believe { local } => {
                let value = self.read(state, *local);
                for conn in self.direct(&value) {
                    self.discharge(state, conn, Phase::Handed, at);
                }
                if let Value::Sym(sym) = &value {
                    self.note_event(state, sym, super::rust::MOVED, true);
                }
            }
            Op::Leave => state.step(TrailKind::Left, at.span),
            Op::Move { dst, src } => {
                let value = self.read(state, *src);
                if super::rust::leads_to_connection(state, &value) {
                    state.env.remove(src);
                }
                self.write(state, *dst, value, at.span);
            }
            Op::MoveOut { obj, name } => {
                if let Value::Obj(id) = self.read(state, *obj)
                    && let Some(object) = state.heap.get_mut(&id)
                {
                    object.fields.remove(&Step::Attr(name.clone()));
                }
            }
            Op::EndTemps { first } => {
                let is_temp =
                    |it: &LocalId| *it >= *first && self.body.local(*it).kind == crate::ir::LocalKind::Temp;
                state.env.retain(|local, _| !is_temp(local));
                state.forget_lost_symbols();
                self.sweep(state, at.span, None);
                state.forget_lost_objects();
            }
            Op::EndScope { first } => self.end_scope(state, *first, at),
            Op::EndStatement => {
                let is_temp = |it: &LocalId| self.body.local(*it).kind == crate::ir::LocalKind::Temp;
                if state.env.keys().any(is_temp) {
                    state.env.retain(|local, _| !is_temp(local));
                }
                state.forget_lost_symbols();
                self.sweep(state, at.span, None);
                state.forget_lost_objects();
            }
            // These have several outcomes.
            Op::Attr { .. }
            | Op::Opaque { .. }
            | Op::Test { .. }
            | Op::Call { .. }
            | Op::Await { .. }
            | Op::Yield { .. }
            | Op::YieldFrom { .. }
            | Op::Enter { .. } => {}
        }
        self.frozen = false;
    }

    /// Puts the results of a call where they belong.
    pub(super) fn bind(&mut self, called: super::call::Called, dst: LocalId, at: Point) -> Effect {
        let mut ok = Vec::new();
        self.frozen = false;
        let newest = self.newest;
        for (mut state, value) in called.ok {
            self.newest = newest;
            self.write(&mut state, dst, value, at.span);
            self.sweep(&mut state, at.span, None);
            ok.push(state);
        }
        self.newest = None;
        Effect { ok, raise: called.raise }
    }

    fn attribute(
        &mut self,
        mut state: State,
        (dst, obj): (LocalId, LocalId),
        step: &Step,
        at: Point,
    ) -> Effect {
        let object = self.read(&state, obj);
        self.touch(&state, &object);
        self.note_unknown(&object, at);
        let mut raise = vec![];
        if let Step::Attr(name) = step {
            if self.requests(&state, &object, name) {
                raise.push(state.clone());
                self.use_value(&mut state, &object, at);
            }
            if let Some(getter) = self.getter(&state, &object, name) {
                let called = self.call(state, &getter, &[], at);
                return self.bind(called, dst, at);
            }
        }
        let method = self.method_beside_a_field(&state, dst, &object, step);
        let value = match (self.class_strings(&object, step), method) {
            (_, Some(method)) => method,
            (Some(names), None) => {
                let id = self.object(at, 9);
                let names = names.into_iter().map(|it| Value::Const(Const::Str(it))).enumerate();
                let fields = names.map(|(nth, it)| (Step::At(Const::Int(nth as i64)), it)).collect();
                state.heap.insert(id, Object { fields, ..Object::default() });
                Value::Obj(id)
            }
            // None has no attributes: what the program has there is not seen, and it may be closed by name.
            (None, None) if is_unseen(&object) && !self.knowledge.is_rust => {
                let unseen = Run::opaque(&mut state, at);
                self.field(&state, &unseen, step)
            }
            (None, None) => self.field(&state, &object, step),
        };
        self.write(&mut state, dst, value, at.span);
        Effect { ok: vec![state], raise }
    }

    /// In Rust a method may be called what a field is, as in many a builder: where it is called, it is the method.
    fn method_beside_a_field(
        &self,
        state: &State,
        dst: LocalId,
        object: &Value,
        step: &Step,
    ) -> Option<Value> {
        let Step::Attr(name) = step else { return None };
        let class = self.class_of_value(state, object)?;
        let is_both = self.has_field(class, name) && self.program.project.method(class, name).is_some();
        let is_called = is_both && self.callees().contains(&dst);
        is_called.then(|| Value::Bound(Arc::new(object.clone()), name.clone()))
    }

    /// The locals that the body calls.
    fn callees(&self) -> &BTreeSet<LocalId> {
        self.callees.get_or_init(|| {
            let points = self.body.blocks.iter().flat_map(|it| &it.points);
            let called = points.filter_map(|it| match &it.op {
                Op::Call { callee, .. } => Some(*callee),
                _ => None,
            });
            called.collect()
        })
    }

    /// The class-level tuple of strings behind an attribute of `self`.
    fn class_strings(&self, object: &Value, step: &Step) -> Option<Vec<Name>> {
        let (Value::Sym(sym), Step::Attr(name)) = (object, step) else { return None };
        let project = &self.program.project;
        let all = project.ancestors(self.class_of(sym)?);
        all.into_iter().find_map(|it| project.class(it).strings.get(name).cloned())
    }

    /// The property behind an attribute, ready to be called.
    fn getter(&self, state: &State, object: &Value, name: &Name) -> Option<Value> {
        let class = self.class_of_value(state, object)?;
        let id = self.program.project.method(class, name)?;
        let traits = &self.program.body(id).traits;
        // What a cached property once made is read like a field where nothing else is known of the object.
        let is_read = traits.is_cached && matches!(object, Value::Sym(_));
        (traits.is_property && !is_read).then(|| Value::Bound(Arc::new(object.clone()), name.clone()))
    }

    /// What assigning to the attribute of an object runs.
    fn setter(&self, state: &State, object: &Value, name: &Name) -> Option<FnId> {
        self.program.project.setter(self.class_of_value(state, object)?, name)
    }

    /// Assigns by way of a property. It counts as if it did not raise.
    fn set(&mut self, state: &mut State, setter: FnId, object: &Value, value: Value, at: Point) {
        let argument = Argument { kind: Passed::Positional, value, moved: false };
        let called = self.call_function(state.clone(), setter, Some(object), &[argument], at);
        let after = called.ok.into_iter().map(|it| it.0);
        if let Some(after) = after.min_by_key(super::events::owing) {
            *state = after;
        }
    }

    /// Whether reading the attribute is a request to the node.
    fn requests(&self, state: &State, object: &Value, name: &str) -> bool {
        match object {
            Value::Conn(conn) => {
                let id = self.resource_of(state, *conn);
                self.knowledge.resource(id).rpc_attributes.iter().any(|it| it == name)
            }
            Value::Sym(it) => {
                self.class_of(it).is_none() && self.program.project.is_request(name) && !it.is_opaque()
            }
            Value::Any(all) => all.iter().any(|it| self.requests(state, it, name)),
            _ => false,
        }
    }

    fn pack(&mut self, state: &mut State, items: &[(Key, LocalId)], at: Point) -> Value {
        let id = self.object(at, 0);
        let mut object = Object::default();
        for (key, local) in items {
            let value = self.read(state, *local);
            match key {
                Key::At(it) => {
                    object.fields.insert(Step::At(it.clone()), value);
                }
                Key::Any | Key::Spread => {
                    let values = if *key == Key::Spread { self.elements(state, &value) } else { vec![value] };
                    let before = object.fields.remove(&Step::Element);
                    let all: Vec<Value> = before.into_iter().chain(values).collect();
                    object.open_ended |= *key == Key::Spread;
                    if !all.is_empty() {
                        object.fields.insert(Step::Element, Value::any(all));
                    }
                }
            }
        }
        if let Some(before) = state.heap.get(&id).cloned() {
            // The container that the last iteration made here may still be held: the two share one object.
            for (step, value) in before.fields {
                let all = object.fields.remove(&step).into_iter().chain([value]).collect();
                object.fields.insert(step, Value::any(all));
            }
        }
        state.heap.insert(id, object);
        Value::Obj(id)
    }

    /// What a value yields to the consumer: a plain generator hands it over, the others lend it.
    fn yield_value(&mut self, state: &mut State, value: &Value, at: Point) {
        let traits = &self.body.traits;
        if traits.is_fixture
            || traits.is_context_manager
            || traits.is_driven
            || self.program.is_dependency(self.body.id)
        {
            self.note_lent_to_block(state, value);
            return;
        }
        let mut found = BTreeSet::new();
        self.reach_shared(state, value, &mut found);
        if self.is_recording() {
            self.yields(state, value, at);
        }
        for conn in found {
            if !state.conns.get(&conn).is_some_and(|it| it.scoped) {
                self.record(|facts| {
                    facts.returned.insert(conn.site);
                });
                self.discharge(state, conn, Phase::Handed, at);
            }
        }
    }

    /// Whether the version's object must be connected before it is used.
    pub(super) fn must_connect(&self, state: &State, conn: super::value::Conn) -> bool {
        let id = self.resource_of(state, conn);
        self.knowledge.resource(id).opens == Opens::Connect
    }
}

/// A deferred value that is there already.
pub(super) fn ready(value: Value) -> Value {
    Value::Coroutine(Arc::new(Deferred::Ready(value)))
}

/// Whether nothing is known of a value, or what is known cannot be all.
fn is_unseen(value: &Value) -> bool {
    matches!(value, Value::Const(Const::None) | Value::Unknown)
}
