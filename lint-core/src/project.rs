//! Which name means what across the files of a program.
//!
//! A front-end fills one [`Module`] per file; [`Project::resolve`] follows imports, re-exports, aliases and
//! star imports between them. A dotted path that a profile knows wins over the file that defines it, so that
//! inside the SDK's own package `from .subtensor import Subtensor` still means the SDK's class.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::crates::{Crates, Meant, Names};
use crate::ir::{ClassId, Const, Def, FnId, Name};

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
    /// A constant: `bt = None` beside a failed import adds nothing.
    Constant,
    /// A value that only running tells.
    Value,
    /// A path of Rust, seen from a scope of the file.
    Path(u32, Vec<Name>),
}

/// A module as an import statement spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPath {
    /// The number of leading dots.
    pub level: usize,
    pub parts: Vec<Name>,
}

/// A class of the program.
#[derive(Debug, Clone)]
pub struct Class {
    pub id: ClassId,
    pub name: Name,
    pub bases: Vec<Meaning>,
    pub methods: BTreeMap<Name, FnId>,
    /// Class-level names that mean another method or class: `close = shutdown`.
    pub aliases: BTreeMap<Name, Meaning>,
    /// Fields in the order of a generated constructor, if the class is a dataclass.
    pub dataclass_fields: Option<Vec<Field>>,
    pub span: crate::source::Span,
    /// Fields whose annotation names a class.
    pub field_types: BTreeMap<Name, Meaning>,
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
    /// The dotted name that the folders with an `__init__` give it: `["pkg", "chain"]`.
    pub dotted: Vec<Name>,
    pub is_package: bool,
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
    pub words: HashMap<Name, Vec<Mention>>,
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
    /// Paths without extension (and without `/__init__`) to file indices.
    by_path: HashMap<String, u32>,
    folders: Vec<String>,
    /// Dotted names that profiles speak about.
    known: BTreeSet<String>,
    /// Attributes whose reading is a request for some resource.
    requests: BTreeSet<String>,
    subclasses: BTreeMap<ClassId, Vec<ClassId>>,
    pub crates: Crates,
}

const MAX_STEPS: usize = 24;

impl Project {
    /// Takes the modules of all files, in file order, with each file's path.
    pub fn new(
        modules: Vec<Module>,
        paths: &[&str],
        known: BTreeSet<String>,
        requests: BTreeSet<String>,
    ) -> Project {
        let mut project = Project { modules, known, requests, ..Project::default() };
        for (file, path) in paths.iter().enumerate() {
            let stem = path.rsplit_once('.').map_or(*path, |it| it.0);
            let key = stem.strip_suffix("/__init__").unwrap_or(if stem == "__init__" { "" } else { stem });
            if project.modules[file].rust.is_none() {
                project.by_path.entry(key.to_owned()).or_insert(file as u32);
            }
            project.folders.push(path.rsplit_once('/').map_or("", |it| it.0).to_owned());
        }
        for (file, path) in paths.iter().enumerate() {
            if project.modules[file].rust.is_none() {
                project.name_module(file, path);
            }
        }
        project.link_crates();
        project.share_imported_names();
        project.link_subclasses();
        project
    }

    /// Gives the module its dotted name: the folders above it that are packages.
    fn name_module(&mut self, file: usize, path: &str) {
        let stem = path.rsplit_once('.').map_or(path, |it| it.0);
        let parts: Vec<&str> = stem.split('/').collect();
        let is_package = parts.last() == Some(&"__init__");
        let parts = if is_package { &parts[..parts.len() - 1] } else { &parts[..] };
        let is_package_folder = |n: usize| {
            self.by_path
                .get(&parts[..n].join("/"))
                .is_some_and(|it| *it as usize == file || self.is_init(*it))
        };
        let mut first = parts.len().saturating_sub(1);
        while first > 0 && is_package_folder(first) {
            first -= 1;
        }
        self.modules[file].dotted = parts[first..].iter().map(|it| Name::from(*it)).collect();
        self.modules[file].is_package = is_package;
    }

    fn is_init(&self, file: u32) -> bool {
        let folder = &self.folders[file as usize];
        self.by_path.get(folder.as_str()) == Some(&file)
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
        crates.infer(|it| self.class(it).name.clone());
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

    pub fn class(&self, id: ClassId) -> &Class {
        &self.modules[id.file as usize].classes[id.index as usize]
    }

    pub fn function_name(&self, id: FnId) -> &Name {
        &self.modules[id.file as usize].functions[id.index as usize].0
    }

    /// Whether a function may never return, by the look of its last statement.
    pub fn is_dead_end(&self, id: FnId) -> bool {
        self.modules[id.file as usize].dead_ends.contains(&id.index)
    }

    /// The position of the outermost function that a body belongs to; none for the module's own bodies.
    pub fn group_at(&self, id: FnId) -> Option<usize> {
        let groups = &self.modules[id.file as usize].groups;
        let at = groups.partition_point(|it| it.0 <= id.index).checked_sub(1)?;
        (id.index < groups[at].1).then_some(at)
    }

    /// The name of a method whose receivers the profiles do not know themselves.
    pub fn method_name(&self, id: FnId) -> Option<&Name> {
        let module = &self.modules[id.file as usize];
        let (name, class) = &module.functions[id.index as usize];
        let class = class.as_ref()?;
        let home = &self.modules[class.file as usize];
        self.known_member(home, &self.class(*class).name).is_none().then_some(name)
    }

    /// Numbers the groups of files that no import connects: values do not travel between them.
    ///
    /// A `conftest.py` belongs to the files around and below it.
    pub fn islands(&self) -> Vec<u32> {
        let mut parent: Vec<u32> = (0..self.modules.len() as u32).collect();
        for file in 0..self.modules.len() as u32 {
            for (path, name) in &self.modules[file as usize].imports {
                let Some(Def::Module(target)) = self.import(file, path) else { continue };
                join_islands(&mut parent, file, target);
                if let Some(submodule) = name.as_ref().and_then(|it| self.submodule(target, it)) {
                    join_islands(&mut parent, file, submodule);
                }
            }
            let module = &self.modules[file as usize];
            let loaded = module.bindings.values().flatten().filter_map(|it| match it {
                Meaning::Import(path) => Some(path),
                _ => None,
            });
            for path in module.stars.iter().chain(loaded) {
                if let Some(Def::Module(target)) = self.import(file, path) {
                    join_islands(&mut parent, file, target);
                }
            }
            let mut folder = Some(self.folders[file as usize].as_str());
            while let Some(it) = folder {
                if let Some(conftest) = self.by_path.get(&join(it, &[Name::from("conftest")])) {
                    join_islands(&mut parent, file, *conftest);
                }
                folder = if it.is_empty() { None } else { Some(it.rsplit_once('/').map_or("", |it| it.0)) };
            }
        }
        for (a, b) in self.crates.links() {
            join_islands(&mut parent, a, b);
        }
        (0..parent.len() as u32).map(|it| island_of(&mut parent, it)).collect()
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
            Meaning::Path(_, path) => path.last().into_iter().collect(),
            Meaning::Constant | Meaning::Value => vec![],
        }
    }

    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.modules.iter().flat_map(|it| &it.classes)
    }

    /// The class and its bases inside the program, in the order in which attributes are looked up
    /// (depth first, left to right: close enough to C3 for finding a method).
    pub fn ancestors(&self, class: ClassId) -> Vec<ClassId> {
        let mut seen = vec![];
        let mut todo = vec![class];
        while let Some(it) = todo.pop() {
            if seen.contains(&it) || seen.len() > 64 {
                continue;
            }
            seen.push(it);
            for base in self.class(it).bases.iter().rev() {
                match self.resolve(it.file, base) {
                    Some(Def::Class(base)) => todo.push(base),
                    Some(Def::OneOf(all)) => {
                        todo.extend(
                            all.iter()
                                .filter_map(|it| if let Def::Class(it) = it { Some(*it) } else { None }),
                        );
                    }
                    _ => {}
                }
            }
        }
        seen
    }

    /// Every class below this one.
    pub fn descendants(&self, class: ClassId) -> Vec<ClassId> {
        let mut seen = vec![];
        let mut todo = vec![class];
        while let Some(it) = todo.pop() {
            for sub in self.subclasses.get(&it).into_iter().flatten() {
                if !seen.contains(sub) && *sub != class {
                    seen.push(*sub);
                    todo.push(*sub);
                }
            }
        }
        seen
    }

    /// The classes whose instances share fields with this one's: itself, bases, subclasses.
    pub fn family(&self, class: ClassId) -> Vec<ClassId> {
        let mut all = self.ancestors(class);
        for sub in self.descendants(class) {
            for it in self.ancestors(sub) {
                if !all.contains(&it) {
                    all.push(it);
                }
            }
        }
        all
    }

    /// The first base outside the program, by dotted path.
    pub fn external_bases(&self, class: ClassId) -> Vec<Name> {
        let mut found = vec![];
        for it in self.ancestors(class) {
            for base in &self.class(it).bases {
                match self.resolve(it.file, base) {
                    Some(Def::External(path)) => found.push(path),
                    Some(Def::OneOf(all)) => {
                        found.extend(
                            all.into_iter()
                                .filter_map(|it| if let Def::External(it) = it { Some(it) } else { None }),
                        );
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// Every function and method of this name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = FnId> {
        let files = self.modules.iter().enumerate();
        files.flat_map(move |(file, module)| {
            let here = module.functions.iter().enumerate().filter(move |(_, it)| &*it.0 == name);
            here.map(move |(index, _)| FnId { file: file as u32, index: index as u32 })
        })
    }

    /// The method that a call on an instance of `class` reaches.
    pub fn method(&self, class: ClassId, name: &str) -> Option<FnId> {
        self.ancestors(class).into_iter().find_map(|it| self.own_method(it, name))
    }

    fn own_method(&self, class: ClassId, name: &str) -> Option<FnId> {
        let it = self.class(class);
        it.methods.get(name).copied().or_else(|| match it.aliases.get(name)? {
            Meaning::Name(other) if other.as_ref() != name && it.methods.contains_key(other) => {
                it.methods.get(other).copied()
            }
            other => match self.resolve(class.file, other)? {
                Def::Function(it) => Some(it),
                _ => None,
            },
        })
    }

    /// What a module-level name of a file means, if that is fixed.
    pub fn resolve_name(&self, file: u32, name: &str) -> Option<Def> {
        self.module_member(file, name, MAX_STEPS)
    }

    pub fn resolve(&self, file: u32, meaning: &Meaning) -> Option<Def> {
        self.resolve_bounded(file, meaning, MAX_STEPS)
    }

    fn resolve_bounded(&self, file: u32, meaning: &Meaning, steps: usize) -> Option<Def> {
        let steps = steps.checked_sub(1)?;
        match meaning {
            Meaning::Function(it) => Some(Def::Function(*it)),
            Meaning::Class(it) => Some(self.class_def(*it)),
            Meaning::Import(path) => self.import(file, path),
            Meaning::Member(path, name) => self.import_member(file, path, name, steps),
            Meaning::Name(name) => self.module_member(file, name, steps),
            Meaning::Attribute(object, name) => {
                let object = self.resolve_bounded(file, object, steps)?;
                self.member(&object, name, steps)
            }
            Meaning::Choice(all) => one_of(all.iter().filter_map(|it| self.resolve_bounded(file, it, steps))),
            Meaning::Path(scope, path) => match self.crates.resolve(file, *scope, path)? {
                Meant::Def(def) => Some(def),
                Meant::Static(_) | Meant::Member(..) | Meant::Module(..) => None,
            },
            Meaning::Constant | Meaning::Value => None,
        }
    }

    /// An attribute of something that is fixed.
    pub fn attribute(&self, object: &Def, name: &str) -> Option<Def> {
        self.member(object, name, MAX_STEPS)
    }

    fn member(&self, object: &Def, name: &str, steps: usize) -> Option<Def> {
        let steps = steps.checked_sub(1)?;
        match object {
            Def::Module(file) => self.module_member(*file, name, steps),
            Def::Class(class) => self.method(*class, name).map(Def::Function),
            Def::External(path) => Some(Def::External(format!("{path}.{name}").into())),
            Def::OneOf(all) => one_of(all.iter().filter_map(|it| self.member(it, name, steps))),
            Def::Function(_) => None,
        }
    }

    fn module_member(&self, file: u32, name: &str, steps: usize) -> Option<Def> {
        let steps = steps.checked_sub(1)?;
        let module = &self.modules[file as usize];
        if let Some(def) = self.known_member(module, name) {
            return Some(def);
        }
        if let Some(meanings) = module.bindings.get(name)
            && let Some(def) = one_of(meanings.iter().filter_map(|it| self.resolve_bounded(file, it, steps)))
        {
            return Some(def);
        }
        if module.bindings.get(name).is_some_and(|it| it.contains(&Meaning::Value)) {
            return None;
        }
        let star = module.stars.iter().find_map(|path| match self.import(file, path)? {
            Def::Module(it) if it != file => self.module_member(it, name, steps),
            Def::External(it) if self.is_known(&format!("{it}.{name}")) => {
                Some(Def::External(format!("{it}.{name}").into()))
            }
            _ => None,
        });
        star.or_else(|| self.submodule(file, name).map(Def::Module))
    }

    /// A name that a profile speaks of, although this program defines it.
    fn known_member(&self, module: &Module, name: &str) -> Option<Def> {
        if !self.known_package(module.dotted.first()?) {
            return None;
        }
        let path = format!("{}.{name}", module.dotted.join("."));
        self.is_known(&path).then(|| Def::External(path.into()))
    }

    /// The class itself, or the profile's name for it.
    fn class_def(&self, id: ClassId) -> Def {
        let module = &self.modules[id.file as usize];
        let name = &self.class(id).name;
        self.known_member(module, name).unwrap_or(Def::Class(id))
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
        let mut found = vec![&self.modules[file as usize]];
        let mut folder = Some(self.folders[file as usize].as_str());
        while let Some(it) = folder {
            if let Some(conftest) = self.by_path.get(&join(it, &[Name::from("conftest")])) {
                found.push(&self.modules[*conftest as usize]);
            }
            folder = if it.is_empty() { None } else { Some(it.rsplit_once('/').map_or("", |it| it.0)) };
        }
        found
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

    fn known_package(&self, name: &str) -> bool {
        let from = self.known.range(name.to_owned()..).next();
        from.is_some_and(|it| it.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    }

    fn submodule(&self, file: u32, name: &str) -> Option<u32> {
        if !self.modules[file as usize].is_package {
            return None;
        }
        self.by_path.get(&join(&self.folders[file as usize], &[Name::from(name)])).copied()
    }

    fn import_member(&self, file: u32, path: &ImportPath, name: &Name, steps: usize) -> Option<Def> {
        let module = self.import(file, path)?;
        match module {
            Def::Module(it) if it == file => self.submodule(file, name).map(Def::Module),
            _ => self.member(&module, name, steps),
        }
    }

    /// The module that an import reaches: of the program if it is there, else by dotted path.
    pub fn import(&self, file: u32, path: &ImportPath) -> Option<Def> {
        if path.level > 0 {
            return self.relative_import(file, path);
        }
        let dotted = path.parts.join(".");
        let mut folder = self.folders[file as usize].as_str();
        loop {
            for base in [folder.to_owned(), join(folder, &[Name::from("src")])] {
                if let Some(found) = self.by_path.get(&join(&base, &path.parts)) {
                    return Some(Def::Module(*found));
                }
            }
            if folder.is_empty() {
                return Some(Def::External(dotted.into()));
            }
            folder = folder.rsplit_once('/').map_or("", |it| it.0);
        }
    }

    fn relative_import(&self, file: u32, path: &ImportPath) -> Option<Def> {
        let mut folder = self.folders[file as usize].as_str();
        for _ in 1..path.level {
            folder =
                if folder.is_empty() { return None } else { folder.rsplit_once('/').map_or("", |it| it.0) };
        }
        if let Some(found) = self.by_path.get(&join(folder, &path.parts)) {
            return Some(Def::Module(*found));
        }
        let module = &self.modules[file as usize];
        let keep = module.dotted.len() + usize::from(module.is_package);
        let package = module.dotted.get(..keep.checked_sub(path.level)?)?;
        let dotted: Vec<Name> = package.iter().chain(&path.parts).cloned().collect();
        Some(Def::External(dotted.join(".").into()))
    }
}

/// The representative of a group (union-find with path halving: Tarjan and van Leeuwen, 1984).
fn island_of(parent: &mut [u32], mut file: u32) -> u32 {
    while parent[file as usize] != file {
        parent[file as usize] = parent[parent[file as usize] as usize];
        file = parent[file as usize];
    }
    file
}

fn join_islands(parent: &mut [u32], a: u32, b: u32) {
    let (a, b) = (island_of(parent, a), island_of(parent, b));
    parent[a.max(b) as usize] = a.min(b);
}

fn join(folder: &str, parts: &[Name]) -> String {
    let mut path = folder.to_owned();
    for part in parts {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part);
    }
    path
}

/// The meanings taken together; none gives `None`.
fn one_of(defs: impl Iterator<Item = Def>) -> Option<Def> {
    let mut all: Vec<Def> = Vec::new();
    for def in defs {
        let several = if let Def::OneOf(several) = def { several } else { vec![def] };
        for it in several {
            if !all.contains(&it) {
                all.push(it);
            }
        }
    }
    match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(Def::OneOf(all)),
    }
}
