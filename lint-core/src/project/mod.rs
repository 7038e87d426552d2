//! Which name means what across the files of a program.
//!
//! A front-end fills one [`Module`] per file; [`Project::resolve`] follows imports, re-exports, aliases and
//! star imports between them. A dotted path that a profile knows wins over the file that defines it, so that
//! inside the SDK's own package `from .subtensor import Subtensor` still means the SDK's class.

mod classes;
mod resolve;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use crate::crates::{Crates, Names};
use crate::groups::Groups;
use crate::ir::{ClassId, Const, Def, FnId, Name};
pub use crate::layout::ImportPath;
use crate::layout::{Layout, Place};

/// What a module-level name is bound to, as the source says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Function(FnId),
    Class(ClassId),
    /// The module itself: `import a.b as x`, `importlib.import_module("a.b")`.
    Import(ImportPath),
    /// `from a.b import name`.
    Member(ImportPath, Name),
    /// Another name of the same module.
    Name(Name),
    /// An attribute of what the inner meaning is.
    Attribute(Box<Meaning>, Name),
    /// One of several: conditional expressions and `or`.
    Choice(Vec<Meaning>),
    /// `staticmethod(opener)`, `partial(opener, "finney")`: calling it opens as the opener does.
    Wrapped(Box<Meaning>),
    /// A dictionary by its values: `OPENERS = {"main": bt.Subtensor}`.
    Table(Vec<Meaning>),
    /// A constant: `bt = None` beside a failed import adds nothing.
    Constant,
    /// A value that only running tells.
    Value,
    /// A path of Rust, seen from a scope of the file.
    Path(u32, Vec<Name>),
}

/// A class of the program.
#[derive(Debug, Clone)]
pub struct Class {
    pub id: ClassId,
    pub name: Name,
    pub bases: Vec<Meaning>,
    pub methods: BTreeMap<Name, FnId>,
    /// What assigning to a property runs, by the property's name.
    pub setters: BTreeMap<Name, FnId>,
    /// Class-level names that mean another method or class: `close = shutdown`.
    pub aliases: BTreeMap<Name, Meaning>,
    /// Fields in the order of a generated constructor, if the class is a dataclass.
    pub dataclass_fields: Option<Vec<Field>>,
    pub span: crate::source::Span,
    /// Class-level tuples and lists of strings: `closers = ("sub", "archive")`.
    pub strings: BTreeMap<Name, Vec<Name>>,
    /// Fields whose annotation names a class.
    pub field_types: BTreeMap<Name, Meaning>,
}

impl Class {
    /// A class of which nothing is known yet.
    pub fn new(id: ClassId, name: Name, span: crate::source::Span) -> Class {
        Class {
            id,
            name,
            bases: vec![],
            methods: BTreeMap::new(),
            setters: BTreeMap::new(),
            aliases: BTreeMap::new(),
            dataclass_fields: None,
            span,
            strings: BTreeMap::new(),
            field_types: BTreeMap::new(),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: Name,
    pub default: Option<Const>,
    /// `field(default_factory=F)`: what is called for each instance, and the `field(` call.
    pub factory: Option<(Meaning, crate::source::Span)>,
}

/// One file's names.
#[derive(Debug, Clone, Default)]
pub struct Module {
    pub bindings: BTreeMap<Name, Vec<Meaning>>,
    pub stars: Vec<ImportPath>,
    pub classes: Vec<Class>,
    /// Names of the functions by index, and of the class they belong to.
    pub functions: Vec<(Name, Option<ClassId>)>,
    /// Those of them whose last statement raises or ends the process, by index: they may never return.
    pub dead_ends: BTreeSet<u32>,
    /// Module-level names that functions, classes or other modules refer to.
    pub shared: BTreeSet<Name>,
    /// Every dotted import of the file, to find what other modules refer to.
    pub imports: Vec<(ImportPath, Option<Name>)>,
    /// Attributes that functions assign on `cls` or on a class by its name.
    pub class_variables: BTreeSet<Name>,
    /// Openers that autouse fixtures of the file replace by fakes, by last name.
    pub autouse: Vec<Name>,
    /// The same for fixtures that a test has to ask for, by the fixture's name.
    pub fixtures: BTreeMap<Name, Vec<Name>>,
    /// `(module-valued name, attribute)` reads anywhere in the file: `state.sub`.
    pub attribute_reads: Vec<(Name, Name)>,
    /// The functions that stand in no other function, as half-open ranges of indices: each with what is nested
    /// in it. All other bodies belong to the module.
    pub groups: Vec<(u32, u32)>,
    /// Identifiers, and words in quotes, with the groups in which they stand; 0 is the module.
    /// Shared, because a [`crate::Session`] hands the same names to one check after another.
    pub words: Arc<foldhash::HashMap<Name, Vec<Mention>>>,
    /// The modules and items of a Rust file.
    pub rust: Option<Box<Names>>,
}

/// How a word stands in a group, as far as one look at the text shows: it may be a label and none of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mention {
    pub group: u32,
    /// As a value of its own, or in quotes; a parameter of the function around it is none.
    pub value: bool,
    /// As what an attribute is read from: `bt.logging`.
    pub root: bool,
    /// As an attribute of something other than `self`.
    pub attribute: bool,
    /// As an attribute of `self`, or on a way from there: `self.metagraph.sync`.
    pub own_attribute: bool,
}

impl Mention {
    /// Somewhere in the group, nobody looked how.
    pub fn any(group: u32) -> Mention {
        Mention { group, value: true, root: true, attribute: true, own_attribute: true }
    }

    /// Whether an opener of this name may be called here, or handed on.
    pub fn may_open(&self) -> bool {
        self.value || self.root || self.attribute
    }

    /// Whether a package of this name may be handed on.
    pub fn hands_on(&self) -> bool {
        self.value || self.attribute
    }

    /// Whether a method of this name may be called here.
    pub fn may_be_method(&self) -> bool {
        self.attribute || self.own_attribute || self.value
    }
}

/// All modules of a run.
#[derive(Debug, Default)]
pub struct Project {
    pub modules: Vec<Module>,
    layout: Layout,
    /// Names of each module that profiles speak about, with their paths.
    known_members: Vec<BTreeMap<Name, Name>>,
    ancestors: HashMap<ClassId, Vec<ClassId>>,
    /// What was asked before: resolving follows imports from file to file.
    imported: Vec<Mutex<foldhash::HashMap<ImportPath, Option<Def>>>>,
    resolved: Vec<Mutex<foldhash::HashMap<Name, Option<Def>>>>,
    /// Dotted names that profiles speak about.
    known: Arc<BTreeSet<String>>,
    /// Attributes whose reading is a request for some resource.
    requests: Arc<BTreeSet<String>>,
    subclasses: BTreeMap<ClassId, Vec<ClassId>>,
    pub crates: Crates,
}

impl Project {
    /// Takes the modules of all files, in file order, with each file's path and place.
    pub fn new<'a>(
        modules: Vec<Module>,
        paths: &[&'a str],
        places: &[Place],
        known: Arc<BTreeSet<String>>,
        requests: Arc<BTreeSet<String>>,
    ) -> Project {
        let python = |(path, it): (&&'a str, &Module)| it.rust.is_none().then_some(*path);
        let layout = Layout::new(paths.iter().zip(&modules).map(python)).placed(places);
        let imported = modules.iter().map(|_| Mutex::default()).collect();
        let mut project = Project { modules, layout, known, requests, imported, ..Project::default() };
        project.known_members = (0..project.modules.len()).map(|it| project.known_of(it as u32)).collect();
        project.link_crates();
        let classes: Vec<ClassId> = project.classes().map(|it| it.id).collect();
        project.ancestors = classes.into_iter().map(|it| (it, project.find_ancestors(it))).collect();
        project.resolved = project.modules.iter().map(|_| Mutex::default()).collect();
        project.share_imported_names();
        project.link_subclasses();
        project
    }

    /// Hands the names of Rust files to [`Crates`] and puts methods where their types are.
    fn link_crates(&mut self) {
        let files = self.modules.iter_mut().enumerate();
        let names: HashMap<u32, Names> =
            files.filter_map(|(file, it)| Some((file as u32, *it.rust.take()?))).collect();
        if names.is_empty() {
            return;
        }
        let mut crates = Crates::new(names);
        crates.infer(|it| self.class(it));
        for (id, behaviour, it) in crates.impls() {
            let class = &mut self.modules[id.file as usize].classes[id.index as usize];
            class.methods.extend(it.methods.iter().cloned());
            class.bases.extend(behaviour.filter(|it| *it != id).map(Meaning::Class));
            for (_, method) in &it.methods {
                self.modules[method.file as usize].functions[method.index as usize].1 = Some(id);
            }
        }
        self.crates = crates;
    }

    /// What other modules import, or reach as an attribute, lives as long as the process.
    fn share_imported_names(&mut self) {
        let mut shared = Vec::new();
        for file in 0..self.modules.len() as u32 {
            let module = &self.modules[file as usize];
            for (path, name) in &module.imports {
                if let (Some(Def::Module(target)), Some(name)) = (self.import(file, path), name) {
                    shared.push((target, name.clone()));
                }
            }
            for (object, name) in &module.attribute_reads {
                if let Some(Def::Module(target)) = self.resolve_name(file, object) {
                    shared.push((target, name.clone()));
                }
            }
        }
        for (target, name) in shared {
            self.modules[target as usize].shared.insert(name);
        }
    }

    fn link_subclasses(&mut self) {
        let mut links = BTreeMap::<ClassId, Vec<ClassId>>::new();
        for (file, module) in self.modules.iter().enumerate() {
            for class in &module.classes {
                for base in &class.bases {
                    if let Some(Def::Class(base)) = self.resolve(file as u32, base) {
                        links.entry(base).or_default().push(class.id);
                    }
                }
            }
        }
        self.subclasses = links;
    }

    pub fn function_name(&self, id: FnId) -> &Name {
        &self.modules[id.file as usize].functions[id.index as usize].0
    }

    /// Whether a function may never return, by the look of its last statement.
    pub fn is_dead_end(&self, id: FnId) -> bool {
        self.modules[id.file as usize].dead_ends.contains(&id.index)
    }

    /// Whether two bodies belong to one outermost function, so that one may capture what the other has.
    pub fn are_nested(&self, one: FnId, other: FnId) -> bool {
        let group = self.group_at(other);
        one.file == other.file && group.is_some() && self.group_at(one) == group
    }

    /// The position of the outermost function that a body belongs to; none for the module's own bodies.
    pub fn group_at(&self, id: FnId) -> Option<usize> {
        let groups = &self.modules[id.file as usize].groups;
        let at = groups.partition_point(|it| it.0 <= id.index).checked_sub(1)?;
        (id.index < groups[at].1).then_some(at)
    }

    /// Numbers the groups of files that no import connects: values do not travel between them.
    ///
    /// A `conftest.py` belongs to the files around and below it.
    pub fn islands(&self) -> Vec<u32> {
        let mut groups = Groups::new(self.modules.len());
        for file in 0..self.modules.len() as u32 {
            for (path, name) in &self.modules[file as usize].imports {
                let target = self.import(file, path).and_then(|it| it.module());
                let part = name.as_ref().and_then(|it| self.layout.part(file, path, target, it));
                target.into_iter().chain(part).for_each(|it| groups.join(file, it));
            }
            let module = &self.modules[file as usize];
            let loaded = module.bindings.values().flatten().filter_map(|it| match it {
                Meaning::Import(path) => Some(path),
                _ => None,
            });
            for path in module.stars.iter().chain(loaded) {
                if let Some(Def::Module(target)) = self.import(file, path) {
                    groups.join(file, target);
                }
            }
            for conftest in self.layout.conftests(file) {
                groups.join(file, conftest);
            }
        }
        for (a, b) in self.crates.links() {
            groups.join(a, b);
        }
        groups.numbers()
    }

    /// Other names under which a name is known somewhere in the files: `from a import make as build`.
    pub fn aliases(&self, island: &[u32]) -> HashMap<(u32, Name), Vec<Name>> {
        let mut found: HashMap<(u32, Name), Vec<Name>> = HashMap::new();
        for (file, module) in self.modules.iter().enumerate() {
            let bindings =
                module.bindings.iter().flat_map(|(name, all)| all.iter().map(move |it| (name, it)));
            for (alias, meaning) in bindings.chain(module.classes.iter().flat_map(|it| &it.aliases)) {
                for name in self.last_names(meaning) {
                    if name != alias {
                        found.entry((island[file], name.clone())).or_default().push(alias.clone());
                    }
                }
            }
        }
        found
    }

    fn last_names<'m>(&'m self, meaning: &'m Meaning) -> Vec<&'m Name> {
        match meaning {
            Meaning::Function(it) => vec![self.function_name(*it)],
            Meaning::Class(it) => vec![&self.class(*it).name],
            Meaning::Import(path) => path.parts.last().into_iter().collect(),
            Meaning::Member(_, name) | Meaning::Name(name) | Meaning::Attribute(_, name) => vec![name],
            Meaning::Choice(all) => all.iter().flat_map(|it| self.last_names(it)).collect(),
            Meaning::Wrapped(inner) => self.last_names(inner),
            Meaning::Table(all) => all.iter().flat_map(|it| self.last_names(it)).collect(),
            Meaning::Path(_, path) => path.last().into_iter().collect(),
            Meaning::Constant | Meaning::Value => vec![],
        }
    }

    /// The openers that autouse fixtures replace for a file: its own, and those of the `conftest.py` around it.
    pub fn autouse_patches(&self, file: u32) -> Vec<Name> {
        self.with_conftests(file).into_iter().flat_map(|it| it.autouse.iter().cloned()).collect()
    }

    /// The openers that fixtures replace for a function that asks for these by name.
    pub fn fixture_patches(&self, file: u32, asked: &[&str]) -> Vec<Name> {
        let around = self.with_conftests(file);
        let of = |it: &&str| around.iter().find_map(|module| module.fixtures.get(*it));
        asked.iter().filter_map(of).flatten().cloned().collect()
    }

    /// The module and the `conftest.py` files around it, the nearest first.
    fn with_conftests(&self, file: u32) -> Vec<&Module> {
        let around = self.layout.conftests(file).map(|it| &self.modules[it as usize]);
        std::iter::once(&self.modules[file as usize]).chain(around).collect()
    }

    /// Whether reading an attribute of this name may be a request.
    pub fn is_request(&self, name: &str) -> bool {
        self.requests.contains(name)
    }

    /// Whether the last part of a name that profiles speak about is this.
    pub fn is_known_method(&self, name: &str) -> bool {
        self.known.iter().any(|it| it.rsplit('.').next() == Some(name))
    }

    pub fn is_known(&self, path: &str) -> bool {
        self.known.contains(path)
    }

    /// The dotted name of a file's module.
    pub fn dotted(&self, file: u32) -> &[Name] {
        &self.layout.modules()[file as usize].dotted
    }
}
