//! Where a name may be mentioned: groups of files that share imports, and what else a name is called there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::ir::{FnId, Name};
use crate::knowledge::Knowledge;
use crate::project::Project;

#[derive(Debug)]
pub(crate) struct Words {
    /// The island of each file: files of different islands share no imports, so no value travels between them.
    pub island: Vec<u32>,
    pub files: BTreeMap<u32, Vec<u32>>,
    /// All methods of an island with a name, but for those of classes that the profiles know.
    pub methods: HashMap<(u32, Name), Vec<FnId>>,
    aliases: HashMap<(u32, Name), Vec<Name>>,
}

impl Words {
    pub fn new(project: &Project) -> Words {
        let island = project.islands();
        let mut files: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut methods: HashMap<(u32, Name), Vec<FnId>> = HashMap::new();
        for (file, island) in island.iter().enumerate() {
            files.entry(*island).or_default().push(file as u32);
            for index in 0..project.modules[file].functions.len() as u32 {
                let id = FnId { file: file as u32, index };
                if let Some(name) = project.method_name(id) {
                    methods.entry((*island, name.clone())).or_default().push(id);
                }
            }
        }
        let aliases = project.aliases(&island);
        Words { island, files, methods, aliases }
    }

    /// Whether one of the words stands anywhere on the island, or names the package that it is.
    pub fn has_any(&self, project: &Project, island: u32, words: &BTreeSet<Name>) -> bool {
        self.files[&island].iter().any(|file| {
            let module = &project.modules[*file as usize];
            let is_in = project.dotted(*file).first().is_some_and(|it| words.contains(it));
            is_in || words.iter().any(|it| module.words.contains_key(it))
        })
    }

    /// The words and everything that they are called elsewhere on the island.
    pub fn closure(&self, island: u32, words: impl IntoIterator<Item = Name>) -> Vec<Name> {
        let mut todo: Vec<Name> = words.into_iter().collect();
        let mut found: BTreeSet<Name> = todo.iter().cloned().collect();
        while let Some(word) = todo.pop() {
            for alias in self.aliases.get(&(island, word)).into_iter().flatten() {
                if found.insert(alias.clone()) {
                    todo.push(alias.clone());
                }
            }
        }
        found.into_iter().collect()
    }

    /// Classes whose instantiation opens: by their base outside the program, or by a field's factory.
    pub fn opening_classes(
        &self,
        project: &Project,
        island: u32,
        knowledge: &[Arc<Knowledge>],
    ) -> BTreeSet<Name> {
        let mut found = BTreeSet::new();
        for file in &self.files[&island] {
            for class in &project.modules[*file as usize].classes {
                let known = &knowledge[*file as usize];
                let bases = project.external_bases(class.id);
                let opens = bases.iter().any(|it| known.opener(it).is_some())
                    || class.dataclass_fields.iter().flatten().any(|it| it.factory.is_some());
                if opens {
                    let below = project.descendants(class.id);
                    found.insert(class.name.clone());
                    found.extend(below.into_iter().map(|it| project.class(it).name.clone()));
                }
            }
        }
        found
    }
}
