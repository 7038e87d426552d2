//! The bodies of a run, each lowered when somebody first asks for it.
//!
//! Most functions of most programs never meet a connection; what a run looks at is found by the words that stand
//! in a function ([`Lowered::mentioning`]), and by calls.

use std::collections::BTreeSet;
use std::sync::{Mutex, OnceLock};

use crate::finding::{FileId, InternalError};
use crate::ir::{Body, FnId, Name};
use crate::lang::{self, Outermost, Parsed};
use crate::project::{Mention, Project};
use crate::source::SourceFile;

#[derive(Debug)]
pub struct Lowered<'a> {
    sources: &'a [&'a SourceFile],
    units: &'a [Parsed],
    project: &'a Project,
    files: Vec<File>,
    errors: Mutex<BTreeSet<(u32, String)>>,
}

/// One file's bodies, as far as they are there.
#[derive(Debug, Default)]
struct File {
    bodies: Vec<OnceLock<Body>>,
    /// Set once the module's own code is lowered.
    outermost: OnceLock<Vec<Outermost>>,
    /// Set once the group is lowered, in the order of [`crate::project::Module::groups`].
    groups: Vec<OnceLock<()>>,
}

impl<'a> Lowered<'a> {
    pub fn new(sources: &'a [&'a SourceFile], units: &'a [Parsed], project: &'a Project) -> Lowered<'a> {
        let cells = |n: usize| (0..n).map(|_| OnceLock::new()).collect();
        let file = |it: &crate::project::Module| File {
            bodies: cells(it.functions.len().max(1)),
            outermost: OnceLock::new(),
            groups: (0..it.groups.len()).map(|_| OnceLock::new()).collect(),
        };
        let files = project.modules.iter().map(file).collect();
        Lowered { sources, units, project, files, errors: Mutex::default() }
    }

    pub fn body(&self, id: FnId) -> &Body {
        let file = &self.files[id.file as usize];
        if let Some(it) = file.bodies[id.index as usize].get() {
            return it;
        }
        self.lower_module(id.file);
        if let Some(at) = self.project.group_at(id) {
            file.groups[at].get_or_init(|| self.lower_group(id.file, at));
        }
        file.bodies[id.index as usize].get_or_init(|| lang::unreachable(id))
    }

    /// The outermost function that a body belongs to, with all that is nested in it; else the module's own bodies.
    pub fn group_of(&self, id: FnId) -> Vec<FnId> {
        match self.project.group_at(id) {
            Some(at) => self.members(id.file, at),
            None => self.of_module(id.file),
        }
    }

    /// The bodies of the group at a position.
    fn members(&self, file: u32, at: usize) -> Vec<FnId> {
        let (start, end) = self.project.modules[file as usize].groups[at];
        (start..end).map(|index| FnId { file, index }).collect()
    }

    /// The bodies of a module that belong to none of its groups.
    fn of_module(&self, file: u32) -> Vec<FnId> {
        let module = &self.project.modules[file as usize];
        let id = |index| FnId { file, index };
        let mut next = 0;
        let mut own = vec![];
        for (start, end) in &module.groups {
            own.extend((next..*start).map(id));
            next = *end;
        }
        own.extend((next..module.functions.len().max(1) as u32).map(id));
        own
    }

    /// The bodies in whose group one of the words stands, in one of the files.
    pub fn mentioning(&self, files: impl Iterator<Item = u32>, words: &[Name]) -> BTreeSet<FnId> {
        self.mentioning_as(files, words, |_| true)
    }

    /// The same for words that stand there in a certain way.
    pub fn mentioning_as(
        &self,
        files: impl Iterator<Item = u32>,
        words: &[Name],
        fits: impl Fn(&Mention) -> bool,
    ) -> BTreeSet<FnId> {
        let mut found = BTreeSet::new();
        for file in files {
            let module = &self.project.modules[file as usize];
            let mentions = words.iter().filter_map(|it| module.words.get(it)).flatten();
            let groups: BTreeSet<u32> = mentions.filter(|it| fits(it)).map(|it| it.group).collect();
            groups.into_iter().for_each(|index| found.extend(self.group_of(FnId { file, index })));
        }
        found
    }

    /// What went wrong while lowering: one entry for each file.
    pub fn errors(&self) -> Vec<InternalError> {
        let all = self.errors.lock().map(|it| it.clone()).unwrap_or_default();
        let error = |(file, message)| InternalError { file: FileId(file), message };
        all.into_iter().map(error).collect()
    }

    fn lower_module(&self, file: u32) -> &[Outermost] {
        let this = &self.files[file as usize];
        this.outermost.get_or_init(|| {
            let (source, unit) = (&self.sources[file as usize], &self.units[file as usize]);
            let lower = || lang::lower_module(file, source, unit, self.project);
            let (bodies, outermost) = self.guarded(file, lower).unwrap_or_default();
            self.keep(bodies);
            outermost
        })
    }

    fn lower_group(&self, file: u32, at: usize) {
        let first = self.project.modules[file as usize].groups[at].0;
        let outermost = self.lower_module(file);
        let Ok(function) = outermost.binary_search_by_key(&first, Outermost::index) else { return };
        let (source, unit) = (&self.sources[file as usize], &self.units[file as usize]);
        let lower = || lang::lower_function(file, source, unit, self.project, &outermost[function]);
        let bodies = self.guarded(file, lower);
        self.keep(bodies.unwrap_or_default());
    }

    fn keep(&self, bodies: Vec<Body>) {
        for body in bodies {
            let cell = &self.files[body.id.file as usize].bodies[body.id.index as usize];
            // A default argument's lambda belongs to the module although it stands in a function.
            let _ = cell.set(body);
        }
    }

    /// A panic in one function costs no other its result.
    fn guarded<T>(&self, file: u32, lower: impl FnOnce() -> T) -> Option<T> {
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(lower));
        result
            .inspect_err(|cause| {
                let message = format!("internal error while lowering: {}", crate::panic_text(cause.as_ref()));
                if let Ok(mut errors) = self.errors.lock() {
                    errors.insert((file, message));
                }
            })
            .ok()
    }
}
