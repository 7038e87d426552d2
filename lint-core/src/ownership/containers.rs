//! Lists, dictionaries and queues: what is put into them and taken out.

use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::state::{Object, State};
use super::value::{Argument, Passed, Point, Step, Sym, Value};
use crate::ir::{Const, Name, Root};

impl Run<'_> {
    /// A container made from keyword arguments and iterables.
    pub(super) fn keywords(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let id = self.object(at, 6);
        let mut object = Object::default();
        for it in arguments {
            match &it.kind {
                Passed::Keyword(name) => {
                    object.fields.insert(Step::At(Const::Str(name.clone())), it.value.clone());
                    object.fields.insert(Step::Attr(name.clone()), it.value.clone());
                }
                Passed::Positional | Passed::Spread => {
                    let all = self.elements(&state, &it.value);
                    object.open_ended = true;
                    let all = object.fields.remove(&Step::Element).into_iter().chain(all).collect();
                    object.fields.insert(Step::Element, Value::any(all));
                }
            }
        }
        object.fields.retain(|_, it| *it != Value::Unknown);
        state.heap.insert(id, object);
        Called::loud(state, Value::Obj(id))
    }

    /// Methods of lists, dictionaries and queues that the body made.
    pub(super) fn container_method(
        &mut self,
        mut state: State,
        receiver: &Value,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let first = arguments.first().map(|it| it.value.clone());
        match (&**name, first) {
            (
                "append" | "add" | "appendleft" | "put" | "put_nowait" | "push" | "insert" | "push_back"
                | "push_front" | "set",
                Some(_),
            ) => {
                let value = arguments.last().map_or(Value::Unknown, |it| it.value.clone());
                self.store(&mut state, receiver, &Step::Element, value, at);
                Called::loud(state, Value::Const(Const::None))
            }
            ("extend" | "update", Some(more)) => {
                for it in self.elements(&state, &more) {
                    self.store(&mut state, receiver, &Step::Element, it, at);
                }
                Called::loud(state, Value::Const(Const::None))
            }
            ("setdefault", Some(_)) => {
                let value = arguments.get(1).map_or(Value::Const(Const::None), |it| it.value.clone());
                self.store(&mut state, receiver, &Step::Element, value.clone(), at);
                Called::loud(state, value)
            }
            ("get", Some(Value::Const(key))) => {
                let found = self.field(&state, receiver, &Step::At(key));
                let default = arguments.get(1).map_or(Value::Const(Const::None), |it| it.value.clone());
                let value = if found == Value::Unknown { default } else { found };
                Called::quiet(state, value)
            }
            (
                "pop" | "popleft" | "popitem" | "get" | "get_nowait" | "pop_front" | "pop_back" | "pop_first"
                | "pop_last" | "remove" | "swap_remove" | "remove_entry" | "first" | "last" | "next"
                | "get_mut",
                first,
            ) => {
                let step = match first {
                    Some(Value::Const(it @ Const::Str(_))) => Step::At(it),
                    _ => Step::Element,
                };
                let value = self.field(&state, receiver, &step);
                if takes_out(name, arguments) {
                    self.note_taken(&mut state, receiver, &value, at);
                }
                let value = if &**name == "popitem" { self.item(&mut state, value, at) } else { value };
                Called::loud(state, value)
            }
            ("empty" | "qsize" | "full", None) => self.quiet_opaque(state, at),
            ("values" | "copy" | "keys", _) => Called::quiet(state, receiver.clone()),
            ("items", _) => Called::quiet(state, Value::Pairs(Arc::new(receiver.clone()))),
            _ => {
                // A field of a namespace that holds something callable.
                let held = self.field(&state, receiver, &Step::Attr(name.clone()));
                if matches!(held, Value::Bound(..)) {
                    self.unknown_call(state, arguments, at)
                } else {
                    self.call(state, &held, arguments, at)
                }
            }
        }
    }

    /// The same methods on a container that came from elsewhere: `self.subs.append(sub)`.
    pub(super) fn container_of_sym(
        &mut self,
        state: &mut State,
        sym: &Arc<Sym>,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Option<Called> {
        let receiver = Value::Sym(sym.clone());
        let carries = |state: &State| {
            let mut found = std::collections::BTreeSet::new();
            arguments.iter().for_each(|it| super::reach::reach(state, &it.value, &mut found, 4));
            // What it is lent the caller knows.
            let lent = |it: &Argument| matches!(&it.value, Value::Sym(sym) if sym.steps.is_empty() && matches!(sym.root, Root::Param(_)));
            // What it opens later is kept there, too.
            let class = |it: &Argument| match &it.value {
                Value::Obj(id) => state.heap.get(id).and_then(|it| it.class),
                _ => None,
            };
            let owns = |it: &Argument| class(it).is_some_and(|it| self.program.is_owner(it));
            !found.is_empty() || arguments.iter().any(|it| lent(it) || owns(it))
        };
        match &**name {
            "values" | "copy" if arguments.is_empty() => Some(Called::quiet(state.clone(), receiver)),
            "items" if arguments.is_empty() => {
                Some(Called::quiet(state.clone(), Value::Pairs(Arc::new(receiver))))
            }
            "append" | "add" | "appendleft" | "put" | "put_nowait" | "extend" | "insert" | "setdefault"
            | "push" | "set"
                if carries(state) =>
            {
                let called = self.container_method(state.clone(), &receiver, name, arguments, at);
                Some(called)
            }
            "empty" if !sym.is_opaque() && arguments.is_empty() => {
                let answers = self.decide(state.clone(), &receiver);
                let ok = answers.into_iter().map(|(full, state)| (state, Value::Const(Const::Bool(!full))));
                Some(Called { ok: ok.collect(), raise: vec![] })
            }
            name if gives_element(name, self.knowledge.is_rust) && !sym.is_opaque() => {
                let value = self.field(state, &receiver, &Step::Element);
                if takes_out(name, arguments) {
                    self.note_taken(state, &receiver, &value, at);
                }
                let value = if name == "popitem" { self.item(state, value, at) } else { value };
                Some(Called::loud(state.clone(), value))
            }
            _ => None,
        }
    }

    /// What `popitem()` gives: a key and the value.
    pub(super) fn item(&mut self, state: &mut State, value: Value, at: Point) -> Value {
        let id = self.object(at, 8);
        let fields = [(Step::At(Const::Int(0)), Value::Unknown), (Step::At(Const::Int(1)), value)];
        state.heap.insert(id, Object { fields: fields.into(), ..Object::default() });
        Value::Obj(id)
    }
}

/// Whether what such a method gives is not in the container any more.
fn takes_out(method: &str, arguments: &[Argument]) -> bool {
    // `queue.get(timeout=1)` takes, `subs.get(name)` lends.
    let names_key =
        |it: &Argument| it.kind == Passed::Positional && !matches!(it.value, Value::Const(Const::Bool(_)));
    let is_lookup = method == "get" && arguments.iter().any(names_key);
    !is_lookup
        && !matches!(method, "get_mut" | "next")
        && !["first", "last", "front", "back"]
            .iter()
            .any(|it| method.strip_suffix("_mut").unwrap_or(method) == *it)
}

/// Whether a method of containers lends or takes out an element, and no connection has a method of that name.
fn gives_element(method: &str, is_rust: bool) -> bool {
    let of_both = matches!(method, "pop" | "popleft" | "popitem" | "get" | "get_nowait");
    of_both
        || is_rust
            && matches!(
                method,
                "remove"
                    | "swap_remove"
                    | "remove_entry"
                    | "pop_front"
                    | "pop_back"
                    | "pop_first"
                    | "pop_last"
                    | "get_mut"
                    | "first"
                    | "last"
                    | "front"
                    | "back"
                    | "first_mut"
                    | "last_mut"
                    | "front_mut"
                    | "back_mut"
            )
}
