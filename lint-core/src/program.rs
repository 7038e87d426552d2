//! The program as a whole: its bodies, what is known of their names, and their summaries to a fixpoint.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::facts::Facts;
use crate::finding::{FileId, InternalError};
use crate::inert::{Inertness, Surroundings};
use crate::ir::Root;
use crate::ir::{Body, BodyKind, ClassId, Const, Def, End, FnId, LocalId, Name, Op};
use crate::knowledge::Knowledge;
use crate::lowered::Lowered;
use crate::ownership::exits::cache;
use crate::ownership::state::State;
use crate::ownership::threads::STARTERS;
use crate::ownership::value::{Step, Value};
use crate::ownership::{Judged, judge};
use crate::project::{Mention, Project};
use crate::summary::Summary;
use crate::words::Words;

pub struct Program<'a> {
    pub project: &'a Project,
    bodies: &'a Lowered<'a>,
    knowledge: Vec<Arc<Knowledge>>,
    summaries: BTreeMap<FnId, Arc<Summary>>,
    /// Classes of the instances that fields and globals hold; `None` where there are several.
    field_classes: BTreeMap<(ClassId, Name), Option<ClassId>>,
    /// Fields that hold, if only on some paths, what their class did not make, or what others have as well.
    lent_fields: BTreeSet<(ClassId, Name)>,
    global_classes: BTreeMap<(u32, Name), Option<ClassId>>,
    /// Fields that hold what an implicit opener made without a connection to keep: `self.metagraph`.
    field_instances: BTreeMap<(ClassId, Name), Option<Name>>,
    /// Fields that keep a parameter whose default is a function or class: what they are if nobody passes another.
    field_defaults: BTreeMap<(ClassId, Name), Option<Def>>,
    /// Classes of the instances that parameters are called with.
    param_classes: BTreeMap<(FnId, u32), Option<ClassId>>,
    /// Packages of openers that parameters are called with.
    param_packages: BTreeMap<(FnId, u32), Option<Name>>,
    relevant_methods: BTreeSet<Name>,
    /// Fields that hold connections, with the classes that put them there, and those classes' families.
    owner_fields: BTreeMap<Name, BTreeSet<ClassId>>,
    owners: BTreeSet<ClassId>,
    told: BTreeSet<FnId>,
    words: Words,
    mentions: HashMap<FnId, Arc<Mentions>>,
    inertness: Mutex<Inertness>,
    /// Made-up summaries of bodies that cannot matter.
    inert: BTreeMap<FnId, Arc<Summary>>,
    /// Bodies that passed on what did not look like a connection or an owner of one, when they were judged.
    indifferent: BTreeSet<FnId>,
    /// Every body is judged, whether it looks as if it mattered or not.
    everything: bool,
    panics: BTreeMap<FnId, String>,
    dependencies: BTreeSet<FnId>,
}

/// A body is judged this often at most; then its summary is taken as it is.
const MAX_TURNS: usize = 8;
/// Before the first of these turns a body waits this often for a callee that turns out to matter.
const MAX_TIMES_PUT_OFF: usize = 3;

impl<'a> Program<'a> {
    pub fn new(project: &'a Project, bodies: &'a Lowered<'a>, knowledge: Vec<Arc<Knowledge>>) -> Program<'a> {
        Program {
            project,
            bodies,
            knowledge,
            summaries: BTreeMap::new(),
            field_classes: BTreeMap::new(),
            lent_fields: BTreeSet::new(),
            global_classes: BTreeMap::new(),
            field_instances: BTreeMap::new(),
            field_defaults: BTreeMap::new(),
            param_classes: BTreeMap::new(),
            param_packages: BTreeMap::new(),
            relevant_methods: BTreeSet::new(),
            owner_fields: BTreeMap::new(),
            owners: BTreeSet::new(),
            told: BTreeSet::new(),
            words: Words::new(project),
            mentions: HashMap::new(),
            inertness: Mutex::default(),
            inert: BTreeMap::new(),
            indifferent: BTreeSet::new(),
            everything: false,
            panics: BTreeMap::new(),
            dependencies: bodies
                .mentioning(0..project.modules.len() as u32, &["Depends".into()])
                .into_iter()
                .flat_map(|it| dependencies(bodies.body(it)))
                .collect(),
        }
    }

    /// Judges every body: slow, and the yardstick for what the choice of bodies must not lose.
    pub fn judging_everything(self) -> Program<'a> {
        Program { everything: true, ..self }
    }

    pub fn body(&self, id: FnId) -> &'a Body {
        self.bodies.body(id)
    }

    /// The bodies of all files that may mention an attribute or variable.
    pub fn mentioning(&self, name: &Name) -> impl Iterator<Item = &'a Body> {
        let files = 0..self.project.modules.len() as u32;
        let bodies = self.bodies;
        bodies.mentioning(files, std::slice::from_ref(name)).into_iter().map(move |it| bodies.body(it))
    }

    pub fn knowledge(&self, file: u32) -> &Knowledge {
        &self.knowledge[file as usize]
    }

    pub fn summary(&self, id: FnId) -> Option<Arc<Summary>> {
        // What is made up is true of what was passed so far: a call that passes more has the body judged.
        self.summaries.get(&id).or_else(|| self.inert.get(&id)).cloned()
    }

    pub fn is_judged(&self, id: FnId) -> bool {
        self.summaries.contains_key(&id)
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

    pub fn param_package(&self, function: FnId, at: u32) -> Option<Name> {
        self.param_packages.get(&(function, at)).cloned().flatten()
    }

    /// The field that a class has answer for what it lacks:
    /// `def __getattr__(self, name): return getattr(self.sub, name)`.
    pub fn delegate(&self, class: ClassId) -> Option<Name> {
        let body = self.body(self.project.method(class, "__getattr__")?);
        let points = || body.blocks.iter().flat_map(|it| &it.points).map(|it| &it.op);
        let is_getattr = |local: LocalId| {
            let is = |op: &Op| matches!(op, Op::Load { dst, def: Def::External(path) } if *dst == local && &**path == "builtins.getattr");
            points().any(is)
        };
        let field_of_self = |local: LocalId| {
            points().find_map(|op| match op {
                Op::Attr { dst, obj: LocalId(0), name } if *dst == local => Some(name.clone()),
                _ => None,
            })
        };
        points().find_map(|op| match op {
            Op::Call { callee, args, .. } if is_getattr(*callee) => match args.as_slice() {
                [object, name, ..] if name.value == LocalId(1) => field_of_self(object.value),
                _ => None,
            },
            _ => None,
        })
    }

    /// The implicit opener whose result a field holds.
    pub fn field_instance(&self, class: ClassId, field: &Name) -> Option<Name> {
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_instances.get(&(it, field.clone())).cloned().flatten())
    }

    /// The function or class that a field keeps unless a caller passes another.
    pub fn field_default(&self, class: ClassId, field: &Name) -> Option<Def> {
        let family = self.project.family(class);
        family.into_iter().find_map(|it| self.field_defaults.get(&(it, field.clone())).cloned().flatten())
    }

    pub fn global_class(&self, file: u32, name: &Name) -> Option<ClassId> {
        self.global_classes.get(&(file, name.clone())).copied().flatten()
    }

    /// Whether a module-level name is a `threading.local()`: each thread has attributes of its own there.
    pub fn is_thread_local(&self, file: u32, name: &Name) -> bool {
        let body = self.body(FnId { file, index: 0 });
        // What each local of the module holds, as a dotted path; behind a call the path ends in `()`.
        let mut held: BTreeMap<LocalId, String> = BTreeMap::new();
        for point in body.blocks.iter().flat_map(|it| &it.points) {
            let (dst, path) = match &point.op {
                Op::Load { dst, def: Def::External(path) } => (dst, Some(path.to_string())),
                Op::Attr { dst, obj, name } => (dst, held.get(obj).map(|it| format!("{it}.{name}"))),
                Op::Call { dst, callee, .. } => (dst, held.get(callee).map(|it| format!("{it}()"))),
                Op::Copy { dst, src } => (dst, held.get(src).cloned()),
                _ => continue,
            };
            if let Some(path) = path {
                if path == "threading.local()" && body.local(*dst).name.as_ref() == Some(name) {
                    return true;
                }
                held.insert(*dst, path);
            }
        }
        false
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
        let mut dirty = self.first();
        let mut users: BTreeMap<FnId, BTreeSet<FnId>> = BTreeMap::new();
        let mut callees: BTreeMap<FnId, BTreeSet<FnId>> = BTreeMap::new();
        let mut turns: BTreeMap<FnId, usize> = BTreeMap::new();
        let mut done: BTreeMap<FnId, Judged> = BTreeMap::new();
        let mut put_off: BTreeMap<FnId, usize> = BTreeMap::new();
        while !dirty.is_empty() {
            self.look_at(dirty.iter().copied());
            for id in &dirty {
                callees.entry(*id).or_insert_with(|| self.likely_callees(*id));
            }
            let order = next_in_line(&dirty, &callees);
            for id in &order {
                dirty.remove(id);
            }
            let this = &*self;
            let holds = |id: &FnId| done.get(id).is_some_and(|it| it.questions.hold(this));
            let may_wait = |id: &FnId| {
                !turns.contains_key(id) && put_off.get(id).is_none_or(|it| *it < MAX_TIMES_PUT_OFF)
            };
            let judged: Vec<Option<Judged>> = order
                .par_iter()
                .map(|id| (!holds(id)).then(|| judge_guarded(this, this.body(*id), may_wait(id))))
                .collect();
            let judged: Vec<Judged> =
                order.iter().zip(judged).filter_map(|(id, it)| it.or_else(|| done.remove(id))).collect();
            let mut news: BTreeSet<(u32, Name)> = BTreeSet::new();
            let mut fresh = BTreeSet::new();
            let n_known = self.owners.len() + self.global_classes.len();
            for (id, judged) in order.iter().zip(&judged) {
                for it in &judged.consulted {
                    users.entry(*it).or_default().insert(*id);
                    callees.entry(*id).or_default().insert(*it);
                }
            }
            for (id, judged) in order.into_iter().zip(judged) {
                self.panics.extend(judged.panic.clone().map(|it| (id, it)));
                let wanted = self.wanted(id, &judged, &mut fresh);
                if judged.is_put_off {
                    callees.entry(id).or_default().extend(&wanted);
                    dirty.extend(wanted);
                    dirty.insert(id);
                    *put_off.entry(id).or_default() += 1;
                    continue;
                }
                *turns.entry(id).or_default() += 1;
                dirty.extend(wanted);
                for (function, at, class) in &judged.observed {
                    if learn(&mut self.param_classes, (*function, *at), Some(*class))
                        && self.summaries.contains_key(function)
                    {
                        dirty.insert(*function);
                    }
                }
                for (function, at, package) in &judged.handed_packages {
                    if learn(&mut self.param_packages, (*function, *at), Some(package.clone())) {
                        dirty.insert(*function);
                    }
                }
                dirty.extend(self.learn_owner(&judged.summary, id));
                let island = self.words.island[id.file as usize];
                let names = self.learn_classes(&judged.summary, self.body(id));
                news.extend(names.into_iter().map(|it| (island, it)));
                let before = self.summaries.get(&id);
                if before.is_none_or(|it| *it != judged.summary) {
                    dirty.extend(users.get(&id).into_iter().flatten());
                    let knowledge = self.knowledge(id.file);
                    let gives = |it: &Summary| it.gives(|name| knowledge.is_opener_name(name));
                    let closes = self.closes_own_field(&judged.summary, id);
                    let hidden = self.opens_by_default(id) && !self.told.contains(&id);
                    if (gives(&judged.summary) && before.is_none_or(|it| !gives(it)))
                        || (closes && !self.told.contains(&id))
                        || hidden
                    {
                        self.tell(id, closes, &mut dirty);
                    }
                    self.summaries.insert(id, judged.summary.clone());
                }
                done.insert(id, judged);
            }
            if self.owners.len() + self.global_classes.len() > n_known {
                // Those of this round included, whichever came first: `connect()` or `if self.is_open(): …`.
                dirty.append(&mut self.indifferent);
            }
            // What a field holds is known by name: whoever was judged may read it.
            for (island, name) in news {
                let callable = self.field_defaults.keys().any(|it| it.1 == name);
                let readers = self.users_of_attribute(&name, island);
                dirty.extend(readers.into_iter().filter(|it| callable || self.is_judged(*it)));
            }
            dirty.retain(|it| turns.get(it).is_none_or(|it| *it < MAX_TURNS));
        }
        done.into_iter().map(|(id, it)| (id, it.facts)).collect()
    }

    /// What a body probably calls: functions and classes by name, methods of its own class, and the constructor
    /// that gives this class its fields. Whoever is judged after these need not be judged again.
    fn likely_callees(&self, id: FnId) -> BTreeSet<FnId> {
        let mentions = &self.mentions[&id];
        let constructor = |class: &ClassId| self.project.method(*class, "__init__");
        let mut found = mentions.functions.clone();
        found.extend(mentions.classes.iter().filter_map(constructor));
        if let Some(class) = self.body(id).class {
            found.extend(constructor(&class));
            found.extend(mentions.attributes.iter().filter_map(|it| self.project.method(class, it)));
        }
        found.remove(&id);
        found
    }

    /// What went wrong while judging: one entry for each body.
    pub fn errors(&self) -> impl Iterator<Item = InternalError> {
        self.panics
            .iter()
            .map(|(id, message)| InternalError { file: FileId(id.file), message: message.clone() })
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

    /// The variables of a body that nested functions refer to.
    pub fn captured(&self, id: FnId) -> BTreeSet<Name> {
        let mut found = BTreeSet::new();
        for inner in self.bodies.group_of(id).into_iter().filter(|it| it.index > id.index && id.index > 0) {
            for point in self.body(inner).blocks.iter().flat_map(|it| &it.points) {
                if let Op::LoadRoot { root: Root::Captured(of, name), .. }
                | Op::StoreRoot { root: Root::Captured(of, name), .. } = &point.op
                    && *of == id
                {
                    found.insert(name.clone());
                }
            }
        }
        found
    }

    /// Whether a parameter is a factory unless the caller passes another.
    fn opens_by_default(&self, id: FnId) -> bool {
        let mut found = Mentions::default();
        let knowledge = self.knowledge(id.file);
        let defaults = self.body(id).params.iter().filter_map(|it| it.default_def.as_ref());
        defaults.for_each(|it| self.mentioned_def(it, knowledge, &mut found));
        found.opens
    }

    /// Whether a body makes instances that keep a connection: what it leaves in their fields, None above all,
    /// decides the conditions of their methods.
    fn is_constructor_of_owner(&self, id: FnId) -> bool {
        let is_constructor = **self.project.function_name(id) == *"__init__";
        let class = if is_constructor { self.body(id).class } else { None };
        class.is_some_and(|it| self.is_owner(it)) || self.makes_what_matters(id) || self.reads_an_owner(id)
    }

    /// Whether a function reads a global that holds an owner, which it may return: `def chain(): return CHAIN`.
    fn reads_an_owner(&self, id: FnId) -> bool {
        let is_owner = |class: &Option<ClassId>| class.is_some_and(|it| self.is_owner(it));
        let mut owners = self.global_classes.iter().filter(|it| is_owner(it.1)).map(|it| it.0).peekable();
        if owners.peek().is_none() {
            return false;
        }
        let owners: Vec<&(u32, Name)> = owners.collect();
        let mut points = self.body(id).blocks.iter().flat_map(|it| &it.points);
        points.any(|it| match &it.op {
            Op::LoadRoot { root: Root::Global(file, name), .. } => {
                owners.iter().any(|it| it.0 == *file && it.1 == *name)
            }
            _ => false,
        })
    }

    /// Whether a function of Rust makes instances of a type that keeps a connection or has a method that matters.
    fn makes_what_matters(&self, id: FnId) -> bool {
        self.project.crates.made_by(id).is_some_and(|class| {
            let mut methods = self.project.class(class).methods.values();
            self.is_owner(class) || methods.any(|it| *it != id && self.is_judged(*it))
        })
    }

    /// Whether instances of the class keep a connection somewhere.
    pub fn is_owner(&self, class: ClassId) -> bool {
        self.owners.contains(&class)
    }

    /// Of the functions that a body lent something to, those that have to be judged. For the others a summary is
    /// made up, and the body is judged again with it; `fresh` are those that were made up in this round.
    fn wanted(&mut self, by: FnId, judged: &Judged, fresh: &mut BTreeSet<FnId>) -> BTreeSet<FnId> {
        let mut dirty = BTreeSet::new();
        for (id, lent) in &judged.wanted {
            let passed_on = judged.passed_on.get(id).copied().unwrap_or_default();
            if self.is_judged(*id) {
                continue;
            }
            if self.has_to_be_judged(*id, *lent, passed_on) {
                dirty.insert(*id);
                continue;
            }
            if lent | passed_on == 0 {
                self.indifferent.insert(by);
                continue;
            }
            if !self.inert.contains_key(id) {
                let summary = self.inertness().summary(*id);
                self.inert.insert(*id, summary);
                fresh.insert(*id);
            }
            // Whoever was judged in the same round did not see it yet.
            if *lent != 0 && fresh.contains(id) {
                dirty.insert(by);
            }
        }
        dirty
    }

    /// Whether nothing can be made up for a function that is lent something, or has something passed on to it.
    pub fn has_to_be_judged(&self, id: FnId, lent: u32, passed_on: u32) -> bool {
        // Which paths of its callers go on is its doing, whatever it is lent.
        if self.project.is_dead_end(id) || self.is_constructor_of_owner(id) {
            return true;
        }
        lent | passed_on != 0 && (self.everything || self.acts(id, lent, passed_on))
    }

    fn inertness(&self) -> MutexGuard<'_, Inertness> {
        // What a panic left behind is a memo without an entry.
        self.inertness.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The made-up summary of a function that nobody has judged, if it cannot matter to what it is lent.
    pub fn made_up(&self, id: FnId, lent: u32, passed_on: u32) -> Option<Arc<Summary>> {
        if lent == 0 || self.has_to_be_judged(id, lent, passed_on) {
            return None;
        }
        Some(self.inertness().summary(id))
    }

    /// Whether a function closes, keeps or hands on something of what it is lent or passed on, or returns what it is lent.
    fn acts(&self, id: FnId, lent: u32, passed_on: u32) -> bool {
        let role = self.inertness().role(&self.surroundings(), id);
        role.acts & (lent | passed_on) != 0 || role.gives & lent != 0
    }

    fn touches(&self, id: FnId, field: &Name) -> bool {
        self.inertness().touches(&self.surroundings(), id, field)
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            project: self.project,
            bodies: self.bodies,
            knowledge: &self.knowledge,
            island: &self.words.island,
            methods: &self.words.methods,
        }
    }

    /// Brings in those who mention a function that turned out to matter.
    fn tell(&mut self, id: FnId, closes: bool, dirty: &mut BTreeSet<FnId>) {
        self.told.insert(id);
        dirty.extend(self.users_of_function(id));
        let Some(class) = self.body(id).class else { return };
        let name = self.project.function_name(id).clone();
        let constructs = matches!(&*name, "__init__" | "__post_init__");
        // Who makes instances may keep them in fields, whose class is then known.
        dirty.extend(self.users_of_class(class));
        // What is called on a connection the profiles know; only the class itself calls this code.
        let is_known = self.project.method_name(id).is_none();
        if constructs {
            // A subclass calls it through `super()`.
            let below = self.project.descendants(class);
            let constructors = below.into_iter().filter_map(|it| self.project.class(it).methods.get(&name));
            dirty.extend(constructors.copied());
        } else {
            let users = self.users_of_attribute(&name, self.words.island[id.file as usize]);
            dirty.extend(users.into_iter().filter(|it| !is_known || self.body(*it).class == Some(class)));
        }
        if closes && !is_known {
            self.relevant_methods.insert(name);
        }
    }

    /// Remembers the fields in which a body leaves a connection; returns the bodies that should look again.
    fn learn_owner(&mut self, summary: &Summary, id: FnId) -> BTreeSet<FnId> {
        let mut news = BTreeSet::new();
        let class = self.body(id).class;
        for outcome in &summary.outcomes {
            for ((sym, step), value) in &outcome.state.writes {
                if let Root::Global(file, _) = sym.root
                    && self.owns(&outcome.state, value)
                {
                    // Of what class the object is that keeps it, the module says.
                    let module = FnId { file, index: 0 };
                    news.extend((!self.is_judged(module)).then_some(module));
                }
                let Some(class) = class else { continue };
                let name = match (&sym.root, sym.steps.as_slice(), step) {
                    (Root::Param(0), [], Step::Attr(name)) => name,
                    // Put into a container of its own: `self.subs[key] = sub`.
                    (Root::Param(0), [Step::Attr(name)], Step::Element) => name,
                    _ => continue,
                };
                let owns = self.owns(&outcome.state, value);
                if owns && self.owner_fields.entry(name.clone()).or_default().insert(class) {
                    let family = self.project.family(class);
                    self.owners.extend(family.iter().copied());
                    for user in self.users_of_attribute(name, self.words.island[id.file as usize]) {
                        let may_be = self.body(user).class.is_none_or(|it| family.contains(&it));
                        if may_be && self.touches(user, name) {
                            news.insert(user);
                        }
                    }
                    news.extend(self.users_of_class(class));
                    news.extend(self.starters_of_threads(&family, self.words.island[id.file as usize]));
                }
            }
        }
        news
    }

    /// Whether a value is a connection, or an object that keeps one.
    fn owns(&self, state: &State, value: &Value) -> bool {
        match value {
            Value::Conn(_) => true,
            Value::Obj(id) => state.heap.get(id).is_some_and(|it| {
                it.class.is_some_and(|it| self.owners.contains(&it))
                    || it.fields.values().any(|it| matches!(it, Value::Conn(_) | Value::Any(_)))
            }),
            Value::Any(all) => all.iter().any(|it| matches!(it, Value::Conn(_))),
            _ => false,
        }
    }

    /// The methods of some classes that may start a thread, which then uses what they keep.
    fn starters_of_threads(&mut self, classes: &[ClassId], island: u32) -> Vec<FnId> {
        let words: Vec<Name> = STARTERS.iter().map(|it| Name::from(*it)).collect();
        let found = self.bodies.mentioning(self.words.files[&island].iter().copied(), &words);
        found.into_iter().filter(|it| self.body(*it).class.is_some_and(|it| classes.contains(&it))).collect()
    }

    /// The class of the objects in a field if the methods of its class made all of them themselves, and share none.
    pub fn made_field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        let key = |it: ClassId| (it, field.clone());
        let family = self.project.family(class);
        if family.iter().any(|it| self.lent_fields.contains(&key(*it))) {
            return None;
        }
        family.into_iter().find_map(|it| self.field_classes.get(&key(it)).copied().flatten())
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
                if let (true, Some(owner), Step::Attr(name), Value::Sym(kept)) =
                    (is_self, body.class, step, value)
                    && let (Root::Param(at), []) = (&kept.root, kept.steps.as_slice())
                    && let Some(def) = body.params.get(*at as usize).and_then(|it| it.default_def.clone())
                    && learn(&mut self.field_defaults, (owner, name.clone()), Some(def))
                {
                    news.insert(name.clone());
                }
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
                let is_lent = |it: &Value| match it {
                    Value::Sym(_) => true,
                    Value::Obj(_) => {
                        outcome.state.roots.values().any(|root| root.alternatives().contains(it))
                    }
                    _ => false,
                };
                if let (true, Some(owner), Step::Attr(name)) = (is_self, body.class, step)
                    && value.alternatives().iter().any(is_lent)
                    && self.lent_fields.insert((owner, name.clone()))
                {
                    news.insert(name.clone());
                }
                if let (true, Some(owner), Step::Attr(name), Some(class)) =
                    (is_self, body.class, step, class_of(value))
                    && learn(&mut self.field_classes, (owner, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
            // What a cached function returns it keeps itself, under a name of its own.
            let cached = body.traits.is_cached.then(|| (cache(body), &outcome.value));
            let roots = outcome.state.roots.iter().map(|(root, value)| (root.clone(), value));
            for (root, value) in roots.chain(cached) {
                if let (Root::Global(file, name), Some(class)) = (&root, class_of(value))
                    && learn(&mut self.global_classes, (*file, name.clone()), Some(class))
                {
                    news.insert(name.clone());
                }
            }
        }
        news
    }

    /// The bodies that open or close something themselves, where anything is opened at all.
    fn first(&mut self) -> BTreeSet<FnId> {
        let mut known: Vec<&Arc<Knowledge>> = self.knowledge.iter().collect();
        known.sort_by_key(|it| Arc::as_ptr(it));
        known.dedup_by_key(|it| Arc::as_ptr(it));
        let closers: Vec<Name> = known
            .iter()
            .flat_map(|it| it.closers().chain(it.connectors()))
            .map(Name::from)
            .collect::<BTreeSet<Name>>()
            .into_iter()
            .collect();
        let openers: BTreeSet<Name> = known.iter().flat_map(|it| it.opener_names()).map(Name::from).collect();
        let methods: BTreeSet<Name> =
            known.iter().flat_map(|it| it.implicit_methods()).map(Name::from).collect();
        let packages: BTreeSet<Name> = known.iter().flat_map(|it| it.packages()).map(Name::from).collect();
        let roots: BTreeSet<Name> = known.iter().flat_map(|it| it.roots()).map(Name::from).collect();
        let mut first = BTreeSet::new();
        for island in self.words.files.keys().copied().collect::<Vec<u32>>() {
            if !self.words.has_any(self.project, island, &roots) {
                continue;
            }
            let own = self.words.opening_classes(self.project, island, &self.knowledge);
            let mut opening = BTreeSet::new();
            let mut mention = |words: Vec<Name>, fits: fn(&Mention) -> bool| {
                let files = self.words.files[&island].iter().copied();
                opening.extend(self.bodies.mentioning_as(files, &words, fits));
            };
            let named: BTreeSet<Name> = openers.iter().cloned().chain(own).collect();
            let words = self.words.closure(island, named.iter().cloned());
            // `self.factory` is an opener where the class says `factory = bt.Subtensor`.
            let aliases = words.iter().filter(|it| !named.contains(*it)).cloned().collect();
            mention(aliases, |it| it.own_attribute);
            mention(words, Mention::may_open);
            mention(self.words.closure(island, packages.iter().cloned()), Mention::hands_on);
            mention(self.words.closure(island, methods.iter().cloned()), Mention::may_be_method);
            let opening: Vec<FnId> = self.look_at(opening.into_iter());
            let opening: Vec<FnId> = opening.into_iter().filter(|it| self.mentions[it].opens).collect();
            if opening.is_empty() {
                continue;
            }
            first.extend(opening);
            let closing = self.bodies.mentioning(self.words.files[&island].iter().copied(), &closers);
            let closing = self.look_at(closing.into_iter());
            let closing: Vec<FnId> = closing.into_iter().filter(|it| self.mentions[it].closes).collect();
            let of_rust = |it: &&FnId| self.knowledge(it.file).is_rust;
            let awaited: Vec<FnId> = closing.iter().filter(of_rust).copied().collect();
            for it in awaited {
                // A task that closes is spawned by somebody: a `drop` cannot await.
                first.extend(self.users_of_function(it));
            }
            first.extend(closing);
        }
        self.relevant_methods = closers.into_iter().collect();
        if self.everything {
            let files = 0..self.project.modules.len() as u32;
            first = files.flat_map(|file| self.all_of(file)).collect();
        }
        first
    }

    fn all_of(&self, file: u32) -> impl Iterator<Item = FnId> + use<> {
        (0..self.project.modules[file as usize].functions.len() as u32).map(move |index| FnId { file, index })
    }

    /// Sees to it that the mentions of bodies are known.
    fn look_at(&mut self, ids: impl Iterator<Item = FnId>) -> Vec<FnId> {
        let ids: Vec<FnId> = ids.collect();
        let news: Vec<FnId> = ids.iter().filter(|it| !self.mentions.contains_key(it)).copied().collect();
        let this = &*self;
        let found: Vec<Arc<Mentions>> =
            news.par_iter().map(|it| Arc::new(this.mentions(this.body(*it)))).collect();
        self.mentions.extend(news.into_iter().zip(found));
        ids
    }

    /// The bodies of the same island in which one of the words stands and whose mentions fit.
    fn users(&mut self, island: u32, words: &[Name], fits: impl Fn(&Mentions) -> bool) -> Vec<FnId> {
        let found = self.bodies.mentioning(self.words.files[&island].iter().copied(), words);
        let found = self.look_at(found.into_iter());
        found.into_iter().filter(|it| fits(&self.mentions[it])).collect()
    }

    fn users_of_function(&mut self, id: FnId) -> Vec<FnId> {
        let island = self.words.island[id.file as usize];
        let words = self.words.closure(island, [self.project.function_name(id).clone()]);
        let mut users = self.users(island, &words, |it| it.functions.contains(&id));
        // A lambda has no name: the code around it mentions it.
        let around = self.look_at(self.bodies.group_of(id).into_iter());
        users.extend(around.into_iter().filter(|it| self.mentions[it].functions.contains(&id)));
        users
    }

    /// Those who mention the class or one of its subclasses.
    fn users_of_class(&mut self, class: ClassId) -> Vec<FnId> {
        let island = self.words.island[class.file as usize];
        let all: Vec<ClassId> = std::iter::once(class).chain(self.project.descendants(class)).collect();
        let names = all.iter().map(|it| self.project.class(*it).name.clone());
        let words = self.words.closure(island, names);
        let mut users = self.users(island, &words, |it| all.iter().any(|class| it.classes.contains(class)));
        // A class method is handed the class and need not name it: `return cls()`.
        let methods = all.iter().flat_map(|it| self.project.class(*it).methods.values().copied());
        let own: Vec<FnId> = methods.filter(|it| self.body(*it).traits.is_class_method).collect();
        users.extend(self.look_at(own.into_iter()));
        users
    }

    fn users_of_attribute(&mut self, name: &Name, island: u32) -> Vec<FnId> {
        self.users(island, std::slice::from_ref(name), |it| it.attributes.contains(name))
    }

    fn mentions(&self, body: &Body) -> Mentions {
        let mut found = Mentions::default();
        let knowledge = self.knowledge(body.id.file);
        // `self.subtensor` and `x.y.subtensor` read a field; only of a module or a variable is it an opener.
        let is_method = body.class.is_some() && !body.traits.is_static;
        let mut modules: BTreeSet<LocalId> = BTreeSet::new();
        let mut packages: BTreeSet<LocalId> = BTreeSet::new();
        let mut fields: BTreeSet<LocalId> = is_method.then_some(LocalId(0)).into_iter().collect();
        let mut blanks: BTreeSet<LocalId> = BTreeSet::new();
        // Modules and classes of the program, whose functions are reached by attribute: `chain.connect`.
        let mut holders: HashMap<LocalId, Def> = HashMap::new();
        for point in body.blocks.iter().flat_map(|it| &it.points) {
            match &point.op {
                Op::Load { dst, def } => {
                    if matches!(def, Def::External(_) | Def::OneOf(_) | Def::Module(_)) {
                        modules.insert(*dst);
                    }
                    if is_package(def, knowledge) {
                        packages.insert(*dst);
                    }
                    if matches!(def, Def::Module(_) | Def::Class(_) | Def::OneOf(_)) {
                        holders.insert(*dst, def.clone());
                    }
                    self.mentioned_def(def, knowledge, &mut found);
                }
                Op::Copy { dst, src } if modules.contains(src) || holders.contains_key(src) => {
                    if let Some(it) = holders.get(src).cloned() {
                        holders.insert(*dst, it);
                    }
                    if !modules.contains(src) {
                        continue;
                    }
                    modules.insert(*dst);
                    if packages.contains(src) {
                        packages.insert(*dst);
                    }
                }
                // Who is handed a package of openers may open.
                Op::Call { args, .. } => {
                    found.opens |= args.iter().any(|it| packages.contains(&it.value));
                }
                Op::Pack { dst, items } => {
                    found.opens |= items.iter().any(|it| packages.contains(&it.1));
                    blanks.extend(items.is_empty().then_some(*dst));
                }
                Op::SetAttr { src, .. } | Op::StoreRoot { src, .. } => {
                    found.opens |= body.kind == BodyKind::Function && packages.contains(src);
                    // Who empties a field may lose what it holds.
                    if let (Op::SetAttr { name, .. }, true) = (&point.op, blanks.contains(src)) {
                        found.attributes.insert(name.clone());
                    }
                }
                Op::Const { dst, value: Const::None } => {
                    blanks.insert(*dst);
                }
                Op::Move { dst, src } => blanks.extend(blanks.contains(src).then_some(*dst)),
                Op::Attr { dst, obj, name } => {
                    let is_lifecycle = |it: &Name| knowledge.is_closer(it) || knowledge.is_connector(it);
                    found.closes |= is_lifecycle(name);
                    found.opens |= knowledge.is_implicit_method(name);
                    found.opens |= if modules.contains(obj) {
                        knowledge.is_opener_name(name)
                    } else {
                        knowledge.is_explicit_opener_name(name) && !fields.contains(obj)
                    };
                    if let Some(def) = holders.get(obj).and_then(|it| self.project.attribute(it, name)) {
                        self.mentioned_def(&def, knowledge, &mut found);
                        holders.insert(*dst, def);
                    }
                    if let Some(class) = body.class.filter(|_| is_method && *obj == LocalId(0))
                        && let Some(def) = self.project.class_alias(class, name)
                    {
                        self.mentioned_def(&def, knowledge, &mut found);
                    }
                    found.attributes.insert(name.clone());
                    fields.insert(*dst);
                    if modules.contains(obj) {
                        modules.insert(*dst);
                    }
                }
                // Whoever reads a global has to know when its class is.
                Op::LoadRoot { root: Root::Global(_, name), .. } => {
                    found.attributes.insert(name.clone());
                }
                Op::Const { value: Const::Str(name), .. } => {
                    found.closes |= knowledge.is_closer(name);
                    found.opens |= knowledge.is_opener_name(name);
                }
                _ => {}
            }
        }
        for def in body.params.iter().filter_map(|it| it.default_def.as_ref()) {
            self.mentioned_def(def, knowledge, &mut found);
        }
        let returns = |it: &End| matches!(it, End::Return { value } if packages.contains(value));
        found.opens |= body.kind == BodyKind::Function && body.blocks.iter().any(|it| returns(&it.end));
        found
    }

    fn mentioned_def(&self, def: &Def, knowledge: &Knowledge, found: &mut Mentions) {
        match def {
            Def::External(path) => {
                found.opens |= knowledge.opener(path).is_some() || knowledge.implicit(path).is_some();
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
            Def::OneOf(all) => all.iter().for_each(|it| self.mentioned_def(it, knowledge, found)),
            Def::Module(_) => {}
        }
    }
}

/// The bodies whose callees are all settled, so that few are judged twice; of call cycles those that wait for nobody
/// outside.
fn next_in_line(dirty: &BTreeSet<FnId>, callees: &BTreeMap<FnId, BTreeSet<FnId>>) -> Vec<FnId> {
    let all: Vec<FnId> = dirty.iter().copied().collect();
    let position = |id: &FnId| all.binary_search(id).ok();
    let waits_for: Vec<Vec<usize>> =
        all.iter().map(|id| callees.get(id).into_iter().flatten().filter_map(position).collect()).collect();
    let component = components(&waits_for);
    let mut waits = vec![false; all.len()];
    for (at, others) in waits_for.iter().enumerate() {
        waits[component[at]] |= others.iter().any(|it| component[*it] != component[at]);
    }
    (0..all.len()).filter(|at| !waits[component[*at]]).map(|at| all[at]).collect()
}

/// The strongly connected component of each node, by number (Tarjan, "Depth-first search and linear graph
/// algorithms", 1972, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let n = edges.len();
    let (mut order, mut low, mut component) = (vec![NEW; n], vec![0; n], vec![NEW; n]);
    let (mut n_seen, mut n_done) = (0, 0);
    let mut open: Vec<usize> = vec![];
    for root in 0..n {
        let mut way: Vec<(usize, usize)> = vec![];
        if order[root] == NEW {
            way.push((root, 0));
        }
        while let Some((node, next)) = way.last_mut() {
            let node = *node;
            if *next == 0 {
                (order[node], low[node]) = (n_seen, n_seen);
                n_seen += 1;
                open.push(node);
            }
            let Some(to) = edges[node].get(*next).copied() else {
                way.pop();
                if let Some((above, _)) = way.last() {
                    low[*above] = low[*above].min(low[node]);
                }
                if low[node] == order[node] {
                    let members = open.iter().rposition(|it| *it == node).unwrap_or_default();
                    open.drain(members..).for_each(|it| component[it] = n_done);
                    n_done += 1;
                }
                continue;
            };
            *next += 1;
            if order[to] == NEW {
                way.push((to, 0));
            } else if component[to] == NEW {
                low[node] = low[node].min(order[to]);
            }
        }
    }
    component
}

/// Judges a body; one that makes the analysis panic counts as too complex to judge, and is reported.
fn judge_guarded(program: &Program<'_>, body: &Body, may_wait: bool) -> Judged {
    let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| judge(program, body, may_wait)));
    judged.unwrap_or_else(|cause| Judged {
        panic: Some(format!(
            "internal error while judging `{}`: {}",
            body.name,
            crate::panic_text(cause.as_ref())
        )),
        ..Judged::given_up()
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

fn is_package(def: &Def, knowledge: &Knowledge) -> bool {
    match def {
        Def::External(path) => knowledge.is_package(path),
        Def::OneOf(all) => all.iter().any(|it| is_package(it, knowledge)),
        Def::Module(_) | Def::Function(_) | Def::Class(_) => false,
    }
}

/// What a body's names lead to.
#[derive(Debug, Default)]
struct Mentions {
    opens: bool,
    closes: bool,
    functions: BTreeSet<FnId>,
    classes: BTreeSet<ClassId>,
    /// Attributes and globals that it reads.
    attributes: BTreeSet<Name>,
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
