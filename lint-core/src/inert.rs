//! Bodies that cannot matter to a connection they are handed: they neither close nor keep nor return it.
//!
//! Most functions that are lent a connection only ask it something. One flow-insensitive look at each body finds
//! them ([`Sketch`]); their summaries say what they use, and no path of theirs is ever followed.
//! The answer is a least fixpoint over the call graph, by name where the class of a receiver is not known.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::dataflow::reverse_post_order;
use crate::ir::{Arg, ArgKind, Body, BodyKind, Const, Def, End, FnId, LocalId, Name, Op, Root};
use crate::knowledge::Knowledge;
use crate::lowered::Lowered;
use crate::ownership::state::State;
use crate::ownership::value::{Step, Sym, Value};
use crate::project::Project;
use crate::summary::{Outcome, Summary};

/// What one look at a body shows.
#[derive(Debug, Default)]
struct Sketch {
    /// It may close, keep, return or hand on something that it did not make.
    acts: bool,
    raises: bool,
    /// Functions of the program that get something it did not make, or that it hands on.
    callees: BTreeSet<FnId>,
    /// Methods called on something that it did not make and whose class the body does not show.
    methods: BTreeSet<Name>,
    used: BTreeSet<Sym>,
    /// What it passes to functions of the program, by parameter.
    passed: BTreeSet<(FnId, u32, Sym)>,
}

/// What is known so far; a body is looked at when somebody asks about it or about one that calls it.
#[derive(Debug, Default)]
pub(crate) struct Inertness {
    sketches: HashMap<FnId, Sketch>,
    /// Bodies whose callees have all been looked at, with the answer.
    acting: HashMap<FnId, bool>,
    used: BTreeMap<FnId, BTreeSet<Sym>>,
}

/// Where callees are found.
pub(crate) struct Surroundings<'a> {
    pub project: &'a Project,
    pub bodies: &'a Lowered<'a>,
    pub knowledge: &'a [Arc<Knowledge>],
    /// Groups of files that share imports.
    pub island: &'a [u32],
    /// All methods of an island with a name.
    pub methods: &'a HashMap<(u32, Name), Vec<FnId>>,
}

impl Inertness {
    /// Whether a body may matter to what it is handed.
    pub fn acts(&mut self, cx: &Surroundings<'_>, id: FnId) -> bool {
        if !self.acting.contains_key(&id) {
            self.explore(cx, id);
        }
        self.acting[&id]
    }

    /// The summary of a body that does not act.
    pub fn summary(&self, id: FnId) -> Summary {
        let used = self.used.get(&id).cloned().unwrap_or_default();
        let state = State { used: used.into_iter().collect(), ..State::default() };
        let outcome = Outcome { state, value: Value::Unknown, opened: BTreeMap::new() };
        let raises = self.sketches.get(&id).is_none_or(|it| it.raises).then(BTreeSet::new);
        Summary { outcomes: vec![outcome], raises, ..Summary::default() }
    }

    /// Whether the summary says no more than what is taken of a callee without one.
    pub fn is_plain(&self, id: FnId) -> bool {
        let raises = self.sketches.get(&id).is_none_or(|it| it.raises);
        raises && self.used.get(&id).is_some_and(|it| !it.is_empty())
    }

    /// Looks at everything that the body may call, and decides about all of it.
    fn explore(&mut self, cx: &Surroundings<'_>, id: FnId) {
        let mut found: BTreeSet<FnId> = [id].into();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let look = || Look::new(cx.project, cx.bodies.body(id), &cx.knowledge[id.file as usize]).sketch();
            let sketch = self.sketches.entry(id).or_insert_with(look);
            if sketch.acts {
                continue;
            }
            for it in callees(cx, id, sketch) {
                if !self.acting.contains_key(&it) && found.insert(it) {
                    todo.push(it);
                }
            }
        }
        let mut acting: BTreeSet<FnId> =
            found.iter().copied().filter(|it| self.sketches[it].acts).collect();
        let mut callers: HashMap<FnId, Vec<FnId>> = HashMap::new();
        for caller in &found {
            for it in callees(cx, *caller, &self.sketches[caller]) {
                match self.acting.get(&it) {
                    Some(true) => {
                        acting.insert(*caller);
                    }
                    Some(false) => {}
                    None => callers.entry(it).or_default().push(*caller),
                }
            }
        }
        let mut todo: Vec<FnId> = acting.iter().copied().collect();
        while let Some(id) = todo.pop() {
            for it in callers.get(&id).into_iter().flatten() {
                if acting.insert(*it) {
                    todo.push(*it);
                }
            }
        }
        self.spread_uses(found.iter().copied().filter(|it| !acting.contains(it)).collect());
        self.acting.extend(found.iter().map(|it| (*it, acting.contains(it))));
    }

    /// What a callee uses of its parameters, its caller uses too.
    fn spread_uses(&mut self, inert: Vec<FnId>) {
        for id in &inert {
            self.used.insert(*id, self.sketches[id].used.clone());
        }
        let mut changed = true;
        while changed {
            changed = false;
            for id in &inert {
                for (callee, at, sym) in &self.sketches[id].passed {
                    let root = Root::Param(*at);
                    let uses = self.used.get(callee).is_none_or(|all| all.iter().any(|it| it.root == root));
                    if uses {
                        changed |= self.used.entry(*id).or_default().insert(sym.clone());
                    }
                }
            }
        }
    }
}

/// The bodies that a body may call with something it did not make.
fn callees<'s>(cx: &'s Surroundings<'_>, id: FnId, sketch: &'s Sketch) -> impl Iterator<Item = FnId> + 's {
    let island = cx.island[id.file as usize];
    let named = sketch.methods.iter().filter_map(move |it| cx.methods.get(&(island, it.clone()))).flatten();
    sketch.callees.iter().chain(named).copied()
}

/// One look at a body, in progress.
struct Look<'a> {
    project: &'a Project,
    body: &'a Body,
    knowledge: &'a Knowledge,
    sketch: Sketch,
    /// What a variable may hold that the body did not make.
    origins: Vec<Vec<Sym>>,
    /// Variables whose value was computed from such a thing.
    derived: Vec<bool>,
    defs: HashMap<LocalId, &'a Def>,
    attributes: HashMap<LocalId, (LocalId, &'a Name)>,
}

/// More origins of one variable than this are not told apart.
const MAX_ORIGINS: usize = 3;

impl<'a> Look<'a> {
    fn new(project: &'a Project, body: &'a Body, knowledge: &'a Knowledge) -> Look<'a> {
        Look {
            project,
            body,
            knowledge,
            sketch: Sketch::default(),
            origins: vec![vec![]; body.locals.len()],
            derived: vec![false; body.locals.len()],
            defs: HashMap::new(),
            attributes: HashMap::new(),
        }
    }

    fn sketch(mut self) -> Sketch {
        let body = self.body;
        let traits = &body.traits;
        if body.kind != BodyKind::Function || traits.is_generator || traits.is_context_manager {
            self.sketch.acts = true;
            return self.sketch;
        }
        let blocks = reverse_post_order(body);
        let ends = |wanted: fn(&End) -> bool| blocks.iter().any(|it| wanted(&body.block(*it).end));
        // A function that never returns, or ends the process, says something about its callers' paths.
        if ends(|it| matches!(it, End::Halt)) || !ends(|it| matches!(it, End::Return { .. })) {
            self.sketch.acts = true;
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
            if self.sketch.acts {
                break;
            }
        }
        for block in &blocks {
            if let End::Return { value } = body.block(*block).end {
                self.sketch.acts |= self.is_foreign(value) || self.derived[value.0 as usize];
            }
        }
        self.sketch
    }

    fn origins(&self, local: LocalId) -> &[Sym] {
        &self.origins[local.0 as usize]
    }

    fn is_foreign(&self, local: LocalId) -> bool {
        !self.origins(local).is_empty()
    }

    fn add(&mut self, dst: LocalId, origins: impl IntoIterator<Item = Sym>) {
        let known = &mut self.origins[dst.0 as usize];
        for it in origins {
            if known.len() < MAX_ORIGINS && !known.contains(&it) {
                known.push(it);
            }
        }
    }

    fn flow(&mut self, dst: LocalId, src: LocalId) {
        let origins = self.origins(src).to_vec();
        self.add(dst, origins);
        self.derived[dst.0 as usize] |= self.derived[src.0 as usize];
    }

    fn op(&mut self, op: &'a Op) {
        match op {
            Op::Copy { dst, src } => {
                self.flow(*dst, *src);
                if let Some(def) = self.defs.get(src).copied() {
                    self.defs.insert(*dst, def);
                }
                if let Some(it) = self.attributes.get(src).copied() {
                    self.attributes.insert(*dst, it);
                }
            }
            Op::Await { dst, src } | Op::Iterate { dst, src } => self.flow(*dst, *src),
            Op::Item { dst, obj, .. } => self.flow(*dst, *obj),
            Op::Const { value: Const::Str(it), .. } => self.sketch.acts |= self.is_lifecycle(it),
            Op::Load { dst, def } => {
                self.defs.insert(*dst, def);
            }
            Op::LoadRoot { dst, root } => self.add(*dst, [Sym::root(root.clone())]),
            Op::Attr { dst, obj, name } => {
                self.sketch.acts |= self.is_lifecycle(name);
                self.attributes.insert(*dst, (*obj, name));
                let step = Step::Attr(name.clone());
                let reached: Vec<Sym> = self
                    .origins(*obj)
                    .iter()
                    .map(|it| it.child(step.clone()).unwrap_or_else(|| it.clone()))
                    .collect();
                self.add(*dst, reached);
            }
            Op::Pack { dst, items } => items.iter().for_each(|it| self.flow(*dst, it.1)),
            Op::Test { dst, operand, .. } => {
                self.derived[dst.0 as usize] |=
                    self.is_foreign(*operand) || self.derived[operand.0 as usize];
            }
            Op::StoreRoot { .. } => self.sketch.acts = true,
            Op::SetAttr { obj, src, .. } | Op::SetItem { obj, src, .. } => {
                let stores = self.is_foreign(*src) || self.defs.contains_key(src);
                self.sketch.acts |= stores && self.is_foreign(*obj);
                self.flow(*obj, *src);
            }
            Op::Enter { manager, .. } | Op::Exit { manager, .. } => {
                self.sketch.acts |= self.is_foreign(*manager);
            }
            Op::Yield { .. } | Op::YieldFrom { .. } => self.sketch.acts = true,
            Op::Call { dst, callee, args } => self.call(*dst, *callee, args),
            Op::Const { .. }
            | Op::Opaque { .. }
            | Op::Unbind { .. }
            | Op::Drop { .. }
            | Op::Believe { .. }
            | Op::Leave
            | Op::EndStatement => {}
        }
    }

    fn is_lifecycle(&self, name: &str) -> bool {
        self.knowledge.is_closer(name) || self.knowledge.is_connector(name)
    }

    fn call(&mut self, dst: LocalId, callee: LocalId, args: &'a [Arg]) {
        let lends = args.iter().any(|it| self.is_foreign(it.value));
        for it in args {
            // A function that is handed on may be called with what it captures.
            if let Some(Def::Function(id)) = self.defs.get(&it.value) {
                self.sketch.callees.insert(*id);
            }
            if let Some((object, name)) = self.attributes.get(&it.value).copied() {
                self.method(object, name);
            }
        }
        if let Some((object, name)) = self.attributes.get(&callee).copied() {
            if self.is_foreign(object) || lends {
                self.method(object, name);
                if lends && stores(name) {
                    self.sketch.acts |= self.is_foreign(object) || !is_container(name);
                    args.iter().for_each(|it| self.flow(object, it.value));
                }
            }
            self.sketch.used.extend(self.origins[object.0 as usize].iter().cloned());
            args.iter().for_each(|it| self.use_all(it.value));
        } else if let Some(def) = self.defs.get(&callee).copied() {
            self.call_def(dst, def, args, lends);
        } else {
            // A callback that was handed in, or what some expression yields.
            self.sketch.acts |= self.is_foreign(callee) || lends;
        }
    }

    fn use_all(&mut self, local: LocalId) {
        self.sketch.used.extend(self.origins[local.0 as usize].iter().cloned());
    }

    /// A method is called: of the body's own class it is known which, else only its name is.
    fn method(&mut self, object: LocalId, name: &'a Name) {
        let is_self = object == LocalId(0) && !self.body.traits.is_static;
        match self.body.class.filter(|_| is_self) {
            Some(class) => {
                let family = std::iter::once(class).chain(self.project.descendants(class));
                let found: Vec<FnId> = family.filter_map(|it| self.project.method(it, name)).collect();
                self.sketch.callees.extend(found);
            }
            None => {
                self.sketch.methods.insert(name.clone());
            }
        }
    }

    fn call_def(&mut self, dst: LocalId, def: &'a Def, args: &'a [Arg], lends: bool) {
        match def {
            Def::Function(id) => {
                // A function of the same file may capture what nobody passes to it.
                if lends || id.file == self.body.id.file {
                    self.sketch.callees.insert(*id);
                    self.pass(*id, args);
                }
            }
            Def::Class(id) if lends => {
                let project = self.project;
                let is_dataclass =
                    project.ancestors(*id).iter().any(|it| project.class(*it).dataclass_fields.is_some());
                self.sketch.acts |= is_dataclass || !project.external_bases(*id).is_empty();
                self.sketch.callees.extend(project.method(*id, "__init__"));
                args.iter().for_each(|it| self.flow(dst, it.value));
            }
            Def::External(path) if lends => self.call_external(dst, path, args),
            Def::OneOf(all) => all.iter().for_each(|it| self.call_def(dst, it, args, lends)),
            Def::Class(_) | Def::External(_) | Def::Module(_) => {}
        }
    }

    fn pass(&mut self, callee: FnId, args: &[Arg]) {
        for (at, it) in args.iter().enumerate() {
            let at = match &it.kind {
                ArgKind::Positional => at as u32,
                // Which parameter a name or a star fills is not worth the search: it is used.
                ArgKind::Keyword(_) | ArgKind::Spread | ArgKind::KeywordSpread => {
                    self.use_all(it.value);
                    continue;
                }
            };
            let passed = self.origins[it.value.0 as usize].iter().map(|sym| (callee, at, sym.clone()));
            self.sketch.passed.extend(passed);
        }
    }

    fn call_external(&mut self, dst: LocalId, path: &str, args: &[Arg]) {
        let knowledge = self.knowledge;
        let matters = knowledge.opener(path).is_some()
            || knowledge.implicit(path).is_some()
            || !knowledge.callee(path).is_empty();
        let name = path.strip_prefix("builtins.").unwrap_or(path);
        match name {
            _ if matters => self.sketch.acts = true,
            "print" | "len" | "repr" | "str" | "id" | "type" => {}
            "setattr" | "functools.partial" | "atexit.register" => self.sketch.acts = true,
            _ if name.starts_with("contextlib.") || name.starts_with("weakref.") => self.sketch.acts = true,
            // Builtins may return what they are handed, or an answer about it.
            _ if !name.contains('.') || name.starts_with("inspect.") => {
                args.iter().for_each(|it| self.flow(dst, it.value));
            }
            _ => args.iter().for_each(|it| self.use_all(it.value)),
        }
    }
}

/// Methods that keep what they are handed in whatever they are called on, or run it.
fn stores(method: &str) -> bool {
    is_container(method)
        || matches!(
            method,
            "callback"
                | "register"
                | "submit"
                | "run_in_executor"
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
        )
}

/// Methods that put what they are handed into a container.
fn is_container(method: &str) -> bool {
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
