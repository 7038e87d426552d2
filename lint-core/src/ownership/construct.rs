//! Making instances, and opening connections.

use std::sync::Arc;

use super::Run;
use super::call::{Called, find, replace};
use super::state::{Object, Phase, State};
use super::value::{Argument, Deferred, Passed, Point, SiteId, Step, Value};
use crate::facts::{Site, SiteKind};
use crate::ir::{ClassId, Const, Def, End, FnId, Name, Op};
use crate::profile::{AfterClose, ArgumentTest, Opens, Positional, Resource, Seen, Test};

impl Run<'_> {
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
    pub(super) fn instantiate(
        &mut self,
        mut state: State,
        class: ClassId,
        arguments: &[Argument],
        at: Point,
    ) -> Called {
        if let Some(conn) = self.rebuilt(&state, arguments) {
            return Called::quiet(state, Value::Conn(conn));
        }
        let project = self.program.project;
        if project.external_bases(class).iter().any(|it| it.ends_with(".TypedDict")) {
            return self.keywords(state, arguments, at);
        }
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
    pub(super) fn field_default(
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
        let file = self.body.id.file;
        let is_it = |it: &Name| &**it == last || &**it == first || self.is_package_in(file, it);
        self.body.traits.patched.iter().any(|it| &**it == "*" || is_it(it))
    }

    /// Whether a fake stands where a function or class of the program was, or where what it opens was.
    pub(super) fn is_faked(&self, callee: FnId, opener: FnId) -> bool {
        let project = self.program.project;
        let class = self.program.body(callee).class.map(|it| &project.class(it).name);
        let is_it = |it: &Name| {
            it == project.function_name(callee)
                || class == Some(it)
                || self.knowledge.is_opener_name(it)
                || self.knowledge.is_package(it)
                || self.is_package_in(opener.file, it)
        };
        self.body.traits.patched.iter().any(|it| &**it == "*" || is_it(it))
    }

    /// Whether a file calls a package of openers by the name: `import bittensor as bt`.
    fn is_package_in(&self, file: u32, name: &Name) -> bool {
        match self.program.project.resolve_name(file, name) {
            Some(Def::External(path)) => self.knowledge.is_package(&path),
            _ => false,
        }
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
}
