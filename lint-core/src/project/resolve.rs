//! Which definition a name stands for, through imports, attributes and aliases.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Meaning, Project};
use crate::crates::Meant;
use crate::ir::{ClassId, Def, Name};
use crate::layout::ImportPath;

pub(super) const MAX_STEPS: usize = 24;

impl Project {
    /// What a module-level name of a file means, if that is fixed.
    pub fn resolve_name(&self, file: u32, name: &str) -> Option<Def> {
        let Some(Ok(mut known)) = self.resolved.get(file as usize).map(Mutex::lock) else {
            return self.module_member(file, name, MAX_STEPS);
        };
        if let Some(it) = known.get(name) {
            return it.clone();
        }
        // The way may lead back to this file.
        let found = self.module_member(file, name, MAX_STEPS);
        known.insert(name.into(), found.clone());
        found
    }

    pub fn resolve(&self, file: u32, meaning: &Meaning) -> Option<Def> {
        self.resolve_bounded(file, meaning, MAX_STEPS)
    }

    pub(super) fn resolve_bounded(&self, file: u32, meaning: &Meaning, steps: usize) -> Option<Def> {
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
            // What functions of the program do depends on their arguments.
            Meaning::Wrapped(inner) => {
                self.resolve_bounded(file, inner, steps).filter(|it| matches!(it, Def::External(_)))
            }
            Meaning::Path(scope, path) => match self.crates.resolve(file, *scope, path)? {
                Meant::Def(def) => Some(def),
                Meant::Static(_) | Meant::Member(..) | Meant::Module(..) => None,
            },
            Meaning::Table(_) | Meaning::Constant | Meaning::Value => None,
        }
    }

    /// An attribute of something that is fixed.
    pub fn attribute(&self, object: &Def, name: &str) -> Option<Def> {
        self.member(object, name, MAX_STEPS)
    }

    pub(super) fn member(&self, object: &Def, name: &str, steps: usize) -> Option<Def> {
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
        if let Some(def) = self.known_member(file, name) {
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
        star.or_else(|| self.layout.submodule(file, name).map(Def::Module))
    }

    /// The elements of a module-level dictionary that holds nothing but functions and classes.
    pub fn elements_of(&self, file: u32, name: &str) -> Option<Def> {
        let [Meaning::Table(all)] = self.modules[file as usize].bindings.get(name)?.as_slice() else {
            return None;
        };
        let all: Option<Vec<Def>> = all.iter().map(|it| self.resolve(file, it)).collect();
        one_of(all?.into_iter())
    }

    /// A name that a profile speaks of, although this program defines it.
    pub(super) fn known_member(&self, file: u32, name: &str) -> Option<Def> {
        self.known_members[file as usize].get(name).map(|it| Def::External(it.clone()))
    }

    pub(super) fn known_of(&self, file: u32) -> BTreeMap<Name, Name> {
        let dotted = self.dotted(file);
        if dotted.is_empty() {
            return BTreeMap::new();
        }
        let module = format!("{}.", dotted.join("."));
        let below = self.known.range(module.clone()..).take_while(|it| it.starts_with(&module));
        let own = below.filter_map(|it| Some((it.strip_prefix(&module)?, it)));
        own.filter(|it| !it.0.contains('.')).map(|(name, path)| (name.into(), path.as_str().into())).collect()
    }

    /// The class itself, or the profile's name for it.
    fn class_def(&self, id: ClassId) -> Def {
        let name = &self.class(id).name;
        self.known_member(id.file, name).unwrap_or(Def::Class(id))
    }

    fn import_member(&self, file: u32, path: &ImportPath, name: &Name, steps: usize) -> Option<Def> {
        let module = self.import(file, path)?;
        match module {
            Def::Module(it) if it == file => self.layout.submodule(file, name).map(Def::Module),
            Def::External(_) if let Some(it) = self.layout.portion(file, path, name) => Some(Def::Module(it)),
            _ => self.member(&module, name, steps),
        }
    }

    /// See [`Layout::import`].
    pub fn import(&self, file: u32, path: &ImportPath) -> Option<Def> {
        let Ok(mut known) = self.imported[file as usize].lock() else {
            return self.layout.import(file, path);
        };
        if let Some(it) = known.get(path) {
            return it.clone();
        }
        let found = self.layout.import(file, path);
        known.insert(path.clone(), found.clone());
        found
    }
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
