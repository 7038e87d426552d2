//! Classes across files: who is above and below whom, and where a method comes from.

use super::{Class, Meaning, Project};
use crate::ir::{ClassId, Def, FnId, Name};

impl Project {
    pub fn class(&self, id: ClassId) -> &Class {
        &self.modules[id.file as usize].classes[id.index as usize]
    }

    /// The name of a method whose receivers the profiles do not know themselves.
    pub fn method_name(&self, id: FnId) -> Option<&Name> {
        let module = &self.modules[id.file as usize];
        let (name, class) = &module.functions[id.index as usize];
        let class = class.as_ref()?;
        self.known_member(class.file, &self.class(*class).name).is_none().then_some(name)
    }

    pub fn classes(&self) -> impl Iterator<Item = &Class> {
        self.modules.iter().flat_map(|it| &it.classes)
    }

    /// The class and its bases inside the program, in the order in which attributes are looked up
    /// (depth first, left to right: close enough to C3 for finding a method).
    pub fn ancestors(&self, class: ClassId) -> Vec<ClassId> {
        self.ancestors.get(&class).cloned().unwrap_or_default()
    }

    pub(super) fn find_ancestors(&self, class: ClassId) -> Vec<ClassId> {
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

    /// Whether some class of the name has a method of its own, or one from a base in the program.
    pub fn method_of_named(&self, class: &str, method: &str) -> bool {
        self.classes().filter(|it| &*it.name == class).any(|it| self.method(it.id, method).is_some())
    }

    /// The method that a call on an instance of `class` reaches.
    pub fn method(&self, class: ClassId, name: &str) -> Option<FnId> {
        self.ancestors(class).into_iter().find_map(|it| self.own_method(it, name))
    }

    /// What assigning to the attribute of an instance runs, if that is a property.
    pub fn setter(&self, class: ClassId, name: &str) -> Option<FnId> {
        self.ancestors.get(&class)?.iter().find_map(|it| self.class(*it).setters.get(name).copied())
    }

    /// What a class-level name is another name of: `client_class = bt.Subtensor`.
    pub fn class_alias(&self, class: ClassId, name: &str) -> Option<Def> {
        self.ancestors(class).into_iter().find_map(|it| {
            let meaning = self.class(it).aliases.get(name)?;
            self.resolve(it.file, meaning)
        })
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
}
