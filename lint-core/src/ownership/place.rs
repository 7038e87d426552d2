//! Reading and writing places: variables, fields, elements, globals.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::namespace::{NAMESPACE, attribute_step, namespace, of_namespace};
use super::state::{Object, Phase, State, Status, TrailKind};
use super::value::{Argument, Conn, Deferred, ObjId, Point, Step, Sym, Value};
use super::{MAX_DELEGATES, Run};
use crate::facts::{Emptying, Leak, Loss, Overwrite};
use crate::ir::{ClassId, Const, Def, FOREIGN_VARIANT, LocalId, LocalKind, Name, Root};
use crate::source::Span;

/// The last connection of a site becomes one of the earlier ones, wherever it is held.
pub(super) fn age(state: &mut State, conn: Conn, status: Status) {
    let old = Conn { old: true, ..conn };
    for value in state.env.values_mut().chain(state.writes.values_mut()).chain(state.roots.values_mut()) {
        *value = aged(value, conn);
    }
    for object in state.heap.values_mut() {
        for value in object.fields.values_mut() {
            *value = aged(value, conn);
        }
    }
    let phase = match state.conns.get(&old).map(|it| it.phase) {
        Some(it) if it == status.phase => it,
        Some(Phase::Open) | None => status.phase,
        Some(_) if matches!(status.phase, Phase::Open | Phase::Cold) => status.phase,
        Some(other) => other,
    };
    state.conns.insert(old, Status { phase, ..status });
}

fn aged(value: &Value, conn: Conn) -> Value {
    let old = Conn { old: true, ..conn };
    let inner = |it: &Arc<Value>| Arc::new(aged(it, conn));
    let arguments = |all: &Arc<Vec<Argument>>| {
        Arc::new(
            all.iter().map(|it| Argument { value: aged(&it.value, conn), ..it.clone() }).collect::<Vec<_>>(),
        )
    };
    match value {
        Value::Conn(it) if *it == conn => Value::Conn(old),
        Value::Part(it, path) if *it == conn => Value::Part(old, path.clone()),
        Value::Bound(it, name) => Value::Bound(inner(it), name.clone()),
        Value::Iter(it, started) => Value::Iter(inner(it), *started),
        Value::Closing(it) => Value::Closing(inner(it)),
        Value::Pairs(it) => Value::Pairs(inner(it)),
        Value::Instance(path, Some(it)) => Value::Instance(path.clone(), Some(inner(it))),
        Value::Partial(it, all) => Value::Partial(inner(it), arguments(all)),
        Value::Managed(id, all) => Value::Managed(*id, arguments(all)),
        Value::Any(all) => Value::any(all.iter().map(|it| aged(it, conn)).collect()),
        Value::Coroutine(it) => match &**it {
            Deferred::Close(it, span) if *it == conn => {
                Value::Coroutine(Arc::new(Deferred::Close(old, *span)))
            }
            Deferred::Connect { conn: it, returns } if *it == conn => {
                Value::Coroutine(Arc::new(Deferred::Connect { conn: old, returns: *returns }))
            }
            Deferred::Ready(it) => Value::Coroutine(Arc::new(Deferred::Ready(aged(it, conn)))),
            Deferred::All(all) => {
                Value::Coroutine(Arc::new(Deferred::All(all.iter().map(|it| aged(it, conn)).collect())))
            }
            _ => value.clone(),
        },
        _ => value.clone(),
    }
}

impl Run<'_> {
    /// What a local holds.
    pub(super) fn read(&self, state: &State, local: LocalId) -> Value {
        match state.env.get(&local) {
            Some(it) => it.clone(),
            None if self.body.local(local).kind == LocalKind::Named => Value::Unbound,
            None => Value::Unknown,
        }
    }

    /// Binds a local; a connection that nothing reaches any more is lost here.
    pub(super) fn write(&mut self, state: &mut State, local: LocalId, value: Value, span: Span) {
        let kind = self.body.local(local).kind;
        if kind == LocalKind::Named {
            self.note_bound(state, &value);
            self.note_name(&value, self.body.local(local).name.as_deref().map(source_name), span);
            if self.exposed[local.0 as usize] {
                self.touch(state, &value);
                self.share_container(state, local, &value);
            }
        }
        let before = state.env.insert(local, value.clone());
        let rebinds = before.is_some_and(|it| it != value && kind != LocalKind::Temp);
        if rebinds {
            self.sweep(state, span, self.newest(&value));
        }
    }

    /// A nested function that captures a container may put something into it whenever it is called.
    fn share_container(&mut self, state: &mut State, local: LocalId, value: &Value) {
        let (Value::Obj(id), Some(name)) = (value, &self.body.local(local).name) else { return };
        let Some(object) = state.heap.get_mut(id).filter(|it| it.class.is_none()) else { return };
        if self.body.id.index > 0 {
            object.open_ended = true;
            let captured = Sym::root(Root::Captured(self.body.id, name.clone()));
            self.shared_containers.insert(*id, captured);
        }
    }

    /// What nested functions may have put into the container.
    fn put_by_others(&self, id: ObjId) -> Option<Value> {
        self.shared_containers.get(&id)?.child(Step::Element).map(Value::sym)
    }

    /// The site whose fresh connection a value is: what takes the place of a lost one.
    fn newest(&self, value: &Value) -> Option<super::value::SiteId> {
        match value {
            Value::Conn(it) if !it.old => Some(it.site),
            _ => None,
        }
    }

    fn note_name(&mut self, value: &Value, name: Option<Name>, span: Span) {
        if let (Value::Conn(conn), Some(name)) = (value, name) {
            self.record(|facts| {
                facts.bound_as.insert((span, conn.site), name.clone());
                facts.names.entry(conn.site).or_insert(name);
            });
        }
    }

    fn note_bound(&mut self, state: &State, value: &Value) {
        if !self.is_recording() {
            return;
        }
        let mut conns = BTreeSet::new();
        reach(state, value, &mut conns, 6);
        self.record(|facts| facts.bound.extend(conns.iter().map(|it| it.site)));
    }

    /// What a module-level or captured name holds.
    pub(super) fn read_root(&self, state: &State, root: &Root) -> Value {
        if let Some(it) = state.roots.get(root) {
            return it.clone();
        }
        if let Some(local) = self.own_local(root) {
            return self.read(state, local);
        }
        Value::sym(Sym::root(root.clone()))
    }

    /// The variable of this body that others know under the root.
    fn own_local(&self, root: &Root) -> Option<LocalId> {
        match root {
            Root::Captured(id, name) if *id == self.body.id => self.body.named(name),
            Root::Global(file, name) if self.body.id.index == 0 && *file == self.body.id.file => {
                self.body.named(name)
            }
            _ => None,
        }
    }

    pub(super) fn write_root(&mut self, state: &mut State, root: &Root, value: Value, at: Point) {
        if let Some(local) = self.own_local(root)
            && !matches!(root, Root::Global(..))
        {
            self.write(state, local, value, at.span);
            return;
        }
        self.note_bound(state, &value);
        self.note_overwrite(state, &Sym::root(root.clone()), state.roots.get(root).cloned(), &value);
        let newest = self.newest(&value);
        state.roots.insert(root.clone(), value);
        self.sweep(state, at.span, newest);
    }

    /// A fresh connection over something that was there on entry and is not known to be closed.
    fn note_overwrite(&mut self, state: &State, place: &Sym, held: Option<Value>, value: &Value) {
        let Some(site) = self.newest(value) else { return };
        if self.may_be_open_since_entry(state, place, held.as_ref()) {
            let place = place.clone();
            self.record(|facts| {
                facts.overwrites.insert(Overwrite { site, place });
            });
        }
    }

    /// Nothing in place of something that was there on entry and is not known to be closed.
    fn note_emptied(&mut self, state: &State, place: &Sym, held: Option<&Value>, value: &Value, span: Span) {
        let is_nothing = match value {
            Value::Const(it) => *it == Const::None,
            Value::Obj(id) => state.heap.get(id).is_some_and(|it| it.class.is_none() && it.fields.is_empty()),
            _ => false,
        };
        if is_nothing && self.may_be_open_since_entry(state, place, held) {
            let place = place.clone();
            let asked = state.facts.iter().any(|it| it.0.root == place.root && *it.0 != place && !it.1.stale);
            self.record(|facts| {
                facts.emptied.insert(Emptying { place, span, asked });
            });
        }
    }

    /// Whether a place still holds what was there on entry, and nothing says that this is None or closed.
    fn may_be_open_since_entry(&self, state: &State, place: &Sym, held: Option<&Value>) -> bool {
        let untouched = match held {
            None => true,
            Some(Value::Sym(it)) => **it == *place,
            Some(_) => false,
        };
        let gone = state.facts.get(place).is_some_and(|it| it.none == Some(true) || it.truth == Some(false));
        let closed = || {
            state.events.iter().any(|it| {
                let reaches = it.sym.root == place.root && it.sym.steps.starts_with(&place.steps);
                reaches && self.knowledge.is_closer(&it.method)
            })
        };
        untouched && !gone && !place.is_opaque() && !closed()
    }

    /// Which variant of an enum that is not seen the body has made of something, if it did.
    fn foreign_variant(&self, state: &State, object: &Value) -> Value {
        let Value::Obj(id) = object else { return Value::Unknown };
        let said = |it: &Object| it.fields.get(&Step::Attr(FOREIGN_VARIANT.into())).cloned();
        state.heap.get(id).and_then(said).unwrap_or(Value::Unknown)
    }

    /// What an attribute, element or call of a value is.
    pub(super) fn field(&mut self, state: &State, object: &Value, step: &Step) -> Value {
        match object {
            Value::Sym(_) => {}
            _ if *step == Step::IsAsync => {
                let answer = self.is_async(state, object);
                return answer.map_or(Value::Unknown, |it| Value::Const(Const::Bool(it)));
            }
            _ => {}
        }
        if matches!(step, Step::Attr(name) if &**name == NAMESPACE) {
            return namespace(object.clone());
        }
        if matches!(step, Step::Attr(name) if &**name == FOREIGN_VARIANT) {
            return self.foreign_variant(state, object);
        }
        if let (Some(inner), Step::At(_) | Step::Element) = (of_namespace(object), step) {
            return self.field(state, inner, &attribute_step(step));
        }
        match object {
            Value::Obj(id) => self.object_field(state, *id, step, object),
            Value::Sym(sym) => self.sym_field(state, sym, step),
            Value::Conn(conn) => match step {
                Step::Attr(name) => Value::Part(*conn, name.as_ref().into()),
                _ => Value::Unknown,
            },
            Value::Part(conn, path) => match step {
                Step::Attr(name) if path.matches('.').count() < 3 => {
                    Value::Part(*conn, format!("{path}.{name}").into())
                }
                _ => Value::Unknown,
            },
            Value::Any(all) => {
                // What None lacks raises there: the way goes on with the others.
                let is_none = |it: &&Value| **it == Value::Const(Const::None);
                Value::any(
                    all.iter().filter(|it| !is_none(it)).map(|it| self.field(state, it, step)).collect(),
                )
            }
            Value::Def(def) => match step {
                Step::Attr(name) => match def {
                    Def::Class(class) => {
                        let key = (Sym::root(Root::Class(*class)), step.clone());
                        state.writes.get(&key).cloned().unwrap_or_else(|| self.def_field(def, name))
                    }
                    _ => self.def_field(def, name),
                },
                step => match def {
                    Def::External(path) if is_named(step) => {
                        let sym = self.outside(path);
                        self.field(state, &sym, step)
                    }
                    _ => Value::Unknown,
                },
            },
            Value::Instance(_, Some(held)) if matches!(step, Step::Attr(name) if &**name == "subtensor") => {
                (**held).clone()
            }
            Value::Const(_) | Value::Unknown | Value::Unbound => Value::Unknown,
            Value::Coroutine(it) if matches!(step, Step::Awaited) => match &**it {
                Deferred::Ready(it) => it.clone(),
                _ => Value::Unknown,
            },
            Value::Pairs(_) | Value::Iter(..) if *step == Step::Element => {
                Value::any(self.elements(state, object))
            }
            Value::Bound(inner, _) if matches!(**inner, Value::Bound(..)) => Value::Unknown,
            it => match step {
                Step::Attr(name) => Value::Bound(Arc::new(it.clone()), name.clone()),
                _ => Value::Unknown,
            },
        }
    }

    fn def_field(&self, def: &Def, name: &Name) -> Value {
        if let Def::Class(class) = def {
            if let Some(id) = self.program.project.method(*class, name) {
                let takes_class = self.program.body(id).traits.is_class_method;
                return if takes_class {
                    Value::Bound(Arc::new(Value::Def(def.clone())), name.clone())
                } else {
                    Value::Def(Def::Function(id))
                };
            }
            if let Some(it) = self.class_constant(*class, name) {
                return it;
            }
            let project = &self.program.project;
            let holder = project
                .ancestors(*class)
                .into_iter()
                .find(|it| project.class(*it).aliases.contains_key(name));
            let assigned = || {
                let mut family = project.family(*class).into_iter();
                family.any(|it| project.modules[it.file as usize].class_variables.contains(name))
            };
            let holder = holder.or_else(|| assigned().then_some(*class));
            let variable = |it| Sym { root: Root::Class(it), steps: vec![Step::Attr(name.clone())] };
            return match holder {
                Some(it) => Value::sym(variable(it)),
                None => Value::Bound(Arc::new(Value::Def(def.clone())), name.clone()),
            };
        }
        self.program.project.attribute(def, name).map_or(Value::Unknown, Value::Def)
    }

    /// A class-level name whose meaning is fixed: `client_class = bt.Subtensor`.
    fn class_constant(&self, class: ClassId, name: &Name) -> Option<Value> {
        self.program.project.class_alias(class, name).map(Value::Def)
    }

    fn object_field(&mut self, state: &State, id: ObjId, step: &Step, object: &Value) -> Value {
        let Some(it) = state.heap.get(&id) else { return Value::Unknown };
        if let Some(value) = it.fields.get(step) {
            return value.clone();
        }
        match (step, it.class) {
            (Step::Attr(name), None) if name.parse::<i64>().is_ok() => {
                let at = Step::At(Const::Int(name.parse().unwrap_or_default()));
                it.fields.get(&at).or(it.fields.get(&Step::Element)).cloned().unwrap_or(Value::Unknown)
            }
            // In Rust a field is no method, whatever is known of it.
            (Step::Attr(name), Some(class)) if self.has_field(class, name) => Value::Unknown,
            (Step::Attr(name), Some(class)) => {
                if self.program.project.method(class, name).is_some() {
                    return Value::Bound(Arc::new(object.clone()), name.clone());
                }
                if let Some(it) = self.class_constant(class, name) {
                    return it;
                }
                match self.program.delegate(class).and_then(|field| it.fields.get(&Step::Attr(field))) {
                    // Wrappers of wrappers that one call makes may seem to wrap themselves.
                    Some(inner) if self.delegating < MAX_DELEGATES => {
                        self.delegating += 1;
                        let value = self.field(state, &inner.clone(), step);
                        self.delegating -= 1;
                        value
                    }
                    Some(_) => Value::Unknown,
                    None => Value::Bound(Arc::new(object.clone()), name.clone()),
                }
            }
            (Step::Attr(name), None) => Value::Bound(Arc::new(object.clone()), name.clone()),
            (Step::At(Const::Int(nth)), Some(class)) => {
                // A named tuple: its fields have positions.
                let project = &self.program.project;
                let of = |it: ClassId| project.class(it).dataclass_fields.as_ref();
                let name = project
                    .ancestors(class)
                    .into_iter()
                    .find_map(of)
                    .and_then(|all| Some(all.get(usize::try_from(*nth).ok()?)?.name.clone()));
                let held = name.and_then(|name| it.fields.get(&Step::Attr(name)));
                held.or(it.fields.get(&Step::Element)).cloned().unwrap_or(Value::Unknown)
            }
            (Step::Element | Step::At(_), _) => {
                let listed = |key: &Step| *step == Step::Element || *key == Step::Element;
                let listed = it.fields.iter().filter(|it| listed(it.0)).map(|it| it.1.clone());
                Value::any(listed.chain(self.put_by_others(id)).collect())
            }
            (Step::Call | Step::Awaited | Step::IsAsync, _) => Value::Unknown,
        }
    }

    fn sym_field(&mut self, state: &State, sym: &Arc<Sym>, step: &Step) -> Value {
        let step = &if matches!(step, Step::At(_)) { Step::Element } else { step.clone() };
        if let Some(it) = state.writes.get(&((**sym).clone(), step.clone())) {
            return it.clone();
        }
        if let Step::Attr(name) = step
            && let Some(class) = self.class_of(sym)
        {
            // In Rust a method may be called what the field is that it fills; calling that finds the method.
            let is_field = self.has_field(class, name);
            if let Some(id) = self.program.project.method(class, name).filter(|_| !is_field) {
                let traits = &self.program.body(id).traits;
                if !(traits.is_property && traits.is_cached) {
                    return Value::Bound(Arc::new(Value::Sym(sym.clone())), name.clone());
                }
            }
            if let Some(it) = self.class_constant(class, name) {
                return it;
            }
            if let Some(path) = self.program.field_instance(class, name) {
                return Value::Instance(path, None);
            }
            if let Some(def) = self.program.field_default(class, name) {
                return Value::Def(def);
            }
        }
        sym.child(step.clone()).map_or(Value::Unknown, Value::sym)
    }

    /// Whether a type of Rust declares a field of the name.
    pub(super) fn has_field(&self, class: ClassId, name: &str) -> bool {
        let mut fields = self.program.project.class(class).dataclass_fields.iter().flatten();
        self.knowledge.is_rust && fields.any(|it| &*it.name == name)
    }

    /// Stores into an attribute or element.
    pub(super) fn store(&mut self, state: &mut State, object: &Value, step: &Step, value: Value, at: Point) {
        self.note_bound(state, &value);
        if let Step::Attr(name) = step {
            self.note_name(
                &value,
                Some(format!("self.{name}").into())
                    .filter(|_| self.body.class.is_some() && is_self(object))
                    .or(Some(name.clone())),
                at.span,
            );
        }
        self.put(state, object, step, value, at);
    }

    /// The same for what has no name here.
    pub(super) fn put(&mut self, state: &mut State, object: &Value, step: &Step, value: Value, at: Point) {
        let newest = self.newest(&value);
        if let Some(inner) = of_namespace(object) {
            return self.store(state, inner, &attribute_step(step), value, at);
        }
        match object {
            Value::Obj(id) => {
                if self.is_fake(state, &value) {
                    // A test puts it there, and wanted no connection in the first place.
                    let before = state.heap.get(id).and_then(|it| it.fields.get(step)).cloned();
                    for conn in before.map(|it| self.direct(&it)).unwrap_or_default() {
                        self.discharge(state, conn, Phase::Handed, at);
                    }
                }
                if state.heap.get(id).is_some_and(|it| it.ended_later) {
                    let mut found = BTreeSet::new();
                    reach(state, &value, &mut found, 4);
                    found.into_iter().for_each(|it| self.discharge(state, it, Phase::Handed, at));
                }
                if state.heap.get(id).is_some_and(|it| it.class.is_some()) {
                    for conn in self.direct(&value) {
                        self.record(|facts| {
                            facts.held_in.entry(conn.site).or_insert(*id);
                        });
                    }
                }
                let before = state.heap.get(id).and_then(|it| it.fields.get(step));
                let holds = before.is_some_and(|it| !self.direct(it).is_empty());
                let is_added = *step == Step::Element || holds && is_element(state, object);
                let object = state.heap.entry(*id).or_default();
                object.filled = None;
                object.taken_from = false;
                if is_added {
                    let before = object.fields.get(step).cloned();
                    let all = before.into_iter().chain([value]).collect();
                    object.fields.insert(step.clone(), Value::any(all));
                } else {
                    object.fields.insert(step.clone(), value);
                }
            }
            Value::Sym(sym) => {
                self.note_key(&value, step);
                if self.is_ended_later(state, sym) {
                    self.direct(&value)
                        .into_iter()
                        .for_each(|it| self.discharge(state, it, Phase::Handed, at));
                }
                let step = if matches!(step, Step::At(_)) { Step::Element } else { step.clone() };
                let key = ((**sym).clone(), step.clone());
                let held = state.writes.get(&key).cloned();
                if step == Step::Element {
                    if let Some(place) = sym.child(step) {
                        self.note_emptied(state, &place, None, &value, at.span);
                    }
                    let all = held.into_iter().chain([value]).collect();
                    state.writes.insert(key, Value::any(all));
                } else {
                    // What is known of the old value stays true of it, and is a condition of this path.
                    if let Some(place) = sym.child(step) {
                        self.note_emptied(state, &place, held.as_ref(), &value, at.span);
                        self.note_overwrite(state, &place, held, &value);
                    }
                    state.writes.insert(key, value);
                }
            }
            Value::Any(all) => {
                for it in all.iter() {
                    self.store(state, it, step, value.clone(), at);
                }
                return;
            }
            Value::Def(Def::Class(class)) => {
                state.writes.insert((Sym::root(Root::Class(*class)), step.clone()), value);
            }
            Value::Def(Def::External(path))
                if is_named(step) && matches!(value, Value::Conn(_) | Value::Obj(_)) =>
            {
                let sym = self.outside(path);
                return self.store(state, &sym, step, value, at);
            }
            // Stored in something that is not followed: whoever has it closes it, or nobody.
            _ => self.hand_over(state, &value, at),
        }
        self.sweep(state, at.span, newest);
    }

    /// A symbol for an object of a package outside of the program: `st.session_state`.
    fn outside(&self, path: &Name) -> Value {
        Value::sym(Sym::root(Root::Global(self.body.id.file, path.clone())))
    }

    /// `app["sub"] = sub`: the key names a place as an attribute does.
    fn note_key(&mut self, value: &Value, step: &Step) {
        let (Value::Conn(conn), Step::At(Const::Str(key))) = (value, step) else { return };
        self.record(|facts| {
            facts.keys.insert(conn.site, key.clone());
        });
    }

    /// Whether a value is a test double by its name: `MagicMock()`, `FakeSubtensor()`.
    fn is_fake(&self, state: &State, value: &Value) -> bool {
        let name = match value {
            Value::Sym(it) => self.opaque_type(it).map(|it| it.to_string()),
            Value::Obj(id) => {
                let class = state.heap.get(id).and_then(|it| it.class);
                class.map(|it| self.program.project.class(it).name.to_string())
            }
            _ => None,
        };
        let doubles = ["mock", "fake", "stub", "dummy"];
        name.is_some_and(|it| doubles.iter().any(|double| it.to_ascii_lowercase().contains(double)))
    }

    /// The connections that an iteration over the value meets.
    pub(super) fn elements(&mut self, state: &State, value: &Value) -> Vec<Value> {
        match value {
            Value::Obj(id) => {
                let listed = state.heap.get(id).into_iter().flat_map(|it| it.fields.values().cloned());
                listed.chain(self.put_by_others(*id)).collect()
            }
            Value::Sym(_) => vec![self.field(state, value, &Step::Element)],
            Value::Bound(it, name) if **name == *NAMESPACE => self.elements(state, it),
            Value::Iter(it, _) | Value::Pairs(it) => self.elements(state, it),
            Value::Any(all) => all.iter().flat_map(|it| self.elements(state, it)).collect(),
            _ => vec![Value::Unknown],
        }
    }

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

    fn lose(
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
    fn reached(&self, state: &State) -> BTreeSet<Conn> {
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

    fn parts(&self, state: &State, value: &Value, found: &mut BTreeSet<Conn>, depth: usize) {
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

/// The name as the source has it: a variable that shadows another is numbered.
fn source_name(name: &str) -> Name {
    name.split_once('\'').map_or(name, |it| it.0).into()
}

fn is_self(object: &Value) -> bool {
    matches!(object, Value::Sym(it) if it.root == Root::Param(0) && it.steps.is_empty())
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
fn is_named(step: &Step) -> bool {
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
