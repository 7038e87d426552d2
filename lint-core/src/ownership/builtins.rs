//! What Python's own functions and containers do with the values that pass through them.

use std::sync::Arc;

use super::Run;
use super::call::Called;
use super::state::{Fields, Object, State};
use super::value::{Argument, INDICES, LENGTH, Passed, Point, Step, Value};
use crate::ir::{ClassId, Const, Def, Name};
use crate::knowledge::Closing;

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
        self.note_close_outside(path);
        // `bt.Subtensor.close(sub)`
        if let (Some((class, method)), Some((first, rest))) = (path.rsplit_once('.'), arguments.split_first())
            && self.knowledge.is_closer(method)
            && self.knowledge.opener(class).is_some()
        {
            return self.call_method(state, &first.value, &method.into(), rest, at);
        }
        let first = arguments.first().map(|it| it.value.clone());
        let name = path.strip_prefix("builtins.").unwrap_or(path);
        match (name, first) {
            ("getattr", Some(object)) => self.getattr(state, &object, arguments, at),
            ("setattr", Some(object)) => {
                if let (Some(name), Some(value)) = (arguments.get(1), arguments.get(2)) {
                    let steps = attributes_named(&name.value);
                    for step in &steps {
                        // One of several is meant: the others keep what they have.
                        let before = (steps.len() > 1).then(|| self.field(&state, &object, step));
                        let before = before.filter(|it| !self.direct(it).is_empty());
                        let all = before.into_iter().chain([value.value.clone()]).collect();
                        self.store(&mut state, &object, step, Value::any(all), at);
                    }
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
                Value::Sym(_) | Value::Any(_) => Called::quiet(state, object),
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
            // Whoever leaves something out leaves out what is not there: `filter(None, (self.main, self.archive))`.
            ("filter", Some(_)) if arguments.len() == 2 => Called::loud(state, arguments[1].value.clone()),
            ("itertools.chain", Some(_)) => self.keywords(state, arguments, at),
            ("next" | "anext", Some(object)) => {
                let value = Value::any(self.elements(&state, &object));
                Called::loud(state, value)
            }
            ("range", Some(Value::Const(_))) => self.range(state, arguments, at),
            // `for at in range(len(subs)): subs[at].close()` goes round as often as there are elements.
            ("range", Some(Value::Bound(all, name))) if *name == *LENGTH && arguments.len() == 1 => {
                Called::quiet(state, Value::Bound(all, INDICES.into()))
            }
            ("len", Some(all @ (Value::Obj(_) | Value::Sym(_)))) => {
                Called::quiet(state, Value::Bound(Arc::new(all), LENGTH.into()))
            }
            ("enumerate", Some(object)) => Called::quiet(state, Value::Pairs(Arc::new(object))),
            ("zip", Some(_)) => self.zip(state, arguments, at),
            ("dict" | "collections.OrderedDict", _) => self.dictionary(state, arguments, at),
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
                "list" | "tuple" | "set" | "collections.deque" | "types.SimpleNamespace" | "threading.local",
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

    pub(super) fn quiet_opaque(&mut self, mut state: State, at: Point) -> Called {
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

    /// Whether an object has an attribute; one of several counts if it is there, since the others are tried in turn:
    /// `for name in ("aclose", "close"): if hasattr(it, name): …`.
    fn hasattr(&mut self, state: State, object: &Value, arguments: &[Argument], at: Point) -> Called {
        let Some(asked) = arguments.get(1) else { return self.quiet_opaque(state, at) };
        if matches!(&asked.value, Value::Const(Const::Str(it)) if &**it == "__await__") {
            return self.ask_async(state, object, at);
        }
        let names = attributes_named(&asked.value);
        let found: Vec<Value> = names.iter().filter_map(|it| self.has(&state, object, it)).collect();
        let there = Value::Const(Const::Bool(true));
        match found {
            all if all.is_empty() => self.quiet_opaque(state, at),
            all if all.contains(&there) => Called::quiet(state, there),
            all => Called::quiet(state, Value::any(all)),
        }
    }

    /// Whether an object has an attribute, or what is there, which goes together well enough; None if nobody knows.
    fn has(&mut self, state: &State, object: &Value, step: &Step) -> Option<Value> {
        let Step::Attr(name) = step else { return None };
        let there = match object {
            Value::Conn(conn) => self.has_member(state, *conn, name),
            Value::Const(Const::None) => return Some(Value::Const(Const::Bool(false))),
            Value::Obj(id) => {
                let object = state.heap.get(id)?;
                let method = object.class.and_then(|it| self.program.project.method(it, name));
                object.fields.contains_key(step) || method.is_some()
            }
            Value::Sym(_) => match self.field(state, object, step) {
                found @ (Value::Sym(_) | Value::Const(_)) => return Some(found),
                _ => true,
            },
            _ => false,
        };
        there.then_some(Value::Const(Const::Bool(true)))
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

    /// `dict(zip(names, subs))`: of pairs the second ones are kept.
    fn dictionary(&mut self, mut state: State, arguments: &[Argument], at: Point) -> Called {
        let (list, mut arguments) = (self.object(at, 7), arguments.to_vec());
        let second = |state: &State, it: &Value| match it {
            Value::Obj(id) => {
                let of = state.heap.get(id).filter(|it| it.class.is_none());
                of.and_then(|it| it.fields.get(&Step::At(Const::Int(1))).cloned())
            }
            _ => None,
        };
        if let Some(first) = arguments.first_mut().filter(|it| it.kind == Passed::Positional) {
            let elements = self.elements(&state, &first.value);
            let seconds: Vec<Value> = elements.iter().filter_map(|it| second(&state, it)).collect();
            if !seconds.is_empty() {
                let fields = [(Step::Element, Value::any(seconds))].into();
                state.heap.insert(list, Object { fields, open_ended: true, ..Object::default() });
                first.value = Value::Obj(list);
            }
        }
        self.keywords(state, &arguments, at)
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
}

/// The attributes that a value may name; one that nobody knows is any of them.
fn attributes_named(name: &Value) -> Vec<Step> {
    let step = |it: &Value| match it {
        Value::Const(Const::Str(name)) => Step::Attr(name.clone()),
        _ => Step::Element,
    };
    match name {
        Value::Any(all) if all.iter().all(|it| matches!(it, Value::Const(Const::Str(_)))) => {
            all.iter().map(step).collect()
        }
        one => vec![step(one)],
    }
}
