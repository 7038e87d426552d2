//! Where the modules of a program are: paths to dotted names, and which file an import reaches.
//!
//! Nothing here needs a syntax tree, so files can be told apart before they are parsed.

use foldhash::{HashMap, HashSet};

use crate::ir::{Def, Name};
use crate::source::{Language, SourceFile};

/// A module as an import statement spells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImportPath {
    /// The number of leading dots.
    pub level: usize,
    pub parts: Vec<Name>,
}

/// The Python files of a program by their paths.
#[derive(Debug, Default)]
pub struct Layout {
    /// Paths without extension (and without `/__init__`) to file indices.
    by_path: HashMap<String, u32>,
    folders: Vec<String>,
    /// The last names of all modules: most imports lead to none of them.
    names: HashSet<String>,
    modules: Vec<Place>,
}

/// What a file's path says about its module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The dotted name that the folders with an `__init__` give it: `["pkg", "chain"]`.
    pub dotted: Vec<Name>,
    pub is_package: bool,
}

impl Layout {
    /// Takes all files of a program, in order.
    pub fn of<'a>(files: impl Iterator<Item = &'a SourceFile>) -> Layout {
        Layout::new(files.map(|it| (it.language == Language::Python).then_some(it.path.as_str())))
    }

    /// Takes the paths of all files, in order; `None` for one that is no module of Python.
    pub fn new<'a>(paths: impl Iterator<Item = Option<&'a str>>) -> Layout {
        let mut layout = Layout::default();
        let paths: Vec<Option<&str>> = paths.collect();
        for (file, path) in paths.iter().enumerate() {
            let folder = path.and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0);
            layout.folders.push(folder.to_owned());
            let Some(path) = *path else { continue };
            let stem = path.rsplit_once('.').map_or(path, |it| it.0);
            let key = stem.strip_suffix("/__init__").unwrap_or(if stem == "__init__" { "" } else { stem });
            layout.names.insert(key.rsplit_once('/').map_or(key, |it| it.1).to_owned());
            layout.by_path.entry(key.to_owned()).or_insert(file as u32);
        }
        let place = |(file, path): (usize, &Option<&str>)| {
            path.map_or_else(Place::default, |path| layout.place(file, path))
        };
        layout.modules = paths.iter().enumerate().map(place).collect();
        layout
    }

    /// The same files where more is known of them than their paths tell: packages that have files elsewhere.
    pub fn placed(self, places: &[Place]) -> Layout {
        Layout { modules: places.to_vec(), ..self }
    }

    fn place(&self, file: usize, path: &str) -> Place {
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
        Place { dotted: parts[first..].iter().map(|it| Name::from(*it)).collect(), is_package }
    }

    fn is_init(&self, file: u32) -> bool {
        self.by_path.get(&self.folders[file as usize]) == Some(&file)
    }

    /// What the paths say about each file's module.
    pub fn modules(&self) -> &[Place] {
        &self.modules
    }

    /// The `__init__` of the package that a file belongs to; of an `__init__` that of the package around.
    pub fn package_of(&self, file: u32) -> Option<u32> {
        let folder = self.folders[file as usize].as_str();
        let folder = match self.modules[file as usize].is_package {
            true => folder.rsplit_once('/').map_or("", |it| it.0),
            false => folder,
        };
        self.by_path.get(folder).copied().filter(|it| *it != file && self.is_init(*it))
    }

    /// The `conftest.py` files around a file, the nearest first.
    pub fn conftests(&self, file: u32) -> impl Iterator<Item = u32> {
        let folders = std::iter::successors(Some(self.folders[file as usize].as_str()), |it| {
            (!it.is_empty()).then(|| it.rsplit_once('/').map_or("", |it| it.0))
        });
        folders.filter_map(|it| self.by_path.get(&join(it, &[Name::from("conftest")])).copied())
    }

    /// A module of a package, by its last name.
    pub fn submodule(&self, file: u32, name: &str) -> Option<u32> {
        if !self.modules[file as usize].is_package {
            return None;
        }
        self.by_path.get(&join(&self.folders[file as usize], &[Name::from(name)])).copied()
    }

    /// The module that an import reaches: of the program if it is there, else by dotted path.
    pub fn import(&self, file: u32, path: &ImportPath) -> Option<Def> {
        if path.level > 0 {
            return self.relative_import(file, path);
        }
        if path.parts.last().is_some_and(|it| !self.names.contains(&**it)) {
            return Some(Def::External(path.parts.join(".").into()));
        }
        let mut folder = self.folders[file as usize].as_str();
        loop {
            for base in [folder.to_owned(), join(folder, &[Name::from("src")])] {
                if let Some(found) = self.by_path.get(&join(&base, &path.parts)) {
                    return Some(Def::Module(*found));
                }
            }
            if folder.is_empty() {
                return Some(Def::External(path.parts.join(".").into()));
            }
            folder = folder.rsplit_once('/').map_or("", |it| it.0);
        }
    }

    /// The module that `from PATH import NAME` reaches below `target`, which the path reaches by itself.
    pub fn part(&self, file: u32, path: &ImportPath, target: Option<u32>, name: &Name) -> Option<u32> {
        match target {
            Some(it) => self.submodule(it, name),
            None => self.portion(file, path, name),
        }
    }

    /// The module that `from PATH import NAME` reaches in a folder without an `__init__`, a namespace package.
    pub fn portion(&self, file: u32, path: &ImportPath, name: &Name) -> Option<u32> {
        if !self.names.contains(&**name) {
            return None;
        }
        let parts = path.parts.iter().chain([name]).cloned().collect();
        self.import(file, &ImportPath { level: path.level, parts })?.module()
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
