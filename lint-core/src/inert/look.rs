//! One look at a body: where its values come from, and what becomes of its parameters.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::{ALL, At, Call, ELSEWHERE, Mask, Sketch, add_all, bit};
use crate::dataflow::reverse_post_order;
use crate::ir::{Arg, ArgKind, Body, BodyKind, Const, Def, End, FnId, LocalId, Name, Op, Root};
use crate::knowledge::Knowledge;
use crate::ownership::asyncio::runs_a_coroutine;
use crate::ownership::value::{Step, Sym};
use crate::project::Project;

/// A body with a variable of more origins than this counts as acting on everything.
const MAX_ORIGINS: usize = 4;

/// The same for the calls whose results a variable may hold.
const MAX_RESULTS: usize = 12;

/// One look at a body, in progress.
pub(super) struct Look<'a> {
    project: &'a Project,
    body: &'a Body,
    knowledge: &'a Knowledge,
    sketch: Sketch,
    /// What a variable may hold that the body did not make.
    origins: Vec<Vec<Sym>>,
    /// What a variable's value was computed from.
    derived: Vec<Mask>,
    /// Calls whose result a variable may hold, with what went into them.
    results: Vec<Vec<(Call, Mask)>>,
    defs: HashMap<LocalId, Cow<'a, Def>>,
    attributes: HashMap<LocalId, (LocalId, &'a Name)>,
    /// Variables that hold None or a new container: a field that is set to one loses what it held. Or a flag, by which
    /// another method may know whether to close.
    blanks: BTreeSet<LocalId>,
}

impl<'a> Look<'a> {
    pub(super) fn new(project: &'a Project, body: &'a Body, knowledge: &'a Knowledge) -> Look<'a> {
        Look {
            project,
            body,
            knowledge,
            sketch: Sketch::default(),
            origins: vec![vec![]; body.locals.len()],
            derived: vec![0; body.locals.len()],
            results: vec![vec![]; body.locals.len()],
            defs: HashMap::new(),
            attributes: HashMap::new(),
            blanks: BTreeSet::new(),
        }
    }

    pub(super) fn sketch(mut self) -> Sketch {
        let body = self.body;
        let traits = &body.traits;
        let blocks = reverse_post_order(body);
        let ends = |wanted: fn(&End) -> bool| blocks.iter().any(|it| wanted(&body.block(*it).end));
        // A function that never returns, or ends the process, says something about its callers' paths.
        if body.kind != BodyKind::Function
            || traits.is_generator
            || traits.is_context_manager
            || ends(|it| matches!(it, End::Halt))
            || !ends(|it| matches!(it, End::Return { .. }))
        {
            self.sketch.acts = ALL;
            self.sketch.gives = ALL;
            return self.sketch;
        }
        self.sketch.raises = ends(|it| matches!(it, End::Raise));
        for (at, _) in body.params.iter().enumerate().filter(|it| !it.1.is_plain) {
            self.origins[at].push(Sym::root(Root::Param(at as u32)));
        }
        // Twice, for what loops carry back.
        for _ in 0..2 {
            for block in &blocks {
                let block = body.block(*block);
                for point in &block.points {
                    self.op(&point.op);
                }
                if let End::Next { iter, dst, .. } = block.end {
                    self.flow(dst, iter);
                }
            }
        }
        for block in &blocks {
            if let End::Return { value } = body.block(*block).end {
                self.sketch.gives |= self.roots(value) | self.derived[value.0 as usize];
                self.sketch.results_returned.extend(self.results[value.0 as usize].iter().cloned());
            }
        }
        self.sketch
    }

    /// The parameters that a variable's value may come from.
    fn roots(&self, local: LocalId) -> Mask {
        let root = |sym: &Sym| match &sym.root {
            Root::Param(at) => bit(*at),
            Root::Global(..) | Root::Captured(..) | Root::Class(_) | Root::Opaque(..) => ELSEWHERE,
        };
        self.origins[local.0 as usize].iter().fold(0, |all, it| all | root(it))
    }

    /// The same, calls that it went through included.
    fn sources(&self, local: LocalId) -> Mask {
        self.results[local.0 as usize].iter().fold(self.roots(local), |all, it| all | it.1)
    }

    /// Whether a variable holds the object whose method this is, or one of its fields.
    fn is_within_self(&self, local: LocalId) -> bool {
        let near = |it: &Sym| it.root == Root::Param(0) && it.steps.len() < 2;
        self.body.class.is_some() && self.origins[local.0 as usize].iter().any(near)
    }

    fn is_foreign(&self, local: LocalId) -> bool {
        !self.origins[local.0 as usize].is_empty()
    }

    fn add(&mut self, dst: LocalId, origins: impl IntoIterator<Item = Sym>) {
        if !add_all(&mut self.origins[dst.0 as usize], origins, MAX_ORIGINS) {
            self.sketch.acts = ALL;
        }
    }

    fn flow(&mut self, dst: LocalId, src: LocalId) {
        if dst == src {
            return;
        }
        let origins = self.origins[src.0 as usize].clone();
        self.add(dst, origins);
        self.derived[dst.0 as usize] |= self.derived[src.0 as usize];
        let results = self.results[src.0 as usize].clone();
        self.add_results(dst, results);
    }

    fn add_results(&mut self, dst: LocalId, calls: impl IntoIterator<Item = (Call, Mask)>) {
        if !add_all(&mut self.results[dst.0 as usize], calls, MAX_RESULTS) {
            self.sketch.acts = ALL;
        }
    }

    fn op(&mut self, op: &'a Op) {
        match op {
            Op::Copy { dst, src } | Op::Move { dst, src } => {
                self.flow(*dst, *src);
                if let Some(def) = self.defs.get(src).cloned() {
                    self.defs.insert(*dst, def);
                }
                if let Some(it) = self.attributes.get(src).copied() {
                    self.attributes.insert(*dst, it);
                }
                if matches!(op, Op::Move { .. }) && self.blanks.contains(src) {
                    self.blanks.insert(*dst);
                }
            }
            Op::Await { dst, src } | Op::Iterate { dst, src } => self.flow(*dst, *src),
            Op::Item { dst, obj, .. } => self.flow(*dst, *obj),
            Op::Load { dst, def } => {
                self.defs.insert(*dst, Cow::Borrowed(def));
            }
            Op::LoadRoot { dst, root } => self.add(*dst, [Sym::root(root.clone())]),
            Op::Attr { dst, obj, name } => {
                if self.is_lifecycle(name) {
                    self.sketch.acts |= self.sources(*obj);
                }
                if self.project.is_request(name) {
                    self.use_all(*obj);
                }
                // What a module of the program has is known: `chain.close(sub)`.
                let module = self.defs.get(obj).filter(|it| matches!(***it, Def::Module(_)));
                if let Some(def) = module.and_then(|it| self.project.attribute(it, name)) {
                    self.defs.insert(*dst, Cow::Owned(def));
                    return;
                }
                self.attributes.insert(*dst, (*obj, name));
                let sources = self.sources(*obj);
                if sources != 0 {
                    *self.sketch.fields.entry(name.clone()).or_default() |= sources;
                }
                let step = Step::Attr(name.clone());
                let child = |it: &Sym| it.child(step.clone()).unwrap_or_else(|| it.clone());
                let reached: Vec<Sym> = self.origins[obj.0 as usize].iter().map(child).collect();
                self.add(*dst, reached);
                let results = self.results[obj.0 as usize].clone();
                self.add_results(*dst, results);
            }
            Op::Pack { dst, items } => {
                items.iter().for_each(|it| self.flow(*dst, it.1));
                if items.is_empty() {
                    self.blanks.insert(*dst);
                }
            }
            Op::Const { dst, value: Const::None | Const::Bool(_) } => {
                self.blanks.insert(*dst);
            }
            Op::Test { dst, operand, .. } => {
                self.derived[dst.0 as usize] |= self.roots(*operand) | self.derived[operand.0 as usize];
            }
            Op::StoreRoot { src, .. } => self.sketch.acts |= ELSEWHERE | self.sources(*src),
            Op::SetAttr { obj, src, .. } | Op::SetItem { obj, src, .. } => {
                let (object, value) = (self.roots(*obj), self.roots(*src));
                if let (Op::SetAttr { name, .. }, true) = (op, object != 0) {
                    *self.sketch.fields.entry(name.clone()).or_default() |= object;
                }
                let empties = self.blanks.contains(src) && self.is_within_self(*obj);
                let stores = value != 0 || empties || self.defs.contains_key(src);
                if stores && object != 0 {
                    self.sketch.acts |= object | value;
                }
                if object != 0 {
                    let results = self.results[src.0 as usize].iter();
                    self.sketch.results_kept.extend(results.map(|it| (it.0.clone(), it.1 | object)));
                }
                self.flow(*obj, *src);
            }
            Op::Enter { manager, .. } | Op::Exit { manager, .. } => {
                self.sketch.acts |= self.roots(*manager);
                self.sketch.results_kept.extend(self.results[manager.0 as usize].iter().cloned());
            }
            Op::Yield { src, .. } | Op::YieldFrom { src, .. } => self.sketch.acts |= self.sources(*src),
            Op::Call { dst, callee, args } => self.call(*dst, *callee, args),
            Op::Const { .. }
            | Op::Opaque { .. }
            | Op::Unbind { .. }
            | Op::Drop { .. }
            | Op::MoveOut { .. }
            | Op::EndTemps { .. }
            | Op::EndScope { .. }
            | Op::Believe { .. }
            | Op::TakeOut { .. }
            | Op::Leave
            | Op::EndStatement => {}
        }
    }

    fn is_lifecycle(&self, name: &str) -> bool {
        let knowledge = self.knowledge;
        knowledge.is_closer(name) || knowledge.is_connector(name) || knowledge.hands_on(name)
    }

    fn call(&mut self, dst: LocalId, callee: LocalId, args: &'a [Arg]) {
        let lent = args.iter().fold(0, |all, it| all | self.sources(it.value));
        if !matches!(self.defs.get(&callee).map(Cow::as_ref), Some(Def::Function(_) | Def::Class(_))) {
            let given = args.iter().filter(|it| it.moved);
            self.sketch.acts |= given.fold(0, |all, it| all | self.sources(it.value));
        }
        for it in args {
            // A function that is handed on may be called with what it captures.
            if let Some(Def::Function(id)) = self.defs.get(&it.value).map(Cow::as_ref).cloned() {
                let mask = if self.is_nested(id) { ALL } else { lent | ELSEWHERE };
                self.sketch.passes.insert((Call::Function(id), At::Any, mask));
            }
            if let Some((object, name)) = self.attributes.get(&it.value).copied() {
                let mask = self.sources(object);
                for call in self.methods(object, name) {
                    self.sketch.passes.insert((call, At::Any, mask));
                }
            }
        }
        if let Some((object, name)) = self.attributes.get(&callee).copied() {
            let receiver = self.sources(object);
            let holder = self.defs.get(&object).cloned();
            if let Some(Def::Class(class)) = holder.as_deref() {
                // `Base.close(self)`.
                if let Some(id) = self.project.method(*class, name) {
                    self.pass(&Call::Function(id), 0, args);
                    self.add_results(dst, [(Call::Function(id), lent)]);
                }
            } else if let (Some(Def::External(module)), true) = (holder.as_deref(), lent != 0) {
                self.call_external(dst, &format!("{module}.{name}"), args, lent);
            } else if receiver | lent != 0 {
                for call in self.methods(object, name) {
                    if let (Call::Function(id), true) = (&call, object == LocalId(0)) {
                        self.sketch.own_methods.insert(*id);
                    }
                    if receiver != 0 {
                        self.sketch.passes.insert((call.clone(), At::Position(0), receiver));
                    }
                    self.pass(&call, 1, args);
                    self.add_results(dst, [(call, receiver | lent)]);
                }
                if lent != 0 && stores(name) {
                    if self.is_foreign(object) || !is_container(name) {
                        self.sketch.acts |= receiver | lent;
                    }
                    args.iter().for_each(|it| self.flow(object, it.value));
                }
            }
            self.use_all(object);
            args.iter().for_each(|it| self.use_all(it.value));
        } else if let Some(def) = self.defs.get(&callee).cloned() {
            self.call_def(dst, &def, args, lent);
        } else {
            // A callback that was handed in, or what some expression yields.
            self.sketch.acts |= self.sources(callee) | lent;
        }
    }

    /// Whether the function stands in the same outermost function, so that it may capture what this one has.
    fn is_nested(&self, id: FnId) -> bool {
        self.project.are_nested(id, self.body.id)
    }

    fn use_all(&mut self, local: LocalId) {
        self.sketch.used.extend(self.origins[local.0 as usize].iter().cloned());
    }

    /// What a method call may reach: of the body's own class it is known, else only the name is.
    fn methods(&self, object: LocalId, name: &'a Name) -> Vec<Call> {
        let is_self = object == LocalId(0) && !self.body.traits.is_static;
        match self.body.class.filter(|_| is_self) {
            Some(class) => {
                let family = std::iter::once(class).chain(self.project.descendants(class));
                let found: BTreeSet<FnId> = family.filter_map(|it| self.project.method(it, name)).collect();
                found.into_iter().map(Call::Function).collect()
            }
            None => vec![Call::Method(name.clone())],
        }
    }

    fn call_def(&mut self, dst: LocalId, def: &Def, args: &'a [Arg], lent: Mask) {
        match def {
            Def::Function(id) => {
                let call = Call::Function(*id);
                // It may capture what nobody passes to it.
                let mask = if self.is_nested(*id) { ALL } else { ELSEWHERE };
                self.sketch.passes.insert((call.clone(), At::Elsewhere, mask));
                self.pass(&call, 0, args);
                self.add_results(dst, [(call, lent | ELSEWHERE)]);
            }
            Def::Class(id) if lent != 0 => {
                let project = self.project;
                let is_dataclass =
                    project.ancestors(*id).iter().any(|it| project.class(*it).dataclass_fields.is_some());
                if is_dataclass || !project.external_bases(*id).is_empty() {
                    self.sketch.acts |= lent;
                }
                if let Some(init) = project.method(*id, "__init__") {
                    self.pass(&Call::Function(init), 1, args);
                }
                args.iter().for_each(|it| self.flow(dst, it.value));
            }
            // What is called on it is called on the body's own object.
            Def::External(path) if &**path == "builtins.super" && self.body.class.is_some() => {
                self.add(dst, [Sym::root(Root::Param(0))]);
            }
            Def::External(path) if lent != 0 => self.call_external(dst, path, args, lent),
            Def::OneOf(all) => all.iter().for_each(|it| self.call_def(dst, it, args, lent)),
            Def::Class(_) | Def::External(_) | Def::Module(_) => {}
        }
    }

    /// Notes what arguments are passed for which parameters; the first `skip` are taken.
    fn pass(&mut self, call: &Call, skip: u32, args: &[Arg]) {
        for (at, it) in args.iter().enumerate() {
            let mask = self.sources(it.value);
            if mask == 0 {
                continue;
            }
            let position = at as u32 + skip;
            let at = match &it.kind {
                ArgKind::Positional => At::Position(position),
                ArgKind::Keyword(name) => At::Keyword(name.clone()),
                ArgKind::Spread | ArgKind::KeywordSpread => At::Any,
            };
            match (call, &at) {
                (Call::Function(id), At::Position(at)) => {
                    let origins = self.origins[it.value.0 as usize].iter();
                    self.sketch.passed.extend(origins.map(|sym| (*id, *at, sym.clone())));
                }
                // Which parameter a name or a star fills is not worth the search: it is used.
                _ => self.use_all(it.value),
            }
            self.sketch.passes.insert((call.clone(), at, mask));
        }
    }

    fn call_external(&mut self, dst: LocalId, path: &str, args: &[Arg], lent: Mask) {
        let knowledge = self.knowledge;
        let matters = knowledge.opener(path).is_some()
            || knowledge.implicit(path).is_some()
            || !knowledge.callee(path).is_empty();
        let name = path.strip_prefix("builtins.").unwrap_or(path);
        match name {
            _ if matters => self.sketch.acts |= lent,
            "print" | "len" | "repr" | "str" | "id" | "type" => {}
            "setattr" | "functools.partial" | "atexit.register" => self.sketch.acts |= lent,
            _ if name.starts_with("contextlib.") || name.starts_with("weakref.") => {
                self.sketch.acts |= lent;
            }
            // They run a coroutine, and give what that returns.
            _ if name == "asyncio.gather" || runs_a_coroutine(name) => {
                self.sketch.acts |= lent;
                args.iter().for_each(|it| self.flow(dst, it.value));
            }
            // Builtins may return what they are handed, or an answer about it.
            _ if !name.contains('.') || name.starts_with("inspect.") => {
                args.iter().for_each(|it| self.flow(dst, it.value));
            }
            _ => args.iter().for_each(|it| self.use_all(it.value)),
        }
    }
}

/// Methods that keep what they are handed in whatever they are called on, or run it.
pub(super) fn stores(method: &str) -> bool {
    is_container(method)
        || matches!(
            method,
            "callback"
                | "register"
                | "submit"
                | "run_in_executor"
                | "run_until_complete"
                | "create_task"
                | "enter_context"
                | "enter_async_context"
                | "push_async_exit"
                | "push_async_callback"
                | "addCleanup"
                | "addAsyncCleanup"
                | "addClassCleanup"
                | "addfinalizer"
                | "enterContext"
                | "enterAsyncContext"
                | "enterClassContext"
                | "with_resource"
        )
}

/// Methods that put what they are handed into a container.
pub(super) fn is_container(method: &str) -> bool {
    matches!(
        method,
        "append"
            | "appendleft"
            | "add"
            | "insert"
            | "extend"
            | "update"
            | "setdefault"
            | "put"
            | "put_nowait"
            | "push"
            | "set"
    )
}
