//! Calls: which code a callee value stands for, and what becomes of the connections that are handed to it.

use std::sync::Arc;

use super::state::{Object, Phase, State};
use super::value::{Argument, Deferred, Passed, Point, SiteId, Step, Sym, Value};
use super::{MAX_CALL_DEPTH, Run};
use crate::facts::{Site, SiteKind};
use crate::ir::{ClassId, Const, Def, End, FnId, Name, Op, ParamKind};
use crate::profile::{AfterClose, ArgumentTest, Opens, Positional, Resource, Seen, Test};

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

    fn call_method(
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
            Value::Coroutine(_) if &**name == "result" => Called::loud(state, receiver.clone()),
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
    fn sym_method(
        &mut self,
        mut state: State,
        sym: &Arc<Sym>,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let receiver = Value::Sym(sym.clone());
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

    /// A symbol for the result of calling a symbol, so that a summary can be told what it turned out to be.
    fn result_of(&mut self, state: &mut State, callee: Option<Sym>, at: Point) -> Value {
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
        for base in bases {
            if !self.knowledge.callee(&format!("{base}.{name}")).is_empty() {
                return self.external_method(state, &base, name, arguments, at);
            }
        }
        let raise = vec![state.clone()];
        self.lend_all(&mut state, arguments, at);
        self.use_value(&mut state, receiver, at);
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise }
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

    /// `object.__new__(cls)`: an instance whose constructor has not run.
    pub(super) fn bare_instance(
        &mut self,
        mut state: State,
        class: Option<ClassId>,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let class = match arguments.first().map(|it| &it.value) {
            Some(Value::Def(Def::Class(it))) => Some(*it),
            _ => class,
        };
        match class {
            Some(class) => {
                let object = self.new_object(&mut state, class, at);
                Called::loud(state, object)
            }
            None => self.unknown_call(state, arguments, at),
        }
    }

    /// Makes an instance: the constructor runs on a new object.
    fn instantiate(&mut self, mut state: State, class: ClassId, arguments: &[Argument], at: Point) -> Called {
        if let Some(conn) = self.rebuilt(&state, arguments) {
            return Called::quiet(state, Value::Conn(conn));
        }
        let project = self.program.project;
        let init = project.method(class, "__init__");
        if let Some(path) = self.inherited_opener(class, init) {
            return self.open_external(state, &path, arguments, at, false);
        }
        let object = self.new_object(&mut state, class, at);
        let fields =
            project.ancestors(class).into_iter().find_map(|it| project.class(it).dataclass_fields.clone());
        if let (None, Some(fields)) = (init, fields) {
            return self.construct_dataclass(state, class, &object, &fields, arguments, at);
        }
        let Some(init) = init else {
            self.consume_all(&mut state, arguments, at);
            return if self.may_raise_here() {
                Called::loud(state, object)
            } else {
                Called::quiet(state, object)
            };
        };
        let mut called = self.apply(state, init, Some(&object), arguments, at);
        for (_, value) in &mut called.ok {
            *value = object.clone();
        }
        called
    }

    /// Whether what an operation raises goes anywhere: a copy of the state for nothing makes long tables slow.
    fn may_raise_here(&self) -> bool {
        matches!(self.body.block(self.here).end, End::Fallible { .. })
    }

    /// An instance without any field yet.
    fn new_object(&mut self, state: &mut State, class: ClassId, at: Point) -> Value {
        let id = self.object(at, 2);
        if let Some(before) = state.heap.remove(&id) {
            // The instance that the last iteration made here may still be held.
            let elder = self.object(at, 3);
            replace(state, &Value::Obj(id), &Value::Obj(elder));
            state.heap.insert(elder, before);
        }
        state.heap.insert(id, Object { class: Some(class), ..Object::default() });
        Value::Obj(id)
    }

    /// The SDK class that an instance of a project class opens like.
    fn inherited_opener(&self, class: ClassId, init: Option<FnId>) -> Option<Name> {
        let bases = self.program.project.external_bases(class);
        if bases.iter().any(|it| self.knowledge.is_neutral(it)) {
            return None;
        }
        let path =
            bases.into_iter().find(|it| self.knowledge.opener(it).is_some_and(|it| it.opener.class))?;
        let calls_base = init.is_none_or(|id| {
            let points = self.program.body(id).blocks.iter().flat_map(|it| &it.points);
            points.into_iter().any(|it| matches!(&it.op, Op::Attr { name, .. } if &**name == "__init__"))
        });
        calls_base.then_some(path)
    }

    fn construct_dataclass(
        &mut self,
        mut state: State,
        class: ClassId,
        object: &Value,
        fields: &[crate::project::Field],
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        // An opener that raises has opened nothing.
        let raise = if self.may_raise_here() { vec![state.clone()] } else { vec![] };
        let mut positional = arguments.iter().filter(|it| it.kind == Passed::Positional);
        for (nth, field) in fields.iter().enumerate() {
            let by_name = arguments.iter().find(|it| it.kind == Passed::Keyword(field.name.clone()));
            let given = by_name.or_else(|| positional.next()).map(|it| it.value.clone());
            let value = match (given, &field.factory) {
                (Some(it), _) => it,
                (None, Some((factory, _))) => {
                    self.field_default(&mut state, class, field, factory, at, nth as u32)
                }
                (None, None) => field.default.clone().map_or(Value::Unknown, Value::Const),
            };
            self.store(&mut state, object, &Step::Attr(field.name.clone()), value, at);
        }
        let Some(id) = self.program.project.method(class, "__post_init__") else {
            return Called { ok: vec![(state, object.clone())], raise };
        };
        let mut called = self.apply(state, id, Some(object), &[], at);
        called.ok.iter_mut().for_each(|it| it.1 = object.clone());
        called
    }

    /// `field(default_factory=bt.Subtensor)` opens one for each instance.
    fn field_default(
        &mut self,
        state: &mut State,
        class: ClassId,
        field: &crate::project::Field,
        factory: &crate::project::Meaning,
        at: Point,
        nth: u32,
    ) -> Value {
        let Some(Def::External(path)) = self.program.project.resolve(class.file, factory) else {
            return Value::Unknown;
        };
        let Some(known) = self.knowledge.opener(&path) else { return Value::Unknown };
        let resource = known.resource;
        let tag = vec![(class, Step::Attr(field.name.clone()))];
        let site = Site {
            span: at.span,
            kind: SiteKind::Owner(tag),
            resource,
            origin: None,
            callee: None,
            block: at.block,
            constant_arguments: true,
        };
        let phase = if self.knowledge.resource(resource).opens == Opens::Constructor {
            Phase::Open
        } else {
            Phase::Cold
        };
        let inner = (self.body.id, SiteId(u32::MAX - nth));
        let conn = self.open(state, at, Some(inner), site, phase);
        self.note_changes(conn.site, &path, &[]);
        Value::Conn(conn)
    }

    /// Opens what a profile's opener opens, unless the arguments say otherwise.
    pub(super) fn open_external(
        &mut self,
        mut state: State,
        path: &Name,
        arguments: &[Argument],
        at: Point,
        awaited: bool,
    ) -> Called {
        let knowledge = self.knowledge;
        let Some(known) = knowledge.opener(path) else { return self.unknown_call(state, arguments, at) };
        if self.is_patched(path) || known.opener.silent_if.iter().any(|it| self.holds(&state, it, arguments))
        {
            return self.unknown_call(state, arguments, at);
        }
        if known.opener.awaited && !awaited {
            let deferred = Deferred::Open { path: path.clone(), arguments: arguments.to_vec(), at };
            return Called::quiet(state, Value::Coroutine(Arc::new(deferred)));
        }
        let variant = known.variants.iter().find(|it| self.holds(&state, &it.0, arguments));
        let resource = variant.map_or(known.resource, |it| it.1);
        if let Some(wrapped) = &known.opener.wraps
            && let Some(it) = find(arguments, &wrapped.name, wrapped.position)
            && !matches!(it, Value::Const(Const::None))
        {
            // One connection, which now has the methods of what is around it.
            for conn in self.direct(it) {
                if let Some(status) = state.conns.get_mut(&conn) {
                    status.resource = resource;
                }
            }
            return Called::loud(state, it.clone());
        }
        let Resource { opens, after_close, .. } = *knowledge.resource(resource);
        let phase = match opens {
            // As good as one that was never connected.
            _ if known.opener.closed && after_close == AfterClose::Reopens => Phase::Cold,
            _ if known.opener.closed => Phase::Closed,
            _ if known.opener.connected || opens == Opens::Constructor => Phase::Open,
            _ => Phase::Cold,
        };
        let raise = vec![state.clone()];
        self.lend_all(&mut state, arguments, at);
        let constant_arguments = arguments.iter().all(|it| self.is_constant(&it.value));
        let site = Site {
            span: at.span,
            kind: SiteKind::Direct,
            resource,
            origin: None,
            callee: None,
            block: at.block,
            constant_arguments,
        };
        let conn = self.open(&mut state, at, None, site, phase);
        self.note_changes(conn.site, path, arguments);
        if phase != Phase::Closed {
            self.record(|facts| {
                facts.opened.insert(conn.site);
            });
        }
        let value = match known.opener.in_pair {
            true => self.pair(&mut state, Value::Conn(conn), at),
            false => Value::Conn(conn),
        };
        let mut ok = vec![(state, value)];
        if known.opener.fallible {
            // A `Result` without a connection in it.
            ok.extend(raise.iter().map(|it| (it.clone(), Value::Const(Const::None))));
        }
        Called { ok, raise }
    }

    /// Notes what the pinned version has changed about an opener that is called like this.
    pub(super) fn note_changes(&mut self, site: SiteId, path: &str, arguments: &[Argument]) {
        let is_seen = |it: &Positional| {
            let mut before_spread = arguments.iter().take_while(|it| it.kind == Passed::Positional);
            let value = before_spread.nth(it.position).map(|it| &it.value);
            value.is_some_and(|value| match it.is {
                Seen::Given => true,
                Seen::Text => matches!(value, Value::Const(Const::Str(_))),
                Seen::Flag => matches!(value, Value::Const(Const::Bool(_))),
                Seen::Connection => matches!(value, Value::Conn(_)),
            })
        };
        let knowledge = self.knowledge;
        for (change, note) in knowledge.changes(path) {
            if change.when.is_empty() || change.when.iter().any(is_seen) {
                self.record(|facts| {
                    let notes = facts.changes.entry(site).or_default();
                    if !notes.contains(note) {
                        notes.push(note.clone());
                    }
                });
            }
        }
    }

    fn is_constant(&self, value: &Value) -> bool {
        match value {
            Value::Const(_) | Value::Def(_) => true,
            // An element of something may be another one each time.
            Value::Sym(it) => !it.is_opaque() && !it.steps.contains(&Step::Element),
            _ => false,
        }
    }

    /// Whether a decorator, a fixture or an assignment has put a fake in the opener's place.
    pub(super) fn is_patched(&self, path: &str) -> bool {
        let last = path.rsplit('.').next().unwrap_or(path);
        let first = path.split('.').next().unwrap_or(path);
        self.body.traits.patched.iter().any(|it| &**it == last || &**it == first || &**it == "*")
    }

    /// Whether a fake stands where a function or class of the program was, or where what it opens was.
    pub(super) fn is_faked(&self, callee: FnId) -> bool {
        let project = self.program.project;
        let class = self.program.body(callee).class.map(|it| &project.class(it).name);
        let is_it = |it: &Name| {
            it == project.function_name(callee) || class == Some(it) || self.knowledge.is_opener_name(it)
        };
        self.body.traits.patched.iter().any(|it| &**it == "*" || is_it(it))
    }

    /// Whether a condition on an argument holds.
    pub(super) fn holds(&self, state: &State, test: &ArgumentTest, arguments: &[Argument]) -> bool {
        let Some(value) = find(arguments, &test.name, test.position) else { return false };
        match test.is {
            Test::Truthy => self.truth(state, value) == Some(true),
            Test::Falsy => self.truth(state, value) == Some(false),
            Test::Given => match value {
                Value::Sym(sym) => state.facts.get(sym).and_then(|it| it.none) != Some(true),
                it => *it != Value::Const(Const::None),
            },
            Test::HttpUrl => match value {
                Value::Const(Const::Str(it)) => it.starts_with("http://") || it.starts_with("https://"),
                _ => false,
            },
        }
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
        positional
            .extend(arguments.iter().filter(|it| it.kind == Passed::Positional).map(|it| it.value.clone()));
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
                    self.rest(state, rest, at, index as u32)
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

    fn rest(&mut self, state: &mut State, values: Vec<Value>, at: Point, nth: u32) -> Value {
        let id = self.object(at, 100 + nth);
        let fields = values.into_iter().enumerate().map(|(at, it)| (Step::At(Const::Int(at as i64)), it));
        state.heap.insert(id, Object { fields: fields.collect(), ..Object::default() });
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

/// Whether the method makes the instance that the constructor gets.
fn is_new(method: &str) -> bool {
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
