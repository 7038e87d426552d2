//! What the names in a body lead to, and who has to be judged because of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Program;
use crate::ir::{Body, BodyKind, ClassId, Const, Def, End, FnId, LocalId, Name, Op, Root};
use crate::knowledge::Knowledge;
use crate::project::Mention;

/// What a body's names lead to.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    opens: bool,
    closes: bool,
    functions: BTreeSet<FnId>,
    classes: BTreeSet<ClassId>,
    /// Attributes and globals that it reads.
    attributes: BTreeSet<Name>,
}

impl Program<'_> {
    /// The bodies that open or close something themselves, where anything is opened at all.
    pub(super) fn first(&mut self) -> BTreeSet<FnId> {
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

    /// What a body probably calls: functions and classes by name, methods of its own class, and the constructor
    /// that gives this class its fields. Whoever is judged after these need not be judged again.
    pub(super) fn likely_callees(&self, id: FnId) -> BTreeSet<FnId> {
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

    /// Whether a parameter is a factory unless the caller passes another.
    pub(super) fn opens_by_default(&self, id: FnId) -> bool {
        let mut found = Mentions::default();
        let knowledge = self.knowledge(id.file);
        let defaults = self.body(id).params.iter().filter_map(|it| it.default_def.as_ref());
        defaults.for_each(|it| self.mentioned_def(it, knowledge, &mut found));
        found.opens
    }

    /// Sees to it that the mentions of bodies are known.
    pub(super) fn look_at(&mut self, ids: impl Iterator<Item = FnId>) -> Vec<FnId> {
        let ids: Vec<FnId> = ids.collect();
        let news: Vec<FnId> = ids.iter().filter(|it| !self.mentions.contains_key(it)).copied().collect();
        let this = &*self;
        let found: Vec<Arc<Mentions>> =
            news.par_iter().map(|it| Arc::new(this.mentions(this.body(*it)))).collect();
        self.mentions.extend(news.into_iter().zip(found));
        ids
    }

    /// The bodies of the same island in which one of the words stands and whose mentions fit.
    pub(super) fn users(
        &mut self,
        island: u32,
        words: &[Name],
        fits: impl Fn(&Mentions) -> bool,
    ) -> Vec<FnId> {
        let found = self.bodies.mentioning(self.words.files[&island].iter().copied(), words);
        let found = self.look_at(found.into_iter());
        found.into_iter().filter(|it| fits(&self.mentions[it])).collect()
    }

    pub(super) fn users_of_function(&mut self, id: FnId) -> Vec<FnId> {
        let island = self.words.island[id.file as usize];
        let words = self.words.closure(island, [self.project.function_name(id).clone()]);
        let mut users = self.users(island, &words, |it| it.functions.contains(&id));
        // A lambda has no name: the code around it mentions it.
        let around = self.look_at(self.bodies.group_of(id).into_iter());
        users.extend(around.into_iter().filter(|it| self.mentions[it].functions.contains(&id)));
        users
    }

    /// Those who mention the class or one of its subclasses.
    pub(super) fn users_of_class(&mut self, class: ClassId) -> Vec<FnId> {
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

    pub(super) fn users_of_attribute(&mut self, name: &Name, island: u32) -> Vec<FnId> {
        self.users(island, std::slice::from_ref(name), |it| it.attributes.contains(name))
    }

    pub(super) fn mentions(&self, body: &Body) -> Mentions {
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

/// Functions that a body hands to `Depends(…)`.
pub(super) fn dependencies(body: &Body) -> Vec<FnId> {
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
