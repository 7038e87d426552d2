//! Reading attributes and elements.

use std::sync::Arc;

use super::namespace::{NAMESPACE, attribute_step, namespace, of_namespace};
use super::reach::is_named;
use super::state::{Object, State};
use super::value::{Deferred, INDICES, ObjId, Step, Sym, Value};
use super::{MAX_DELEGATES, Run};
use crate::ir::{ClassId, Const, Def, FOREIGN_VARIANT, Name, Root};

impl Run<'_> {
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
            Value::Any(all) if *step == Step::IsAsync => {
                return Value::any(all.iter().map(|it| self.field(state, it, step)).collect());
            }
            Value::Coroutine(it) if *step == Step::IsAsync => {
                if let Deferred::Event { sym, method } = &**it {
                    let callee = sym.child(Step::Attr(method.clone()));
                    return callee.and_then(|it| it.child(Step::IsAsync)).map_or(Value::Unknown, Value::sym);
                }
                return Value::Const(Const::Bool(true));
            }
            _ if *step == Step::IsAsync => {
                let answer = self.is_async(state, object);
                return answer.map_or(Value::Unknown, |it| Value::Const(Const::Bool(it)));
            }
            _ => {}
        }
        if let Some(method) = self.method_asked_for(state, object, step) {
            return method;
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
                _ if self.is_value_of_entry(step) => object.clone(),
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

    /// Whether it is the second of a pair. A map of Rust's gives its entries as pairs, for which its values stand
    /// here, and neither a client nor a struct is a pair itself.
    fn is_value_of_entry(&self, step: &Step) -> bool {
        self.knowledge.is_rust
            && match step {
                Step::At(Const::Int(1)) => true,
                Step::Attr(name) => &**name == "1",
                _ => false,
            }
    }

    fn object_field(&mut self, state: &State, id: ObjId, step: &Step, object: &Value) -> Value {
        let Some(it) = state.heap.get(&id) else { return Value::Unknown };
        // An element is any of a container, wherever it was put.
        let is_any = *step == Step::Element && it.class.is_none();
        if let Some(value) = it.fields.get(step).filter(|_| !is_any) {
            return value.clone();
        }
        match (step, it.class) {
            (_, Some(class)) if self.is_value_of_entry(step) && !self.has_field(class, "1") => object.clone(),
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
                    // `setattr(self, name, sub)` may have put it under this name.
                    None => match it.fields.get(&Step::Element) {
                        Some(it) => it.clone(),
                        None => Value::Bound(Arc::new(object.clone()), name.clone()),
                    },
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
            if let Some(path) = self.program.field_closer(class, name) {
                let steps = sym.steps.iter().cloned();
                let steps = steps.chain(path.split('.').map(|it| Step::Attr(it.into()))).collect();
                return Value::sym(Sym { root: sym.root.clone(), steps });
            }
        }
        sym.child(step.clone()).map_or(Value::Unknown, Value::sym)
    }

    /// Whether a type of Rust declares a field of the name.
    pub(super) fn has_field(&self, class: ClassId, name: &str) -> bool {
        let mut fields = self.program.project.class(class).dataclass_fields.iter().flatten();
        self.knowledge.is_rust && fields.any(|it| &*it.name == name)
    }

    /// A symbol for an object of a package outside of the program: `st.session_state`.
    pub(super) fn outside(&self, path: &Name) -> Value {
        Value::sym(Sym::root(Root::Global(self.body.id.file, path.clone())))
    }

    /// Whether a value is a test double by its name: `MagicMock()`, `FakeSubtensor()`.
    pub(super) fn is_fake(&self, state: &State, value: &Value) -> bool {
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
            Value::Bound(_, name) if **name == *INDICES => vec![Value::Unknown],
            Value::Iter(it, _) | Value::Pairs(it) => self.elements(state, it),
            Value::Any(all) => all.iter().flat_map(|it| self.elements(state, it)).collect(),
            _ => vec![Value::Unknown],
        }
    }
}
