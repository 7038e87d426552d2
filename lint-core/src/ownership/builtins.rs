//! What Python's own functions and containers do with the values that pass through them.

use std::sync::Arc;

use super::Run;
use super::call::{Called, find};
use super::state::{Fields, Object, Phase, State};
use super::value::{Argument, Deferred, Passed, Point, Step, Sym, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::{ClassId, Const, Def, Name, Root};
use crate::knowledge::Closing;
use crate::profile::{ArgumentTest, CalleeEffect, Scope, Style, Test};

impl Run<'_> {
    /// A callable outside the program, by dotted path.
    pub(super) fn call_external(
        &mut self,
        mut state: State,
        path: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        if self.knowledge.is_neutral(path) {
            return self.unknown_call(state, arguments, at);
        }
        if self.knowledge.opener(path).is_some() {
            return self.open_external(state, path, arguments, at, false);
        }
        if self.knowledge.implicit(path).is_some() {
            return self.open_implicit(state, path, arguments, at);
        }
        if !self.knowledge.callee(path).is_empty() {
            return self.known_callee(state, path, arguments, at);
        }
        if self.knowledge.is_rust {
            return self.call_of_crate(state, path, arguments, at);
        }
        let first = arguments.first().map(|it| it.value.clone());
        let name = path.strip_prefix("builtins.").unwrap_or(path);
        match (name, first) {
            ("getattr", Some(object)) => self.getattr(state, &object, arguments, at),
            ("setattr", Some(object)) => {
                if let (Some(Value::Const(Const::Str(name))), Some(value)) =
                    (arguments.get(1).map(|it| &it.value), arguments.get(2).map(|it| it.value.clone()))
                {
                    self.store(&mut state, &object, &Step::Attr(name.clone()), value, at);
                }
                Called::quiet(state, Value::Const(Const::None))
            }
            ("vars", Some(object)) => Called::quiet(state, super::namespace::namespace(object)),
            ("hasattr", Some(object)) => self.hasattr(state, &object, arguments, at),
            ("callable", Some(object)) => match object {
                Value::Part(..) | Value::Def(_) | Value::Bound(..) => {
                    Called::quiet(state, Value::Const(Const::Bool(true)))
                }
                Value::Const(_) => Called::quiet(state, Value::Const(Const::Bool(false))),
                Value::Sym(_) => Called::quiet(state, object),
                _ => self.quiet_opaque(state, at),
            },
            ("importlib.import_module" | "__import__", Some(Value::Const(Const::Str(name)))) => {
                let level = name.bytes().take_while(|it| *it == b'.').count();
                let parts = name[level..].split('.').filter(|it| !it.is_empty()).map(Name::from).collect();
                let path = crate::project::ImportPath { level, parts };
                match self.program.project.import(self.body.id.file, &path) {
                    Some(def) => Called::loud(state, Value::Def(def)),
                    None => self.unknown_call(state, arguments, at),
                }
            }
            ("bool", Some(object)) => Called::quiet(state, object),
            (
                "inspect.iscoroutinefunction"
                | "asyncio.iscoroutinefunction"
                | "inspect.isawaitable"
                | "asyncio.iscoroutine"
                | "inspect.iscoroutine",
                Some(object),
            ) => self.ask_async(state, &object, at),
            ("isinstance", Some(object)) => self.isinstance(state, &object, arguments, at),
            ("object.__new__", Some(_)) => self.bare_instance(state, None, arguments, at),
            ("super", _) => match self.own_class() {
                Some(class) => Called::quiet(state, Value::Super(class)),
                None => self.quiet_opaque(state, at),
            },
            (
                "list" | "tuple" | "set" | "sorted" | "reversed" | "iter" | "frozenset" | "aiter",
                Some(object),
            ) => Called::loud(state, object),
            ("next" | "anext", Some(object)) => {
                let value = Value::any(self.elements(&state, &object));
                Called::loud(state, value)
            }
            ("range", Some(Value::Const(_))) => self.range(state, arguments, at),
            ("enumerate", Some(object)) => Called::quiet(state, Value::Pairs(Arc::new(object))),
            ("zip", Some(_)) => self.zip(state, arguments, at),
            ("dict", _) => self.keywords(state, arguments, at),
            // Lazy, but whoever writes it wants it run.
            ("map", Some(callee)) if arguments.len() == 2 => {
                let elements = self.elements(&state, &arguments[1].value);
                let element =
                    Argument { kind: Passed::Positional, value: Value::any(elements), moved: false };
                let mut called = self.call(state, &callee, &[element], at);
                self.collect_yields(&mut called, at);
                called
            }
            (
                "list"
                | "tuple"
                | "set"
                | "collections.deque"
                | "collections.OrderedDict"
                | "types.SimpleNamespace"
                | "threading.local",
                None,
            ) => self.keywords(state, arguments, at),
            // Their arguments are sizes.
            (
                "queue.Queue"
                | "queue.LifoQueue"
                | "queue.PriorityQueue"
                | "queue.SimpleQueue"
                | "asyncio.Queue"
                | "asyncio.LifoQueue"
                | "asyncio.PriorityQueue"
                | "multiprocessing.Queue"
                | "multiprocessing.SimpleQueue"
                | "multiprocessing.JoinableQueue",
                _,
            ) => self.keywords(state, &[], at),
            ("collections.deque", Some(_)) if arguments.iter().all(|it| it.kind != Passed::Positional) => {
                self.keywords(state, &[], at)
            }
            ("types.SimpleNamespace" | "argparse.Namespace", Some(_)) => self.keywords(state, arguments, at),
            ("functools.partial", Some(callee)) => {
                let rest = arguments[1..].to_vec();
                Called::quiet(state, Value::Partial(Arc::new(callee), Arc::new(rest)))
            }
            ("id" | "len" | "repr" | "str" | "type" | "isinstance" | "print", _) => {
                self.quiet_opaque(state, at)
            }
            // Clocks and numbers that are always there.
            (
                "time.time"
                | "time.time_ns"
                | "time.monotonic"
                | "time.monotonic_ns"
                | "time.perf_counter"
                | "time.perf_counter_ns"
                | "time.process_time"
                | "datetime.datetime.now"
                | "datetime.datetime.utcnow"
                | "datetime.date.today"
                | "os.getpid"
                | "threading.get_ident"
                | "threading.current_thread"
                | "uuid.uuid4",
                _,
            ) => self.quiet_opaque(state, at),
            ("asyncio.gather", _) => self.gather(state, arguments, at),
            _ => self.runner(state, path, arguments, at),
        }
    }

    fn quiet_opaque(&mut self, mut state: State, at: Point) -> Called {
        let value = Run::opaque(&mut state, at);
        Called::quiet(state, value)
    }

    /// The class around the body, also from within a nested function.
    fn own_class(&self) -> Option<ClassId> {
        self.body.class
    }

    pub(super) fn getattr(
        &mut self,
        mut state: State,
        object: &Value,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let name = match arguments.get(1).map(|it| &it.value) {
            Some(Value::Const(Const::Str(name))) => name,
            // `for name in ("sub", "archive"): getattr(self, name).close()`.
            Some(Value::Any(all)) if all.iter().all(|it| matches!(it, Value::Const(Const::Str(_)))) => {
                let names = all.iter().filter_map(|it| match it {
                    Value::Const(Const::Str(name)) => Some(Step::Attr(name.clone())),
                    _ => None,
                });
                let found = names.map(|it| self.field(&state, object, &it)).collect();
                return Called::quiet(state, Value::any(found));
            }
            _ => return self.unknown_call(state, arguments, at),
        };
        let step = Step::Attr(name.clone());
        let default = arguments.get(2).map(|it| it.value.clone());
        match (object, default) {
            // An unknown object may lack it: the default is a path of its own.
            (Value::Sym(_), Some(default)) => {
                let found = self.field(&state, object, &step);
                if let Value::Sym(_) = found {
                    return Called::quiet(state, found);
                }
                Called { ok: vec![(state.clone(), found), (state, default)], raise: vec![] }
            }
            (Value::Const(_), Some(default)) => Called::quiet(state, default),
            (Value::Part(conn, path), Some(default)) if !self.keeps_alive(&state, *conn, path) => {
                let found = self.field(&state, object, &step);
                Called { ok: vec![(state.clone(), found), (state, default)], raise: vec![] }
            }
            (Value::Unknown, _) => {
                let value = Run::opaque(&mut state, at);
                Called::quiet(state, value)
            }
            (Value::Conn(conn), Some(default)) if !self.has_member(&state, *conn, name) => {
                let found = self.field(&state, object, &step);
                Called { ok: vec![(state.clone(), found), (state, default)], raise: vec![] }
            }
            _ => {
                let found = self.field(&state, object, &step);
                Called::quiet(state, found)
            }
        }
    }

    /// Whether the resource surely has the attribute: it closes it, or shares the connection.
    fn has_member(&self, state: &State, conn: super::value::Conn, name: &str) -> bool {
        let id = self.resource_of(state, conn);
        self.knowledge.closes(id, name) != Closing::No || self.keeps_alive(state, conn, name)
    }

    fn hasattr(&mut self, state: State, object: &Value, arguments: &[Argument], at: Point) -> Called {
        let name = match arguments.get(1).map(|it| &it.value) {
            Some(Value::Const(Const::Str(it))) => it.clone(),
            _ => return self.quiet_opaque(state, at),
        };
        match object {
            Value::Conn(conn) if self.has_member(&state, *conn, &name) => {
                Called::quiet(state, Value::Const(Const::Bool(true)))
            }
            Value::Const(Const::None) => Called::quiet(state, Value::Const(Const::Bool(false))),
            Value::Obj(id) => {
                let known =
                    state.heap.get(id).is_some_and(|it| it.fields.contains_key(&Step::Attr(name.clone())));
                let class = state.heap.get(id).and_then(|it| it.class);
                let method = class.is_some_and(|it| self.program.project.method(it, &name).is_some());
                if known || method {
                    Called::quiet(state, Value::Const(Const::Bool(true)))
                } else {
                    self.quiet_opaque(state, at)
                }
            }
            Value::Sym(_) => {
                // Whether it is there and whether it is something go together well enough.
                let found = self.field(&state, object, &Step::Attr(name));
                match found {
                    Value::Sym(_) | Value::Const(_) => Called::quiet(state, found),
                    _ => Called::quiet(state, Value::Const(Const::Bool(true))),
                }
            }
            _ => self.quiet_opaque(state, at),
        }
    }

    /// Whether calling the value, or it itself, has to be awaited.
    pub(super) fn is_async(&self, state: &State, value: &Value) -> Option<bool> {
        match value {
            Value::Part(conn, path) => {
                let id = self.resource_of(state, *conn);
                Some(match self.knowledge.closes(id, path) {
                    Closing::Awaited => true,
                    Closing::Now => false,
                    Closing::No => self.knowledge.resource(id).style == Style::Async,
                })
            }
            Value::Def(Def::Function(id)) => Some(self.program.body(*id).traits.is_async),
            Value::Bound(object, name) => {
                let class = match &**object {
                    Value::Obj(id) => state.heap.get(id)?.class?,
                    Value::Sym(sym) => self.class_of(sym)?,
                    _ => return None,
                };
                Some(self.program.body(self.program.project.method(class, name)?).traits.is_async)
            }
            Value::Coroutine(_) => Some(true),
            Value::Const(_) | Value::Obj(_) => Some(false),
            _ => None,
        }
    }

    fn ask_async(&mut self, state: State, object: &Value, at: Point) -> Called {
        match self.field(&state, object, &Step::IsAsync) {
            Value::Unknown => self.quiet_opaque(state, at),
            it => Called::quiet(state, it),
        }
    }

    fn isinstance(&mut self, state: State, object: &Value, arguments: &[Argument], at: Point) -> Called {
        let class = arguments.get(1).map(|it| &it.value);
        match (object, class) {
            (Value::Conn(conn), Some(Value::Def(Def::External(path)))) => {
                let id = self.resource_of(&state, *conn);
                let same = self.knowledge.opener(path).is_some_and(|it| it.resource == id);
                // A string, number, container or exception of Python's own is no connection.
                let is_plain = path.strip_prefix("builtins.").is_some_and(|it| it != "object");
                if same || is_plain {
                    Called::quiet(state, Value::Const(Const::Bool(same)))
                } else {
                    self.quiet_opaque(state, at)
                }
            }
            (Value::Const(Const::None), _) => Called::quiet(state, Value::Const(Const::Bool(false))),
            _ => self.quiet_opaque(state, at),
        }
    }

    fn zip(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let (tuple, list) = (self.object(at, 4), self.object(at, 5));
        let mut fields = Fields::default();
        for (nth, it) in arguments.iter().enumerate() {
            let elements = self.elements(&state, &it.value);
            fields.insert(Step::At(Const::Int(nth as i64)), Value::any(elements));
        }
        state.heap.insert(tuple, Object { fields, ..Object::default() });
        let element = [(Step::Element, Value::Obj(tuple))];
        state.heap.insert(list, Object { fields: element.into(), open_ended: true, ..Object::default() });
        Called::quiet(state, Value::Obj(list))
    }

    /// A container made from keyword arguments and iterables.
    fn keywords(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
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
                    object.fields.insert(Step::Element, Value::any(all));
                }
            }
        }
        object.fields.retain(|_, it| *it != Value::Unknown);
        state.heap.insert(id, object);
        Called::loud(state, Value::Obj(id))
    }

    /// `asyncio.gather` schedules what it is handed: a close among it runs, whatever becomes of the rest.
    fn gather(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let mut all = Vec::new();
        for it in arguments.iter().filter(|it| !matches!(it.kind, Passed::Keyword(_))) {
            match it.kind {
                Passed::Spread => all.extend(self.elements(&state, &it.value)),
                Passed::Positional | Passed::Keyword(_) => all.push(it.value.clone()),
            }
        }
        let only_closes = !all.is_empty() && all.iter().all(is_end);
        for it in all.iter_mut().filter(|it| is_end(it)) {
            self.consume(&mut state, it, at);
            *it = super::transfer::ready(Value::Const(Const::None));
        }
        let raise = if only_closes { vec![] } else { vec![state.clone()] };
        Called { ok: vec![(state, Value::Coroutine(Arc::new(Deferred::All(all))))], raise }
    }

    /// Functions that run what they are handed: `asyncio.run(main(sub))`, `to_thread(open)`, `wait_for(close())`.
    fn runner(&mut self, mut state: State, path: &str, arguments: &[Argument], at: Point) -> Called {
        let last = path.rsplit('.').next().unwrap_or(path);
        let skip = usize::from(matches!(last, "run_in_executor"));
        let is_thread = matches!(
            last,
            "to_thread" | "run_in_executor" | "run_sync" | "submit" | "run_in_threadpool" | "call_soon"
        );
        if is_thread && let Some((callee, rest)) = arguments.get(skip..).and_then(<[Argument]>::split_first) {
            let callee = callee.value.clone();
            // An executor of its own may have a single thread, and tasks of the loop are none.
            let is_default = skip == 0 || matches!(arguments[0].value, Value::Const(Const::None));
            let is_submitted = is_default && last != "call_soon" && !path.contains("Process");
            let called = if is_submitted {
                self.call_in_thread(state, &callee, rest, at)
            } else {
                self.call(state, &callee, rest, at)
            };
            return wrap(called, last != "submit");
        }
        let later = LATER.contains(&last);
        let coroutine = arguments.iter().find(|it| matches!(it.value, Value::Coroutine(_)));
        if let Some(Argument { value: Value::Coroutine(it), .. }) = coroutine {
            let called = self.run(state, &it.clone(), at);
            return if later { wrap(called, true) } else { called };
        }
        // What the body itself was handed its caller knows: `def run(coro): return asyncio.run(coro)`.
        let first = arguments.first().filter(|_| runs_a_coroutine(path));
        if let Some(Argument { value: it @ Value::Sym(sym), .. }) = first
            && let (Root::Param(_), []) = (&sym.root, sym.steps.as_slice())
        {
            let called = self.await_value(state, &it.clone(), at);
            return if later { wrap(called, true) } else { called };
        }
        self.opaque_types.insert((at.block, at.index), path.into());
        if super::threads::waits(last) {
            Run::join_threads(&mut state);
        }
        let of_thread = match last {
            "Thread" | "Timer" => self.uses_of_thread(&state, arguments, at),
            _ => Default::default(),
        };
        self.run_with_arguments(&mut state, arguments, at);
        self.consume_all(&mut state, arguments, at);
        let raise = vec![state.clone()];
        self.share(&mut state, &of_thread, at);
        let lent: Vec<Value> = arguments.iter().map(|it| it.value.clone()).collect();
        let root = path.split('.').next().unwrap_or(path);
        if root != "builtins" && !self.knowledge.is_package(root) {
            Run::may_fill(&mut state, arguments);
            self.note_lent(&state, last, &lent);
        }
        let value = Run::opaque(&mut state, at);
        Called { ok: vec![(state, value)], raise }
    }

    /// `register(close, sub)` and `Thread(target=work, args=(sub,))`: the function is handed its arguments along.
    pub(super) fn run_with_arguments(&mut self, state: &mut State, arguments: &[Argument], at: Point) {
        let is_callable = |it: &Argument| matches!(it.value, Value::Def(Def::Function(_)) | Value::Bound(..));
        let Some(nth) = arguments.iter().position(is_callable) else { return };
        let callee = arguments[nth].value.clone();
        let rest: Vec<Argument> = match find(arguments, "args", None) {
            Some(tuple) => {
                let all = self.elements(state, tuple);
                all.into_iter()
                    .map(|value| Argument { kind: Passed::Positional, value, moved: false })
                    .collect()
            }
            None => arguments[nth + 1..].to_vec(),
        };
        if !rest.is_empty() {
            self.run_discharges(state, &callee, &rest, at);
        }
    }

    /// Somebody whom nobody knows is lent connections: a name that speaks of an end makes it doubtful that they
    /// stay open.
    pub(super) fn note_lent(&mut self, state: &State, callee: &str, values: &[Value]) {
        let mut found = std::collections::BTreeSet::new();
        values.iter().for_each(|it| super::place::reach(state, it, &mut found, 3));
        let ends = speaks_of_end(callee);
        self.record(|facts| {
            let sites = found.iter().map(|it| it.site);
            if ends { facts.maybe_closed.extend(sites) } else { facts.lent_unseen.extend(sites) }
        });
    }

    /// A method of an object that something outside the program made: a thread pool, a loop, an exit stack.
    pub(super) fn external_method(
        &mut self,
        state: State,
        class: &str,
        name: &Name,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let path = Name::from(format!("{class}.{name}"));
        if !self.knowledge.callee(&path).is_empty() {
            return self.known_callee(state, &path, arguments, at);
        }
        self.runner(state, &path, arguments, at)
    }

    /// A callable whose effect a profile states.
    fn known_callee(&mut self, mut state: State, path: &str, arguments: &[Argument], at: Point) -> Called {
        let knowledge = self.knowledge;
        let raise = vec![state.clone()];
        let mut result = None;
        if let (Some(it), Some((_, method))) = (arguments.first(), path.rsplit_once('.')) {
            self.check_scope(&state, method, &it.value, at);
        }
        for rule in knowledge.callee(path) {
            let values: Vec<Value> = match &rule.argument {
                Some(it) => find(arguments, &it.name, it.position).cloned().into_iter().collect(),
                None => arguments.iter().map(|it| it.value.clone()).collect(),
            };
            for value in values {
                match rule.effect {
                    CalleeEffect::Borrows => {}
                    CalleeEffect::Closes => {
                        for conn in self.direct(&value) {
                            self.discharge(&mut state, conn, Phase::Closed, at);
                        }
                    }
                    CalleeEffect::Takes => self.hand_over(&mut state, &value, at),
                    CalleeEffect::Scopes => result = Some(Value::Closing(Arc::new(value))),
                    CalleeEffect::Returns => result = Some(value),
                    CalleeEffect::ReturnsFirst => {
                        let tuple = self.object(at, 4);
                        let fields = [(Step::At(Const::Int(0)), value)].into();
                        state.heap.insert(tuple, Object { fields, open_ended: true, ..Object::default() });
                        result = Some(Value::Obj(tuple));
                    }
                    CalleeEffect::Copies => result = self.copied(&value),
                    CalleeEffect::Forgets => {
                        self.forget(&mut state, &value, path, at);
                        result = Some(value);
                    }
                }
            }
        }
        self.consume_all(&mut state, arguments, at);
        // What was handed over is off our hands even if that raises; `closing(…)` itself never does.
        let has = |effect| knowledge.callee(path).iter().any(|it| it.effect == effect);
        let raise = match () {
            () if has(CalleeEffect::Scopes) => vec![],
            () if has(CalleeEffect::Takes) => vec![state.clone()],
            () => raise,
        };
        let value = match result {
            Some(it) => it,
            None => Run::opaque(&mut state, at),
        };
        // What an async stack enters comes out of awaiting the call.
        let value = if path.ends_with("_async_context") || path.ends_with("AsyncContext") {
            Run::awaitable(value)
        } else {
            value
        };
        Called { ok: vec![(state, value)], raise }
    }

    /// What counts through given numbers is known not to be empty.
    fn range(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let number = |it: &Argument| match it.value {
            Value::Const(Const::Int(it)) => Some(it),
            _ => None,
        };
        let numbers: Option<Vec<i64>> = arguments.iter().map(number).collect();
        let has_some = match numbers.as_deref() {
            Some([end]) => *end > 0,
            Some([start, end]) => start < end,
            Some([start, end, step]) => *step > 0 && start < end,
            _ => false,
        };
        if !has_some {
            return self.unknown_call(state, arguments, at);
        }
        let id = self.object(at, 10);
        let fields = [(Step::Element, Value::Unknown)].into();
        state.heap.insert(id, Object { fields, open_ended: true, ..Object::default() });
        Called::quiet(state, Value::Obj(id))
    }

    /// `stack.enter_context(sub)` fails where `with sub` would.
    fn check_scope(&mut self, state: &State, method: &str, value: &Value, at: Point) {
        let scope = match method {
            "enter_context" | "enterContext" | "enterClassContext" | "enterModuleContext" => Scope::With,
            "enter_async_context" | "enterAsyncContext" => Scope::AsyncWith,
            _ => return,
        };
        for conn in self.direct(value) {
            let resource = self.resource_of(state, conn);
            if !self.knowledge.resource(resource).scope.contains(&scope) {
                self.record(|facts| {
                    facts.wrong_scopes.insert((at.span, conn.site));
                });
            }
        }
    }

    /// `stack.enter_context(sub)` on a stack that is not followed.
    pub(super) fn take_and_return(
        &mut self,
        mut state: State,
        method: &str,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        let value = arguments.first().map_or(Value::Unknown, |it| it.value.clone());
        self.check_scope(&state, method, &value, at);
        self.hand_over(&mut state, &value, at);
        let raise = vec![state.clone()];
        Called { ok: vec![(state.clone(), value.clone()), (state, Run::awaitable(value))], raise }
    }

    /// An SDK call that opens a connection of its own when it is given none.
    fn open_implicit(&mut self, mut state: State, path: &str, arguments: &[Argument], at: Point) -> Called {
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
    fn copied(&self, value: &Value) -> Option<Value> {
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
                "pop" | "popleft" | "popitem" | "get" | "get_nowait" | "pop_front" | "pop_back" | "remove"
                | "first" | "last" | "next" | "get_mut",
                first,
            ) => {
                let step = match first {
                    Some(Value::Const(it @ Const::Str(_))) => Step::At(it),
                    _ => Step::Element,
                };
                let value = self.field(&state, receiver, &step);
                if !matches!(&**name, "first" | "last" | "next" | "get_mut") {
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
            arguments.iter().for_each(|it| super::place::reach(state, &it.value, &mut found, 4));
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
            "pop" | "popleft" | "popitem" | "get" | "get_nowait" if !sym.is_opaque() => {
                let value = self.field(state, &receiver, &Step::Element);
                let value = if &**name == "popitem" { self.item(state, value, at) } else { value };
                Some(Called::loud(state.clone(), value))
            }
            _ => None,
        }
    }

    /// What `popitem()` gives: a key and the value.
    fn item(&mut self, state: &mut State, value: Value, at: Point) -> Value {
        let id = self.object(at, 8);
        let fields = [(Step::At(Const::Int(0)), Value::Unknown), (Step::At(Const::Int(1)), value)];
        state.heap.insert(id, Object { fields: fields.into(), ..Object::default() });
        Value::Obj(id)
    }
}

/// Whether a name says that something ends.
fn speaks_of_end(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "close",
        "shutdown",
        "shut_down",
        "cleanup",
        "clean_up",
        "dispose",
        "release",
        "disconnect",
        "teardown",
        "tear_down",
        "terminate",
        "destroy",
        "finalize",
        "stop",
    ];
    let name = name.to_ascii_lowercase();
    ENDS.iter().any(|it| name.contains(it))
}

/// Whether it is a close that is still to be awaited.
fn is_end(value: &Value) -> bool {
    match value {
        Value::Coroutine(it) => matches!(**it, Deferred::Close(..) | Deferred::Event { .. }),
        Value::Any(all) => all.iter().all(is_end),
        _ => false,
    }
}

/// What runs a coroutine, and gives something to await that gives its outcome.
const LATER: &[&str] =
    &["create_task", "ensure_future", "wait_for", "shield", "run_coroutine_threadsafe", "timeout"];

/// Whether a function of asyncio's runs the coroutine that it is handed first.
pub(crate) fn runs_a_coroutine(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    path.starts_with("asyncio.") && (LATER.contains(&last) || matches!(last, "run" | "run_until_complete"))
}

/// Results that come out of awaiting.
fn wrap(mut called: Called, awaited: bool) -> Called {
    if awaited {
        for (_, value) in &mut called.ok {
            if !matches!(value, Value::Coroutine(_)) {
                *value = super::transfer::ready(value.clone());
            }
        }
    }
    called
}

/// The connection that an implicit opener is given to use instead of one of its own.
fn lent<'v>(tests: &[ArgumentTest], arguments: &'v [Argument]) -> Option<&'v Value> {
    let test = tests.iter().find(|it| it.is == Test::Given)?;
    find(arguments, &test.name, test.position).filter(|it| !matches!(it, Value::Const(_)))
}
