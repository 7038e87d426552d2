//! Calling methods: of connections, of objects, of symbols, and those that a base class has.

use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::state::State;
use super::value::{Argument, Deferred, Point, Step, Sym, Value};
use crate::ir::{ClassId, Def, FnId, Name};

impl Run<'_> {
    pub(super) fn call_method(
        &mut self,
        mut state: State,
        receiver: &Value,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        if self.knowledge.is_rust
            && let Some(called) = self.wrapper_method(&mut state, receiver, name, arguments, at)
        {
            return called;
        }
        if super::threads::waits(name) {
            Run::join_threads(&mut state);
        }
        match receiver {
            Value::Sym(sym) => self.sym_method(state, sym, name, arguments, at),
            Value::Obj(id) => match state.heap.get(id).and_then(|it| it.class) {
                Some(class) => self.class_method(state, receiver, class, name, arguments, at),
                None if let Some(held) = Run::held_by_variant(&state, *id) => {
                    self.method_of_variant(state, &held, name, arguments, at)
                }
                None => {
                    let called = self.container_method(state, receiver, name, arguments, at);
                    self.without_none(called, at)
                }
            },
            Value::Def(Def::Class(class)) => match self.program.project.method(*class, name) {
                // It is handed its class like any argument.
                Some(id) if is_new(name) => self.call_function(state, id, None, arguments, at),
                Some(id) => self.call_function(state, id, Some(receiver), arguments, at),
                None if is_new(name) => self.bare_instance(state, Some(*class), arguments, at),
                None => self.inherited_method(state, receiver, *class, name, arguments, at),
            },
            Value::Super(class) => self.super_method(state, *class, name, arguments, at),
            Value::Any(all) => {
                let bound: Vec<Value> = all.iter().map(|it| self.method_of(&state, it, name)).collect();
                self.each(&state, &bound, |run, state, it| run.call(state, it, arguments, at))
            }
            Value::Conn(conn) => self.conn_method(state, *conn, name, arguments, at),
            Value::Closing(inner) if matches!(&**name, "__enter__" | "close") => {
                let inner = (**inner).clone();
                self.consume(&mut state, &Value::Bound(Arc::new(inner.clone()), "close".into()), at);
                Called::loud(state, inner)
            }
            Value::Managed(id, first) => {
                let (id, first) = (*id, first.clone());
                self.managed_method(state, (id, &first), name, arguments, at)
            }
            Value::Instance(path, held) => {
                self.instance_method(state, receiver, (path, held.is_some()), name, arguments, at)
            }
            Value::Bound(..) if super::namespace::of_namespace(receiver).is_some() => {
                self.namespace_method(state, receiver, name, arguments, at)
            }
            Value::Coroutine(it) if super::threads::waits(name) => {
                Run::join_threads(&mut state);
                match &**it {
                    Deferred::Ready(result) if &**name == "result" => Called::loud(state, result.clone()),
                    _ => Called::loud(state, receiver.clone()),
                }
            }
            Value::Coroutine(deferred) if self.knowledge.is_rust => {
                self.give_future(&mut state, &deferred.clone(), at);
                self.give_to_unknown(state, arguments, at)
            }
            _ => self.unknown_call(state, arguments, at),
        }
    }

    fn method_of(&mut self, state: &State, receiver: &Value, name: &Name) -> Value {
        self.field(state, receiver, &Step::Attr(name.clone()))
    }

    /// A method of something symbolic: of a known class it is the program's, else it is an event.
    pub(super) fn sym_method(
        &mut self,
        mut state: State,
        sym: &Arc<Sym>,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let receiver = Value::Sym(sym.clone());
        // An event loop, wherever it is kept: `self.loop.run_until_complete(self.aclose())`.
        if &**name == "run_until_complete"
            && let Some(Value::Coroutine(it)) = arguments.first().map(|it| it.value.clone())
        {
            return self.run(state, &it, at);
        }
        if self.knowledge.is_rust
            && let Some(called) = self.wrapper_method(&mut state, &receiver, name, arguments, at)
        {
            return called;
        }
        // What ends a connection is what the caller wants to know, not what the code of that end does.
        let ends = |class| self.knowledge.is_closer(name) && self.program.project.crates.has_end(class);
        if let Some(class) = self.class_of(sym)
            && self.program.project.method(class, name).is_some()
            && !ends(class)
        {
            return self.class_method(state, &receiver, class, name, arguments, at);
        }
        if let Some(path) = self.opaque_type(sym).cloned() {
            self.note_close_by_key(&path, name);
            return self.external_method(state, &path, name, arguments, at);
        }
        if let Some(called) = self.container_of_sym(&mut state, sym, name, arguments, at) {
            return called;
        }
        if let ([it], true) = (arguments, self.knowledge.rejoins(name))
            && let Value::Conn(_) = it.value
        {
            return Called::quiet(state, it.value.clone());
        }
        let is_closer = self.knowledge.is_closer(name);
        if is_closer {
            self.foreign_closes.insert(at.span);
        }
        if self.knowledge.hands_on(name) {
            self.note_event(&mut state, sym, super::rust::MOVED, true);
        }
        self.note_event(&mut state, sym, name, false);
        if !is_closer && !self.knowledge.is_connector(name) {
            self.use_sym(&mut state, sym, at.span);
        }
        let lent: Vec<Value> = arguments.iter().map(|it| it.value.clone()).collect();
        self.note_lent(&state, name, &lent);
        self.lend_all(&mut state, arguments, at);
        let raise = if is_closer { vec![] } else { vec![state.clone()] };
        if takes_conn(name) {
            return self.take_and_return(state, name, arguments, at);
        }
        let value = if is_closer {
            Value::Coroutine(Arc::new(Deferred::Event { sym: (*sym).clone(), method: name.clone() }))
        } else {
            self.result_of(&mut state, sym.child(Step::Attr(name.clone())), at)
        };
        Called { ok: vec![(state, value)], raise }
    }

    /// A method of an instance of a project class, or of a subclass where only that one has it.
    fn class_method(
        &mut self,
        state: State,
        receiver: &Value,
        class: ClassId,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        if let Some(called) = self.overridden_method(&state, receiver, class, name, arguments, at) {
            return called;
        }
        if let Some(id) = self.program.project.method(class, name) {
            let is_static = self.program.body(id).traits.is_static;
            if let Value::Obj(object) = receiver
                && self.program.summary(id).is_some_and(|it| self.closes_own(&it))
            {
                self.ended.insert(*object);
            }
            let receiver = (!is_static).then_some(receiver);
            return self.call_function(state, id, receiver, arguments, at);
        }
        let value = self.field(&state, receiver, &Step::Attr(name.clone()));
        match value {
            Value::Bound(..) => self.inherited_method(state, receiver, class, name, arguments, at),
            value => self.call(state, &value, arguments, at),
        }
    }

    /// A method that a base outside the program has.
    fn inherited_method(
        &mut self,
        mut state: State,
        receiver: &Value,
        class: ClassId,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let bases = self.program.project.external_bases(class);
        if &**name == "start" && bases.iter().any(|it| super::threads::is_thread(it)) {
            self.start_thread(&mut state, receiver, class, at);
        }
        for base in &bases {
            if !self.knowledge.callee(&format!("{base}.{name}")).is_empty() {
                return self.external_method(state, base, name, arguments, at);
            }
        }
        if !bases.is_empty() && !bases.iter().any(|it| super::threads::is_thread(it)) && drives(name) {
            self.end_by_base(&mut state, receiver, class, at);
        }
        let raise = vec![state.clone()];
        self.lend_all(&mut state, arguments, at);
        self.use_value(&mut state, receiver, at);
        let value = match &**name {
            "__enter__" => receiver.clone(),
            "__aenter__" => Run::awaitable(receiver.clone()),
            _ => Run::opaque(&mut state, at),
        };
        Called { ok: vec![(state, value)], raise }
    }

    /// A base outside the program drives the object and may call, in the end, what the class has overridden:
    /// `class Bot(commands.Bot)` with a `close()` of its own, in `async with Bot() as bot`.
    fn end_by_base(&mut self, state: &mut State, receiver: &Value, class: ClassId, at: Point) {
        let project = self.program.project;
        let own = project.ancestors(class).into_iter().flat_map(|it| project.class(it).methods.iter());
        let ends: Vec<(Name, FnId)> = own
            .filter(|it| super::callees::speaks_of_end(it.0))
            .map(|(name, id)| (name.clone(), *id))
            .collect();
        for (name, id) in ends {
            self.consulted.insert(id);
            if self.program.summary(id).is_some_and(|it| self.closes_own(&it)) {
                let end = Value::Bound(Arc::new(receiver.clone()), name);
                self.run_discharges(state, &end, &[], at);
            }
        }
    }

    /// `super().method(…)`: the next class that has it.
    fn super_method(
        &mut self,
        state: State,
        class: ClassId,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let project = &self.program.project;
        let method = project
            .ancestors(class)
            .into_iter()
            .skip(1)
            .find_map(|it| project.class(it).methods.get(name).copied());
        let receiver = Value::sym(Sym::root(crate::ir::Root::Param(0)));
        match method {
            Some(id) if is_new(name) => self.call_function(state, id, None, arguments, at),
            Some(id) => self.call_function(state, id, Some(&receiver), arguments, at),
            None if is_new(name) => self.bare_instance(state, Some(class), arguments, at),
            None => self.unknown_call(state, arguments, at),
        }
    }
}

/// Whether a method of a base outside the program runs an object until it ends, or enters and leaves it.
fn drives(method: &str) -> bool {
    let runs = [
        "run",
        "start",
        "serve",
        "serve_forever",
        "run_forever",
        "run_polling",
        "launch",
        "main",
        "mainloop",
    ];
    runs.contains(&method) || matches!(method, "__exit__" | "__aexit__")
}

/// Whether the method makes the instance that the constructor gets.
pub(super) fn is_new(method: &str) -> bool {
    method == "__new__"
}

/// Methods of exit stacks and test cases, whatever the object is called.
fn takes_conn(method: &str) -> bool {
    matches!(
        method,
        "enter_context"
            | "enter_async_context"
            | "push_async_exit"
            | "enterContext"
            | "enterAsyncContext"
            | "enterClassContext"
            | "with_resource"
    )
}
