//! The program as a whole: its bodies, what is known of their names, and their summaries to a fixpoint.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::facts::Facts;
use crate::ir::Root;
use crate::ir::{Body, BodyKind, ClassId, Const, Def, FnId, LocalId, Name, Op};
use crate::knowledge::Knowledge;
use crate::ownership::value::{Step, Value};
use crate::ownership::{Judged, judge};
use crate::project::Project;
use crate::summary::Summary;

pub struct Program<'a> {
    pub project: &'a Project,
    bodies: &'a [Vec<Body>],
    knowledge: Vec<Arc<Knowledge>>,
    summaries: BTreeMap<FnId, Arc<Summary>>,
    /// Classes of the instances that fields and globals hold; `None` where there are several.
    field_classes: BTreeMap<(ClassId, Name), Option<ClassId>>,
    global_classes: BTreeMap<(u32, Name), Option<ClassId>>,
    /// Fields that hold what an implicit opener made without a connection to keep: `self.metagraph`.
    field_instances: BTreeMap<(ClassId, Name), Option<Name>>,
    /// Classes of the instances that parameters are called with.
    param_classes: BTreeMap<(FnId, u32), Option<ClassId>>,
    relevant_methods: BTreeSet<Name>,
    /// Fields that hold connections, with the classes that put them there, and those classes' families.
    owner_fields: BTreeMap<Name, BTreeSet<ClassId>>,
    owners: BTreeSet<ClassId>,
    told: BTreeSet<FnId>,
    /// Bodies that close something, or call a function that does, as far as names tell.
    may_close: BTreeSet<FnId>,
    /// Variables that nested functions refer to.
    captured: BTreeSet<(FnId, Name)>,
    /// Made-up summaries of bodies that cannot matter.
    inert: BTreeMap<FnId, Arc<Summary>>,
    island: Vec<u32>,
    dependencies: BTreeSet<FnId>,
}

/// A body is judged this often at most; then its summary is taken as it is.
const MAX_TURNS: usize = 8;

impl<'a> Program<'a> {
    pub fn new(project: &'a Project, bodies: &'a [Vec<Body>], knowledge: Vec<Arc<Knowledge>>) -> Program<'a> {
        Program {
            project,
            bodies,
            knowledge,
            summaries: BTreeMap::new(),
            field_classes: BTreeMap::new(),
            global_classes: BTreeMap::new(),
            field_instances: BTreeMap::new(),
            param_classes: BTreeMap::new(),
            relevant_methods: BTreeSet::new(),
            owner_fields: BTreeMap::new(),
            owners: BTreeSet::new(),
            told: BTreeSet::new(),
            may_close: BTreeSet::new(),
            captured: BTreeSet::new(),
            inert: BTreeMap::new(),
            island: project.islands(),
            dependencies: bodies.iter().flatten().flat_map(dependencies).collect(),
        }
    }

    pub fn body(&self, id: FnId) -> &'a Body {
        &self.bodies[id.file as usize][id.index as usize]
    }

    pub fn bodies(&self) -> impl Iterator<Item = &'a Body> {
        self.bodies.iter().flatten()
    }

    pub fn knowledge(&self, file: u32) -> &Knowledge {
        &self.knowledge[file as usize]
    }

    pub fn summary(&self, id: FnId) -> Option<Arc<Summary>> {
        self.summaries.get(&id).or_else(|| self.inert.get(&id)).cloned()
    }

    pub fn field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        self.project.family(class).into_iter().find_map(|it| {
            let annotated = self.project.class(it).field_types.get(field);
            match annotated.and_then(|meaning| self.project.resolve(it.file, meaning)) {
                Some(Def::Class(it)) => Some(it),
                _ => self.field_classes.get(&(it, field.clone())).copied().flatten(),
            }
        })
    }

    pub fn param_class(&self, function: FnId, at: u32) -> Option<ClassId> {
        self.param_classes.get(&(function, at)).copied().flatten()
    }

    /// The implicit opener whose result a field holds.
    pub fn field_instance(&self, class: ClassId, field: &Name) -> Option<Name> {
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_instances.get(&(it, field.clone())).cloned().flatten())
    }

    pub fn global_class(&self, file: u32, name: &Name) -> Option<ClassId> {
        self.global_classes.get(&(file, name.clone())).copied().flatten()
    }

    /// Whether calls of a method are worth remembering in a summary.
    pub fn is_relevant_method(&self, name: &str) -> bool {
        name.is_empty() || self.relevant_methods.contains(name)
    }

    /// Judges every body that may meet a connection, again and again until no summary changes.
    ///
    /// It begins with the bodies that open or close something by themselves; a summary that tells its callers
    /// anything brings in those who mention the function.
    pub fn solve(&mut self) -> BTreeMap<FnId, Facts> {
        let (mentioned, mut dirty) = self.index();
        let mut users: BTreeMap<FnId, BTreeSet<FnId>> = BTreeMap::new();
        let mut callees: BTreeMap<FnId, BTreeSet<FnId>> = BTreeMap::new();
        for (function, callers) in &mentioned.of_function {
            callers.iter().for_each(|it| {
                callees.entry(*it).or_default().insert(*function);
            });
        }
        let mut turns: BTreeMap<FnId, usize> = BTreeMap::new();
        let mut facts = BTreeMap::new();
        while !dirty.is_empty() {
            let order = next_in_line(&dirty, &callees);
            for id in &order {
                dirty.remove(id);
                *turns.entry(*id).or_default() += 1;
            }
            let this = &*self;
            let judged: Vec<Judged> =
                order.par_iter().map(|id| judge_guarded(this, this.body(*id))).collect();
            let mut news: BTreeSet<(u32, Name)> = BTreeSet::new();
            for (id, judged) in order.iter().zip(&judged) {
                for it in &judged.consulted {
                    users.entry(*it).or_default().insert(*id);
                    callees.entry(*id).or_default().insert(*it);
                }
            }
            for (id, judged) in order.into_iter().zip(judged) {
                dirty.extend(judged.wanted.iter().filter(|it| self.summary(**it).is_none()));
                for (function, at, class) in &judged.observed {
                    if learn(&mut self.param_classes, (*function, *at), Some(*class))
                        && self.summaries.contains_key(function)
                    {
                        dirty.insert(*function);
                    }
                }
                dirty.extend(self.learn_owner(&judged.summary, id, &mentioned));
                let island = self.island[id.file as usize];
                let names = self.learn_classes(&judged.summary, self.body(id));
                news.extend(names.into_iter().map(|it| (island, it)));
                let before = self.summaries.get(&id);
                if before.is_none_or(|it| **it != judged.summary) {
                    dirty.extend(users.get(&id).into_iter().flatten());
                    let knowledge = self.knowledge(id.file);
                    let gives = |it: &Summary| it.gives(|name| knowledge.is_opener_name(name));
                    let closes = self.closes_own_field(&judged.summary, id);
                    if (gives(&judged.summary) && before.is_none_or(|it| !gives(it)))
                        || (closes && !self.told.contains(&id))
                    {
                        self.tell(id, closes, &mentioned, &mut dirty);
                    }
                    self.summaries.insert(id, Arc::new(judged.summary));
                }
                facts.insert(id, judged.facts);
            }
            // What a field holds is known by name: whoever was judged may read it.
            for (island, name) in news {
                let readers = mentioned.of_attribute(&name, island);
                dirty.extend(readers.filter(|it| self.summaries.contains_key(it)));
            }
            dirty.retain(|it| turns.get(it).is_none_or(|it| *it < MAX_TURNS));
        }
        facts
    }

    /// Whether a framework drives the generator to its end: it is handed to `Depends`.
    pub fn is_dependency(&self, id: FnId) -> bool {
        self.dependencies.contains(&id)
    }

    /// Whether a method closes, or calls a closing method of, a field in which its class keeps a connection.
    fn closes_own_field(&self, summary: &Summary, id: FnId) -> bool {
        let Some(class) = self.body(id).class else { return false };
        summary.events.iter().filter(|it| it.sym.root == Root::Param(0)).any(|it| {
            match it.sym.steps.first() {
                Some(Step::Attr(name)) => self.is_owner_field(class, name),
                _ => false,
            }
        })
    }

    fn is_owner_field(&self, class: ClassId, field: &Name) -> bool {
        self.owner_fields.get(field).is_some_and(|owners| {
            let family = self.project.family(class);
            owners.iter().any(|it| family.contains(it))
        })
    }

    /// Whether a function may close what it is handed.
    pub fn may_close(&self, id: FnId) -> bool {
        self.may_close.contains(&id)
    }

    /// Whether a nested function refers to the variable.
    pub fn is_captured(&self, function: FnId, name: &Name) -> bool {
        self.captured.contains(&(function, name.clone()))
    }

    /// Whether instances of the class keep a connection somewhere.
    pub fn is_owner(&self, class: ClassId) -> bool {
        self.owners.contains(&class)
    }

    /// Brings in those who mention a function that turned out to matter.
    fn tell(&mut self, id: FnId, closes: bool, mentioned: &Users, dirty: &mut BTreeSet<FnId>) {
        self.told.insert(id);
        dirty.extend(mentioned.of_function.get(&id).into_iter().flatten());
        let Some(class) = self.body(id).class else { return };
        let name = self.project.function_name(id).clone();
        let constructs = matches!(&*name, "__init__" | "__post_init__");
        for class in std::iter::once(class).chain(self.project.descendants(class)) {
            // Who makes instances may keep them in fields, whose class is then known.
            dirty.extend(mentioned.of_class.get(&class).into_iter().flatten());
        }
        // What is called on a connection the profiles know; only the class itself calls this code.
        let is_known = self.project.method_name(id).is_none();
        if !constructs {
            let users = mentioned.of_attribute(&name, self.island[id.file as usize]);
            dirty.extend(users.filter(|it| !is_known || self.body(*it).class == Some(class)));
        }
        if closes && !is_known {
            self.relevant_methods.insert(name);
        }
    }

    /// Remembers the fields in which a method leaves a connection; returns the bodies that should look again.
    fn learn_owner(&mut self, summary: &Summary, id: FnId, mentioned: &Users) -> BTreeSet<FnId> {
        let mut news = BTreeSet::new();
        let Some(class) = self.body(id).class else { return news };
        for outcome in &summary.outcomes {
            for ((sym, step), value) in &outcome.state.writes {
                let (Root::Param(0), [], Step::Attr(name)) = (&sym.root, sym.steps.as_slice(), step) else {
                    continue;
                };
                let owns = match value {
                    Value::Conn(_) => true,
                    Value::Obj(id) => outcome.state.heap.get(id).is_some_and(|it| {
                        it.class.is_some_and(|it| self.owners.contains(&it))
                            || it.fields.values().any(|it| matches!(it, Value::Conn(_) | Value::Any(_)))
                    }),
                    Value::Any(all) => all.iter().any(|it| matches!(it, Value::Conn(_))),
                    _ => false,
                };
                if owns && self.owner_fields.entry(name.clone()).or_default().insert(class) {
                    let family = self.project.family(class);
                    self.owners.extend(family.iter().copied());
                    let users = mentioned.of_attribute(name, self.island[id.file as usize]);
                    let users = users.filter(|it| !self.inert.contains_key(it));
                    news.extend(users.filter(|it| self.body(*it).class.is_none_or(|it| family.contains(&it))));
                    let makers = family.iter().filter_map(|it| mentioned.of_class.get(it)).flatten();
                    news.extend(makers);
                }
            }
        }
        news
    }

    /// Remembers the instances that a function stores in fields and globals; returns the names that are news.
    fn learn_classes(&mut self, summary: &Summary, body: &Body) -> BTreeSet<Name> {
        let mut news = BTreeSet::new();
        for outcome in &summary.outcomes {
            let class_of = |value: &Value| match value {
                Value::Obj(id) => outcome.state.heap.get(id).and_then(|it| it.class),
                _ => None,
            };
            for ((sym, step), value) in &outcome.state.writes {
                let is_self = sym.root == Root::Param(0) && sym.steps.is_empty();
                if let (true, Some(owner), Step::Attr(name)) = (is_self, body.class, step) {
                    let made = match value {
                        Value::Instance(path, None) => Some(Some(path.clone())),
                        Value::Instance(_, Some(_)) => Some(None),
                        _ => None,
                    };
                    if made.is_some_and(|it| learn(&mut self.field_instances, (owner, name.clone()), it)) {
                        news.insert(name.clone());
                    }
                }
                if let (true, Some(owner), Step::Attr(name), Some(class)) =
                    (is_self, body.class, step, class_of(value))
                    && learn(&mut self.field_classes, (owner, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
            for (root, value) in &outcome.state.roots {
                if let (Root::Global(file, name), Some(class)) = (root, class_of(value))
                    && learn(&mut self.global_classes, (*file, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
        }
        news
    }

    /// Who mentions what, and the bodies that open or close something themselves.
    fn index(&mut self) -> (Users, BTreeSet<FnId>) {
        let mentions: Vec<(FnId, Mentions)> =
            self.bodies.par_iter().flatten().map(|body| (body.id, self.mentions(body))).collect();
        let mut users = Users::default();
        let mut first = BTreeSet::new();
        let mut closing = BTreeSet::new();
        if !mentions.iter().any(|it| it.1.opens) {
            return (users, first);
        }
        for (id, it) in mentions {
            if it.opens || it.closes {
                first.insert(id);
            }
            if it.closes {
                closing.insert(id);
            }
            it.functions
                .into_iter()
                .for_each(|function| users.of_function.entry(function).or_default().push(id));
            it.classes.into_iter().for_each(|class| users.of_class.entry(class).or_default().push(id));
            self.captured.extend(it.captured);
            let island = self.island[id.file as usize];
            for name in it.attributes {
                users.of_attribute.entry(name).or_default().push((island, id));
            }
        }
        self.inert = crate::inert::summaries(self.project, self.bodies, &self.island, &self.knowledge);
        self.may_close = closing.clone();
        let mut todo: Vec<FnId> = closing.into_iter().collect();
        while let Some(id) = todo.pop() {
            for user in users.of_function.get(&id).into_iter().flatten() {
                if self.may_close.insert(*user) {
                    todo.push(*user);
                }
            }
        }
        let closers =
            self.knowledge.iter().flat_map(|it| it.closers().chain(it.connectors()).map(Name::from));
        self.relevant_methods = closers.collect();
        (users, first)
    }

    fn mentions(&self, body: &Body) -> Mentions {
        let mut found = Mentions::default();
        let knowledge = self.knowledge(body.id.file);
        // `self.subtensor` and `x.y.subtensor` read a field; only of a module or a variable is it an opener.
        let is_method = body.class.is_some() && !body.traits.is_static;
        let mut modules: BTreeSet<LocalId> = BTreeSet::new();
        let mut fields: BTreeSet<LocalId> = is_method.then_some(LocalId(0)).into_iter().collect();
        for point in body.blocks.iter().flat_map(|it| &it.points) {
            match &point.op {
                Op::Load { dst, def } => {
                    if matches!(def, Def::External(_) | Def::OneOf(_) | Def::Module(_)) {
                        modules.insert(*dst);
                    }
                    self.mentioned_def(def, knowledge, body.kind == BodyKind::Function, &mut found);
                }
                Op::Copy { dst, src } if modules.contains(src) => {
                    modules.insert(*dst);
                }
                Op::Attr { dst, obj, name } => {
                    let is_lifecycle = |it: &Name| knowledge.is_closer(it) || knowledge.is_connector(it);
                    found.closes |= is_lifecycle(name);
                    found.opens |= knowledge.is_implicit_method(name);
                    found.opens |= if modules.contains(obj) {
                        knowledge.is_opener_name(name)
                    } else {
                        knowledge.is_explicit_opener_name(name) && !fields.contains(obj)
                    };
                    found.attributes.insert(name.clone());
                    fields.insert(*dst);
                }
                Op::LoadRoot { root: Root::Captured(id, name), .. }
                | Op::StoreRoot { root: Root::Captured(id, name), .. } => {
                    found.captured.insert((*id, name.clone()));
                }
                Op::Const { value: Const::Str(name), .. } => {
                    found.closes |= knowledge.is_closer(name);
                    found.opens |= knowledge.is_opener_name(name);
                }
                _ => {}
            }
        }
        found
    }

    /// A function that loads a package of openers may return it.
    fn mentioned_def(&self, def: &Def, knowledge: &Knowledge, returns_it: bool, found: &mut Mentions) {
        match def {
            Def::External(path) => {
                found.opens |= knowledge.opener(path).is_some()
                    || knowledge.implicit(path).is_some()
                    || (returns_it && knowledge.is_package(path));
            }
            Def::Function(id) => {
                found.functions.insert(*id);
            }
            Def::Class(id) => {
                found.classes.extend(self.project.ancestors(*id));
                let bases = self.project.external_bases(*id);
                found.opens |= bases.iter().any(|it| knowledge.opener(it).is_some());
                found.opens |=
                    self.project.class(*id).dataclass_fields.iter().flatten().any(|it| it.factory.is_some());
            }
            Def::OneOf(all) => all.iter().for_each(|it| self.mentioned_def(it, knowledge, returns_it, found)),
            Def::Module(_) => {}
        }
    }
}

/// The bodies whose callees are all settled, so that few are judged twice; within a call cycle, all that are left.
fn next_in_line(dirty: &BTreeSet<FnId>, callees: &BTreeMap<FnId, BTreeSet<FnId>>) -> Vec<FnId> {
    let waits = |id: &FnId| callees.get(id).into_iter().flatten().any(|it| it != id && dirty.contains(it));
    let ready: Vec<FnId> = dirty.iter().filter(|it| !waits(it)).copied().collect();
    if ready.is_empty() { dirty.iter().copied().collect() } else { ready }
}

/// Judges a body; one that makes the analysis panic counts as too complex to judge.
fn judge_guarded(program: &Program<'_>, body: &Body) -> Judged {
    let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| judge(program, body)));
    judged.unwrap_or_else(|_| Judged {
        summary: Summary::default(),
        facts: Facts::new(true),
        consulted: BTreeSet::new(),
        wanted: BTreeSet::new(),
        observed: BTreeSet::new(),
    })
}

/// Functions that a body hands to `Depends(…)`.
fn dependencies(body: &Body) -> Vec<FnId> {
    let mut loaded: BTreeMap<LocalId, &Def> = BTreeMap::new();
    let mut found = vec![];
    for point in body.blocks.iter().flat_map(|it| &it.points) {
        match &point.op {
            Op::Load { dst, def } => {
                loaded.insert(*dst, def);
            }
            Op::Copy { dst, src } => {
                if let Some(def) = loaded.get(src).copied() {
                    loaded.insert(*dst, def);
                }
            }
            Op::Call { callee, args, .. } => {
                let is_depends =
                    matches!(loaded.get(callee), Some(Def::External(path)) if path.ends_with(".Depends"));
                let handed = args.iter().filter(|_| is_depends).filter_map(|it| loaded.get(&it.value));
                found.extend(
                    handed.filter_map(|it| if let Def::Function(id) = it { Some(*id) } else { None }),
                );
            }
            _ => {}
        }
    }
    found
}

/// The bodies that mention a function, a class, an attribute.
#[derive(Default)]
struct Users {
    of_function: BTreeMap<FnId, Vec<FnId>>,
    of_class: BTreeMap<ClassId, Vec<FnId>>,
    of_attribute: BTreeMap<Name, Vec<(u32, FnId)>>,
}

impl Users {
    /// The bodies of an island that mention an attribute.
    fn of_attribute(&self, name: &Name, island: u32) -> impl Iterator<Item = FnId> {
        let all = self.of_attribute.get(name).into_iter().flatten();
        all.filter(move |it| it.0 == island).map(|it| it.1)
    }
}

/// What a body's names lead to.
#[derive(Default)]
struct Mentions {
    opens: bool,
    closes: bool,
    functions: BTreeSet<FnId>,
    classes: BTreeSet<ClassId>,
    attributes: BTreeSet<Name>,
    captured: BTreeSet<(FnId, Name)>,
}

/// Remembers what a name holds; `None` where it is several things. True if that is news.
fn learn<K: Ord, T: PartialEq>(known: &mut BTreeMap<K, Option<T>>, key: K, value: Option<T>) -> bool {
    match known.get(&key) {
        None => {
            known.insert(key, value);
            true
        }
        Some(Some(before)) if value.as_ref() != Some(before) => {
            known.insert(key, None);
            true
        }
        Some(_) => false,
    }
}
