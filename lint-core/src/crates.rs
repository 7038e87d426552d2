//! Rust's names: which path means what across the files of a program.
//!
//! Each file brings its modules and their items ([`Names`]); [`Crates`] hangs files below the `mod` items that
//! declare them, and follows `use`, re-exports, globs and type aliases between them.
//! A path that leads out of the program is external and written with dots, as profiles know it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::ir::{ClassId, Def, FnId, Name, Root};
use crate::profile::Takes;
use crate::project::{Class, Meaning};
use crate::source::Package;

/// The names of one file; scope 0 is the file's own module.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub path: String,
    pub package: Option<Arc<Package>>,
    pub scopes: Vec<Scope>,
    pub impls: Vec<Impl>,
    /// Signatures of functions, by index of their bodies.
    pub signatures: BTreeMap<u32, Signature>,
}

/// A module, or a block with items of its own.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    pub parent: Option<u32>,
    pub is_module: bool,
    pub items: BTreeMap<Name, Vec<Item>>,
    pub globs: Vec<Vec<Name>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Function(FnId),
    Class(ClassId),
    /// A module that stands in the same file.
    Module(u32),
    /// A module in a file of its own: where it may be.
    File(Vec<String>),
    /// `use`: another path.
    Use(Vec<Name>),
    /// `type X = …`.
    Alias(Vec<Name>),
    Static,
}

/// An `impl` block.
#[derive(Debug, Clone)]
pub struct Impl {
    pub scope: u32,
    pub of: Vec<Name>,
    pub behaviour: Option<Vec<Name>>,
    pub methods: Vec<(Name, FnId)>,
}

/// What the head of a function says about connections.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    pub is_async: bool,
    pub takes_self: bool,
    /// How it takes `self`, where that is all that it takes.
    pub takes_only_self: Option<Takes>,
    /// The type it returns, out of `Result`, `Option`, `Arc` and their like, with the scope it is named in.
    pub returns: Option<(u32, Vec<Name>)>,
    pub is_fallible: bool,
    /// It returns a reference, perhaps in an `Option` or `Result`.
    pub lends: bool,
    /// Methods that its body calls on `self`.
    pub calls_on_self: Vec<Name>,
    /// It connects something or starts a task, by what it calls.
    pub begins: bool,
    /// It calls something that ends a connection, by its name.
    pub ends: bool,
    /// It connects something behind a call that ends something: a reset, no end.
    pub begins_again: bool,
}

/// What a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    Def(Def),
    Static(Root),
    /// A variant of an enum, or a constant of a type.
    Member(ClassId, Name),
    Module(u32, u32),
}

/// Something of the program that opens a connection which has an awaitable end.
#[derive(Debug, Clone)]
pub struct Inferred {
    pub name: Name,
    /// The path under which the profile knows the type.
    pub path: String,
    pub openers: Vec<Opening>,
    pub closers: Vec<Name>,
    /// Methods that end it and connect it again: if they fail, it is closed.
    pub resets: Vec<Name>,
    /// What the first of `closers` needs of the object, if it needs nothing else.
    pub takes: Option<Takes>,
    /// Its `Drop`, or that of what it holds, calls what ends it.
    pub is_closed_by_drop: bool,
}

/// A function that makes an open one.
#[derive(Debug, Clone)]
pub struct Opening {
    pub name: Name,
    pub is_fallible: bool,
    pub is_async: bool,
}

/// Whether the first name of a path may come from a glob.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Globs {
    Seen,
    Unseen,
}

#[derive(Debug, Default)]
pub struct Crates {
    files: HashMap<u32, Names>,
    by_path: HashMap<String, u32>,
    /// The module under which a file hangs.
    parents: HashMap<u32, (u32, u32)>,
    libraries: HashMap<String, u32>,
    packages: HashMap<String, u32>,
    inferred: BTreeMap<ClassId, Inferred>,
    /// The functions that stand in an `impl`, but take no `self` and give the type, perhaps in a `Result` or a box.
    makers: HashMap<FnId, ClassId>,
    /// Names of methods that lend what they give, wherever the program has one of the name.
    lenders: BTreeSet<Name>,
}

/// A path that needs more lookups than this means nothing.
const MAX_STEPS: usize = 200;

/// The lookups that are left for a path: globs may lead in circles.
type Fuel = Cell<usize>;

fn burn(fuel: &Fuel) -> Option<()> {
    fuel.set(fuel.get().checked_sub(1)?);
    Some(())
}

/// Names that everybody has: a glob of another crate hides none of them.
const PRELUDE: &[&str] = &[
    "Some", "None", "Ok", "Err", "Box", "Vec", "String", "Option", "Result", "Default", "Drop", "Clone",
    "Self",
];
/// Methods that end a connection and must be awaited.
const ENDS: &[&str] = &["close", "shutdown", "disconnect"];
/// What is held by what is held so deep is not looked for.
const MAX_HOLDERS: usize = 3;
/// What functions are called that open something, or a method that opens what a constructor did not.
const BEGINS: &[&str] = &["connect", "open", "dial", "start", "launch", "initialize", "init"];

impl Crates {
    pub fn new(files: HashMap<u32, Names>) -> Crates {
        let by_path = files.iter().map(|(file, it)| (it.path.clone(), *file)).collect();
        let mut crates = Crates { files, by_path, ..Crates::default() };
        crates.hang_files();
        crates.lenders = crates.find_lenders();
        for names in crates.files.values() {
            let Some(package) = &names.package else { continue };
            if let Some(root) = package.library.as_ref().and_then(|it| crates.by_path.get(it)) {
                crates.libraries.insert(package.library_name.clone(), *root);
                crates.packages.insert(package.name.clone(), *root);
            }
        }
        crates
    }

    fn find_lenders(&self) -> BTreeSet<Name> {
        let methods = self.files.values().flat_map(|it| &it.impls).flat_map(|it| &it.methods);
        let lends = |id: &FnId| self.signature(*id).is_some_and(|it| it.takes_self && it.lends);
        let (lenders, others): (Vec<_>, Vec<_>) = methods.partition(|it| lends(&it.1));
        let others: BTreeSet<&Name> = others.into_iter().map(|it| &it.0).collect();
        lenders.into_iter().map(|it| &it.0).filter(|it| !others.contains(it)).cloned().collect()
    }

    /// Whether calling a method of this name gives a reference to something that stays where it is.
    pub fn lends(&self, method: &str) -> bool {
        self.lenders.contains(method)
    }

    /// Finds the file of every `mod x;`; a file that two modules declare belongs to the first.
    fn hang_files(&mut self) {
        let mut order: Vec<u32> = self.files.keys().copied().collect();
        order.sort_unstable();
        for file in order {
            for (at, scope) in self.files[&file].scopes.iter().enumerate() {
                for item in scope.items.values().flatten() {
                    let Item::File(places) = item else { continue };
                    let found = places.iter().find_map(|it| self.by_path.get(it)).copied();
                    if let Some(child) = found.filter(|it| *it != file) {
                        self.parents.entry(child).or_insert((file, at as u32));
                    }
                }
            }
        }
    }

    /// The file in which the crate of a file begins.
    pub fn root_of(&self, mut file: u32) -> u32 {
        for _ in 0..MAX_STEPS {
            match self.parents.get(&file) {
                Some((parent, _)) => file = *parent,
                None => break,
            }
        }
        file
    }

    /// Pairs of files between which values may travel.
    pub fn links(&self) -> Vec<(u32, u32)> {
        let mut links: Vec<(u32, u32)> = self.files.keys().map(|it| (*it, self.root_of(*it))).collect();
        for (file, names) in &self.files {
            let firsts = names.scopes.iter().flat_map(|scope| {
                let used = scope.items.values().flatten().filter_map(|it| match it {
                    Item::Use(path) | Item::Alias(path) => path.first(),
                    _ => None,
                });
                used.chain(scope.globs.iter().filter_map(|it| it.first()))
            });
            links.extend(firsts.filter_map(|it| Some((*file, self.library(*file, it)?))));
        }
        links.sort_unstable();
        links
    }

    /// The root file of a library that a file's code calls by a name.
    fn library(&self, file: u32, name: &str) -> Option<u32> {
        let package = self.files.get(&file)?.package.as_ref();
        match package.and_then(|it| it.renamed.get(name)) {
            Some(package) => self.packages.get(package).copied(),
            None => self.libraries.get(name).copied(),
        }
    }

    /// A crate outside the program, under the name that profiles know.
    fn external(&self, file: u32, name: &str) -> Name {
        let package = self.files.get(&file).and_then(|it| it.package.as_ref());
        match package.and_then(|it| it.renamed.get(name)) {
            Some(package) => package.replace('-', "_").into(),
            None => name.into(),
        }
    }

    /// What a path means, seen from a scope.
    pub fn resolve(&self, file: u32, scope: u32, path: &[Name]) -> Option<Meant> {
        self.resolve_bounded(file, scope, path, Globs::Seen, &Cell::new(MAX_STEPS))
    }

    fn resolve_bounded(
        &self,
        file: u32,
        scope: u32,
        path: &[Name],
        globs: Globs,
        fuel: &Fuel,
    ) -> Option<Meant> {
        burn(fuel)?;
        let (first, rest) = path.split_first()?;
        let mut node = match &**first {
            "" => {
                let (krate, rest) = rest.split_first()?;
                return self.walk(self.crate_named(file, krate), rest, fuel);
            }
            "crate" | "$crate" => Meant::Module(self.root_of(file), 0),
            "self" => self.module_of(file, scope),
            "super" => self.above(self.module_of(file, scope))?,
            _ => self.lexical(file, scope, first, globs, fuel)?,
        };
        let mut rest = rest;
        while let (Meant::Module(..), Some((first, more))) = (&node, rest.split_first()) {
            if &**first != "super" {
                break;
            }
            node = self.above(node)?;
            rest = more;
        }
        self.walk(node, rest, fuel)
    }

    fn walk(&self, mut node: Meant, rest: &[Name], fuel: &Fuel) -> Option<Meant> {
        for name in rest {
            node = self.member(node, name, fuel)?;
        }
        Some(node)
    }

    fn crate_named(&self, file: u32, name: &str) -> Meant {
        match self.library(file, name) {
            Some(root) => Meant::Module(root, 0),
            None => Meant::Def(Def::External(self.external(file, name))),
        }
    }

    fn module_of(&self, file: u32, mut scope: u32) -> Meant {
        let scopes = &self.files[&file].scopes;
        while let Some(it) = scopes.get(scope as usize) {
            match it.parent {
                Some(parent) if !it.is_module => scope = parent,
                _ => break,
            }
        }
        Meant::Module(file, scope)
    }

    fn above(&self, module: Meant) -> Option<Meant> {
        let Meant::Module(file, scope) = module else { return None };
        match self.files[&file].scopes.get(scope as usize)?.parent {
            Some(parent) => Some(self.module_of(file, parent)),
            None => self.parents.get(&file).map(|(file, scope)| self.module_of(*file, *scope)),
        }
    }

    /// A name as code in the scope sees it.
    fn lexical(&self, file: u32, scope: u32, name: &Name, globs: Globs, fuel: &Fuel) -> Option<Meant> {
        let mut at = scope;
        loop {
            let found = self.own_item(file, at, name, fuel).or_else(|| match globs {
                Globs::Seen => self.glob_item(file, at, name, fuel),
                Globs::Unseen => None,
            });
            if found.is_some() {
                return found;
            }
            let it = self.files.get(&file)?.scopes.get(at as usize)?;
            match it.parent {
                Some(parent) if !it.is_module => at = parent,
                _ => break,
            }
        }
        Some(self.crate_named(file, name))
    }

    /// A name of a module itself, or one that it gets by a glob.
    fn item(&self, file: u32, scope: u32, name: &Name, fuel: &Fuel) -> Option<Meant> {
        let has_own = self.files.get(&file)?.scopes.get(scope as usize)?.items.contains_key(name);
        match has_own {
            true => self.own_item(file, scope, name, fuel),
            false => self.glob_item(file, scope, name, fuel),
        }
    }

    fn own_item(&self, file: u32, scope: u32, name: &Name, fuel: &Fuel) -> Option<Meant> {
        burn(fuel)?;
        let it = self.files.get(&file)?.scopes.get(scope as usize)?;
        it.items.get(name)?.iter().find_map(|item| match item {
            Item::Function(it) => Some(Meant::Def(Def::Function(*it))),
            Item::Class(it) => Some(Meant::Def(Def::Class(*it))),
            Item::Module(it) => Some(Meant::Module(file, *it)),
            Item::File(places) => {
                places.iter().find_map(|it| self.by_path.get(it)).map(|it| Meant::Module(*it, 0))
            }
            // `use subxt;` names the crate, not itself.
            Item::Use(path) if path.len() == 1 && path[0] == *name => Some(self.crate_named(file, name)),
            Item::Use(path) | Item::Alias(path) => self.resolve_bounded(file, scope, path, Globs::Seen, fuel),
            Item::Static => Some(Meant::Static(Root::Global(file, name.clone()))),
        })
    }

    fn glob_item(&self, file: u32, scope: u32, name: &Name, fuel: &Fuel) -> Option<Meant> {
        burn(fuel)?;
        let it = self.files.get(&file)?.scopes.get(scope as usize)?;
        // What a glob leads to is not looked for behind the globs beside it.
        let module = |path: &Vec<Name>| self.resolve_bounded(file, scope, path, Globs::Unseen, fuel);
        it.globs.iter().find_map(|path| match module(path)? {
            Meant::Module(other, at) if (other, at) != (file, scope) => self.item(other, at, name, fuel),
            Meant::Def(Def::External(path)) if starts_upper(name) && !PRELUDE.contains(&&**name) => {
                Some(Meant::Def(Def::External(format!("{path}.{name}").into())))
            }
            Meant::Def(Def::Class(class)) if starts_upper(name) => Some(Meant::Member(class, name.clone())),
            _ => None,
        })
    }

    fn member(&self, node: Meant, name: &Name, fuel: &Fuel) -> Option<Meant> {
        match node {
            Meant::Module(file, scope) => self.item(file, scope, name, fuel),
            Meant::Def(Def::External(path)) => {
                Some(Meant::Def(Def::External(format!("{path}.{name}").into())))
            }
            Meant::Def(Def::Class(class)) => Some(Meant::Member(class, name.clone())),
            Meant::Def(_) | Meant::Static(_) | Meant::Member(..) => None,
        }
    }

    /// The class that a path names, through aliases.
    pub fn class(&self, file: u32, scope: u32, path: &[Name]) -> Option<ClassId> {
        match self.resolve(file, scope, path)? {
            Meant::Def(Def::Class(it)) => Some(it),
            _ => None,
        }
    }

    /// Every `impl` block with the class and the trait that it is about.
    pub fn impls(&self) -> Vec<(ClassId, Option<ClassId>, &Impl)> {
        let mut files: Vec<(&u32, &Names)> = self.files.iter().collect();
        files.sort_by_key(|it| it.0);
        let mut found = vec![];
        for (file, names) in files {
            for it in &names.impls {
                let Some(class) = self.class(*file, it.scope, &it.of) else { continue };
                let behaviour = it.behaviour.as_ref().and_then(|path| self.class(*file, it.scope, path));
                found.push((class, behaviour, it));
            }
        }
        found
    }

    fn signature(&self, id: FnId) -> Option<&Signature> {
        self.files.get(&id.file)?.signatures.get(&id.index)
    }

    /// The type that a function makes: it takes none, and stands in an `impl` of it.
    pub fn made_by(&self, id: FnId) -> Option<ClassId> {
        self.makers.get(&id).copied()
    }

    /// Whether a function of a type gives it and takes none.
    fn makes(&self, class: ClassId, id: FnId) -> bool {
        let gives = |it: &Signature| {
            let (scope, path) = it.returns.as_ref()?;
            Some(&**path.first()? == "Self" || self.class(id.file, *scope, path) == Some(class))
        };
        self.signature(id).is_some_and(|it| !it.takes_self && gives(it) == Some(true))
    }

    /// Finds the functions that make a type, and the types with an awaitable end of their own.
    pub fn infer<'p>(&mut self, class_of: impl Fn(ClassId) -> &'p Class) {
        let impls = self.impls();
        let drops: BTreeSet<ClassId> =
            impls.iter().filter(|it| self.is_closing_drop(it.2)).map(|it| it.0).collect();
        let functions = impls.iter().flat_map(|(class, _, it)| it.methods.iter().map(|it| (it.1, *class)));
        let makers = functions.filter(|(id, class)| self.makes(*class, *id)).collect();
        self.makers = makers;
        let mut methods: BTreeMap<ClassId, Vec<(Name, FnId)>> = BTreeMap::new();
        for (class, _, it) in self.impls().into_iter().filter(|it| it.2.behaviour.is_none()) {
            methods.entry(class).or_default().extend(it.methods.iter().cloned());
        }
        for (class, methods) in methods {
            let of = |id: &FnId| self.signature(*id).cloned().unwrap_or_default();
            let mut closers: Vec<Name> = vec![];
            for (name, id) in &methods {
                let signature = of(id);
                if ENDS.contains(&&**name) && signature.is_async && signature.takes_self {
                    // The first one is what advice and fixes name.
                    let at = if signature.takes_only_self.is_some() { 0 } else { closers.len() };
                    closers.insert(at, name.clone());
                }
            }
            if closers.is_empty() {
                continue;
            }
            let first = methods.iter().find(|it| Some(&it.0) == closers.first());
            let takes = first.and_then(|it| of(&it.1).takes_only_self);
            let mut more = true;
            while std::mem::take(&mut more) {
                for (name, id) in &methods {
                    let signature = of(id);
                    let calls = signature.calls_on_self.iter().any(|it| closers.contains(it));
                    let calls = calls && !signature.begins_again;
                    if signature.is_async && signature.takes_self && calls && !closers.contains(name) {
                        closers.push(name.clone());
                        more = true;
                    }
                }
            }
            let resets = |(name, id): &(Name, FnId)| {
                let it = of(id);
                let closes = it.begins_again && it.calls_on_self.iter().any(|it| closers.contains(it));
                closes.then(|| name.clone())
            };
            let resets: Vec<Name> = methods.iter().filter_map(resets).collect();
            // What is connected by a method of its own is not connected by a plain constructor.
            let connects_later = methods.iter().any(|(name, id)| begins(name) && of(id).takes_self);
            let opens = |(name, id): &(Name, FnId)| {
                let it = of(id);
                let connects = it.is_async || (!connects_later && (it.begins || begins(name)));
                let opening =
                    Opening { name: name.clone(), is_fallible: it.is_fallible, is_async: it.is_async };
                (connects && self.makes(class, *id)).then_some(opening)
            };
            let openers: Vec<Opening> = methods.iter().filter_map(opens).collect();
            let name = class_of(class).name.clone();
            let path = format!("{name}.{}:{}", class.file, class.index);
            let is_closed_by_drop = self.drops_one_of(&drops, class, &class_of, MAX_HOLDERS);
            self.inferred
                .insert(class, Inferred { name, path, openers, closers, resets, takes, is_closed_by_drop });
        }
    }

    fn is_closing_drop(&self, it: &Impl) -> bool {
        let is_drop = it.behaviour.as_ref().and_then(|it| it.last()).is_some_and(|it| &**it == "Drop");
        is_drop && it.methods.iter().any(|it| self.signature(it.1).is_some_and(|it| it.ends))
    }

    /// Whether a type, or one that it holds in its fields, is among those whose `Drop` ends a connection.
    fn drops_one_of<'p>(
        &self,
        drops: &BTreeSet<ClassId>,
        class: ClassId,
        class_of: &impl Fn(ClassId) -> &'p Class,
        depth: usize,
    ) -> bool {
        let held = class_of(class).field_types.values().filter_map(|it| match it {
            Meaning::Path(scope, path) => self.class(class.file, *scope, path),
            _ => None,
        });
        drops.contains(&class)
            || depth > 0 && held.into_iter().any(|it| self.drops_one_of(drops, it, class_of, depth - 1))
    }

    pub fn inferred(&self) -> impl Iterator<Item = &Inferred> {
        self.inferred.values()
    }

    /// Whether a type has an awaitable end of its own.
    pub fn has_end(&self, class: ClassId) -> bool {
        self.inferred.contains_key(&class)
    }

    /// Whether a method of a type with an awaitable end, which goes by its path, ends it and connects it again.
    pub fn resets(&self, path: &str, method: &str) -> bool {
        self.inferred.values().any(|it| it.path == path && it.resets.iter().any(|it| &**it == method))
    }

    /// The external path of an opener of a type with an awaitable end.
    pub fn inferred_opener(&self, class: ClassId, name: &str) -> Option<Name> {
        let it = self.inferred.get(&class)?;
        let opens = it.openers.iter().any(|opener| &*opener.name == name);
        opens.then(|| format!("{}.{name}", it.path).into())
    }
}

/// Whether a function says by its name that it ends something: `close_connection`.
pub fn ends(name: &str) -> bool {
    name.split('_').any(|it| ENDS.contains(&it))
}

/// Whether a function says by its name that something is open afterwards: `connect`, `open_with`.
pub fn begins(name: &str) -> bool {
    let first = name.split('_').next().unwrap_or(name);
    BEGINS.contains(&first)
}

fn starts_upper(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}
