//! The attributes of an object, taken for a dictionary: `vars(object)` and `object.__dict__`.
//!
//! Such a dictionary is the object bound to the name [`NAMESPACE`]; its items are the object's attributes.

use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::state::State;
use super::value::{Argument, Passed, Point, Step, Value};
use crate::ir::{Const, Name};

impl Run<'_> {
    /// Methods of `vars(object)`.
    pub(super) fn namespace_method(
        &mut self,
        mut state: State,
        receiver: &Value,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let Some(object) = of_namespace(receiver).cloned() else {
            return self.unknown_call(state, arguments, at);
        };
        let positional = |value| Argument { kind: Passed::Positional, value, moved: false };
        match &**name {
            "get" | "pop" if !arguments.is_empty() => {
                let mut asked = vec![positional(object.clone())];
                asked.extend(arguments.iter().cloned());
                if arguments.len() == 1 {
                    asked.push(positional(Value::Const(Const::None)));
                }
                self.getattr(state, &object, &asked, at)
            }
            "values" | "copy" => Called::quiet(state, object),
            "items" => Called::quiet(state, Value::Pairs(Arc::new(object))),
            "update" => {
                for it in arguments {
                    if let Passed::Keyword(name) = &it.kind {
                        self.store(&mut state, &object, &Step::Attr(name.clone()), it.value.clone(), at);
                    }
                }
                self.unknown_call(state, arguments, at)
            }
            _ => self.unknown_call(state, arguments, at),
        }
    }
}

/// What an object's attributes are called when they are taken for a dictionary.
pub(super) const NAMESPACE: &str = "__dict__";

/// `vars(object)`.
pub(super) fn namespace(object: Value) -> Value {
    Value::Bound(Arc::new(object), NAMESPACE.into())
}

/// The object whose attributes the value is, taken for a dictionary.
pub(super) fn of_namespace(value: &Value) -> Option<&Value> {
    match value {
        Value::Bound(object, name) if **name == *NAMESPACE => Some(object),
        _ => None,
    }
}

/// `vars(object)["sub"]` is `object.sub`.
pub(super) fn attribute_step(step: &Step) -> Step {
    match step {
        Step::At(Const::Str(name)) => Step::Attr(name.clone()),
        other => other.clone(),
    }
}
