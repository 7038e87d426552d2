//! Calls: which code a callee value stands for, and what becomes of the connections that are handed to it.

use std::sync::Arc;

use super::state::{Object, State};
use super::value::{Argument, Deferred, Passed, Point, Step, Sym, Value};
use super::{MAX_CALL_DEPTH, Run};
use crate::ir::{Const, Def, FnId, ParamKind};

/// The states behind a call with its value, and those in which it raised.
#[derive(Default)]
pub(super) struct Called {
    pub(super) ok: Vec<(State, Value)>,
    pub(super) raise: Vec<State>,
}

impl Called {
    /// A call that cannot raise.
    pub(super) fn quiet(state: State, value: Value) -> Called {
        Called { ok: vec![(state, value)], raise: vec![] }
    }

    /// A call that may raise and changes nothing.
    pub(super) fn loud(state: State, value: Value) -> Called {
        Called { raise: vec![state.clone()], ok: vec![(state, value)] }
    }
}

impl Run<'_> {
    pub(super) fn call(&mut self, state: State, callee: &Value, arguments: &[Argument], at: Point) -> Called {
        if self.depth >= MAX_CALL_DEPTH {
            return self.unknown_call(state, arguments, at);
        }
        self.depth += 1;
        let called = self.call_inner(state, callee, arguments, at);
        self.depth -= 1;
        called
    }

    fn call_inner(&mut self, state: State, callee: &Value, arguments: &[Argument], at: Point) -> Called {
        match callee {
            Value::Any(all) => self.each(&state, all, |run, state, it| run.call(state, it, arguments, at)),
            Value::Def(def) => self.call_def(state, def, arguments, at),
            Value::Bound(receiver, name) => self.call_method(state, receiver, name, arguments, at),
            Value::Part(conn, path) => self.conn_method(state, *conn, path, arguments, at),
            Value::Instance(..) => self.unknown_call(state, arguments, at),
            Value::Partial(callee, first) => {
                let all: Vec<Argument> = first.iter().chain(arguments).cloned().collect();
                self.call(state, callee, &all, at)
            }
            Value::Sym(sym) => self.call_sym(state, sym, arguments, at),
            _ => self.unknown_call(state, arguments, at),
        }
    }

    fn call_def(&mut self, state: State, def: &Def, arguments: &[Argument], at: Point) -> Called {
        match def {
            Def::Function(id) => {
                if self.knowledge.is_rust && self.program.body(*id).class.is_some() {
                    let name = self.program.project.function_name(*id).clone();
                    if let Some(called) = self.method_by_path(&state, &name, arguments, at) {
                        return called;
                    }
                }
                self.call_function(state, *id, None, arguments, at)
            }
            Def::Class(id) => self.instantiate(state, *id, arguments, at),
            Def::External(path) => self.call_external(state, path, arguments, at),
            Def::OneOf(all) => {
                let mut called = Called::default();
                for it in all {
                    let one = self.call_def(state.clone(), it, arguments, at);
                    called.ok.extend(one.ok);
                    called.raise.extend(one.raise);
                }
                called
            }
            Def::Module(_) => self.unknown_call(state, arguments, at),
        }
    }

    /// A callee that nobody knows borrows what it is handed.
    pub(super) fn unknown_call(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        if self.knowledge.is_rust {
            return self.give_to_unknown(state, arguments, at);
        }
        Run::may_fill(&mut state, arguments);
        self.consume_all(&mut state, arguments, at);
        // What was handed over to be closed is handed over, even if the callee raises.
        let raise = vec![state.clone()];
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise }
    }

    /// Whoever is handed an empty container may put something into it.
    pub(super) fn may_fill(state: &mut State, arguments: &[Argument]) {
        for it in arguments {
            let Value::Obj(id) = &it.value else { continue };
            let is_empty = |it: &Object| it.class.is_none() && it.fields.is_empty() && !it.open_ended;
            if state.heap.get(id).is_some_and(is_empty)
                && let Some(container) = state.heap.get_mut(id)
            {
                container.open_ended = true;
            }
        }
    }

    /// A function of the program: run now, or when its coroutine is awaited or its block entered.
    pub(super) fn call_function(
        &mut self,
        mut state: State,
        id: FnId,
        receiver: Option<&Value>,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        Run::may_fill(&mut state, arguments);
        let traits = &self.program.body(id).traits;
        if traits.is_context_manager {
            let first =
                receiver.map(|it| Argument { kind: Passed::Positional, value: it.clone(), moved: false });
            let all: Vec<Argument> = first.into_iter().chain(arguments.iter().cloned()).collect();
            return Called::loud(state, Value::Managed(id, Arc::new(all)));
        }
        if traits.is_cached || traits.is_fixture {
            let raise = vec![state.clone()];
            let value = match traits.is_cached {
                true => Value::sym(Sym::root(super::exits::cache(self.program.body(id)))),
                false => Run::opaque(&mut state, at),
            };
            return Called { ok: vec![(state, value)], raise };
        }
        if traits.is_async && !traits.is_generator {
            let deferred = Deferred::Call {
                function: id,
                receiver: receiver.cloned(),
                arguments: arguments.to_vec(),
                at,
            };
            return Called::quiet(state, Value::Coroutine(Arc::new(deferred)));
        }
        self.apply(state, id, receiver, arguments, at)
    }

    /// A symbol for the result of calling a symbol, so that a summary can be told what it turned out to be.
    pub(super) fn result_of(&mut self, state: &mut State, callee: Option<Sym>, at: Point) -> Value {
        match callee.and_then(|it| it.child(Step::Call)) {
            Some(it) if !it.is_opaque() => Value::sym(it),
            _ => Run::opaque(state, at),
        }
    }

    fn call_sym(&mut self, mut state: State, sym: &Arc<Sym>, arguments: &[Argument], at: Point) -> Called {
        // `self.sub.close()` and `callback()`: the last attribute is the method.
        if let Some((Step::Attr(name), rest)) = sym.steps.split_last() {
            let owner = Arc::new(Sym { root: sym.root.clone(), steps: rest.to_vec() });
            return self.sym_method(state, &owner, name, arguments, at);
        }
        let raise = vec![state.clone()];
        if !sym.is_opaque() {
            self.note_event(&mut state, sym, "", false);
        }
        self.lend_all(&mut state, arguments, at);
        let value = match sym.child(Step::Call) {
            Some(it) if !it.is_opaque() => Value::sym(it),
            _ => Run::opaque(&mut state, at),
        };
        Called { ok: vec![(state, value)], raise }
    }

    /// The values of a function's parameters.
    pub(super) fn parameters(
        &mut self,
        state: &mut State,
        id: FnId,
        receiver: Option<&Value>,
        arguments: &[Argument],
        at: Point,
    ) -> Vec<Value> {
        let body = self.program.body(id);
        let has_spread = arguments.iter().any(|it| it.kind == Passed::Spread);
        let mut positional = receiver.into_iter().cloned().collect::<Vec<Value>>();
        // `close_all(*subs)`: how many these are nobody knows.
        let mut spread = vec![];
        for it in arguments {
            match it.kind {
                Passed::Positional => positional.push(it.value.clone()),
                Passed::Spread => spread.extend(self.elements(state, &it.value)),
                Passed::Keyword(_) => {}
            }
        }
        let mut next = 0;
        let mut values = Vec::new();
        for (index, param) in body.params.iter().enumerate() {
            let by_name = arguments
                .iter()
                .find(|it| it.kind == Passed::Keyword(param.name.clone()))
                .map(|it| it.value.clone());
            let value = match param.kind {
                ParamKind::Rest => {
                    let rest = positional.get(next..).unwrap_or_default().to_vec();
                    next = positional.len();
                    self.rest(state, rest, std::mem::take(&mut spread), at, index as u32)
                }
                ParamKind::KeywordRest => Value::Unknown,
                ParamKind::Positional if by_name.is_none() && next < positional.len() => {
                    next += 1;
                    positional[next - 1].clone()
                }
                ParamKind::Positional | ParamKind::KeywordOnly => match (by_name, &param.default) {
                    (Some(it), _) => it,
                    (None, Some(_)) if !has_spread && param.default_def.is_some() => {
                        param.default_def.clone().map_or(Value::Unknown, Value::Def)
                    }
                    (None, Some(default)) if !has_spread => Value::Const(default.clone()),
                    (None, _) => Value::Unknown,
                },
            };
            values.push(value);
        }
        values
    }

    fn rest(
        &mut self,
        state: &mut State,
        values: Vec<Value>,
        spread: Vec<Value>,
        at: Point,
        nth: u32,
    ) -> Value {
        let id = self.object(at, 100 + nth);
        let known = values.into_iter().enumerate().map(|(at, it)| (Step::At(Const::Int(at as i64)), it));
        let open_ended = !spread.is_empty();
        let others = open_ended.then(|| (Step::Element, Value::any(spread)));
        let fields = known.chain(others).filter(|it| !open_ended || it.1 != Value::Unknown).collect();
        state.heap.insert(id, Object { fields, open_ended, ..Object::default() });
        Value::Obj(id)
    }
}

/// The argument for a parameter known by keyword and position.
pub(super) fn find<'v>(arguments: &'v [Argument], name: &str, position: Option<usize>) -> Option<&'v Value> {
    let by_name = arguments.iter().find(|it| matches!(&it.kind, Passed::Keyword(key) if &**key == name));
    let by_position = || {
        let before_spread = arguments.iter().take_while(|it| it.kind == Passed::Positional);
        before_spread.into_iter().nth(position?)
    };
    by_name.or_else(by_position).map(|it| &it.value)
}

/// Every place that holds one value holds another instead.
pub(super) fn replace(state: &mut State, from: &Value, to: &Value) {
    let change = |value: &mut Value| {
        if value == from {
            *value = to.clone();
        }
        if let Value::Any(all) = value {
            *value = Value::any(all.iter().map(|it| if it == from { to } else { it }.clone()).collect());
        }
    };
    state.env.values_mut().chain(state.writes.values_mut()).chain(state.roots.values_mut()).for_each(change);
    for object in state.heap.values_mut() {
        object.fields.values_mut().for_each(change);
    }
}
