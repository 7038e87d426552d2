//! A program that is checked again and again while its files change, as an editor does it.
//!
//! Parsing is most of a check, and between two checks nearly no file changes: a [`Session`] keeps what parsing made
//! of each file until its text is another. All else is done anew, so its report is that of [`crate::check`].

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::finding::{FileId, InternalError};
use crate::lang::{self, Parsed};
use crate::project::Module;
use crate::source::SourceFile;
use crate::{Options, Report, guarded, judge};

/// The files of a program, and what is known of them already.
#[derive(Debug, Default)]
pub struct Session {
    files: Vec<SourceFile>,
    /// Where the file with a path is.
    at: HashMap<String, usize>,
    /// The tree of each file.
    units: Vec<Parsed>,
    /// The names of each file; none if it has to be parsed.
    modules: Vec<Option<Module>>,
    /// What went wrong when a file was parsed.
    errors: Vec<Option<InternalError>>,
}

impl Session {
    /// The files, in the order that [`FileId`] counts.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file with this path.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.at.get(path).map(|it| FileId(*it as u32))
    }

    /// Adds a file, or puts it in the place of the one with the same path.
    pub fn put(&mut self, file: SourceFile) {
        match self.at.get(&file.path) {
            Some(at) => self.replace(*at, file),
            None => {
                self.at.insert(file.path.clone(), self.files.len());
                self.files.push(file);
                self.units.push(Parsed::default());
                self.modules.push(None);
                self.errors.push(None);
            }
        }
    }

    /// Takes a file out; the last one gets its number.
    pub fn remove(&mut self, path: &str) -> Option<SourceFile> {
        let at = self.at.remove(path)?;
        let file = self.files.swap_remove(at);
        self.units.swap_remove(at);
        self.modules.swap_remove(at);
        self.errors.swap_remove(at);
        if let Some(moved) = self.files.get(at) {
            self.at.insert(moved.path.clone(), at);
            // Names carry the number of their file.
            self.modules[at] = None;
        }
        Some(file)
    }

    /// Makes `files` the files of the program; those that stay keep their numbers as far as possible.
    pub fn set(&mut self, files: Vec<SourceFile>) {
        let paths: HashSet<&str> = files.iter().map(|it| it.path.as_str()).collect();
        let gone = self.files.iter().map(|it| &it.path).filter(|it| !paths.contains(it.as_str()));
        for path in gone.cloned().collect::<Vec<_>>() {
            self.remove(&path);
        }
        files.into_iter().for_each(|it| self.put(it));
    }

    /// Gives what [`crate::check`] gives for the files.
    pub fn check(&mut self, options: &Options) -> Report {
        self.parse();
        let modules = self.modules.iter().flatten().cloned().collect();
        let errors = self.errors.iter().flatten().cloned().collect();
        judge(&self.files, &self.units, modules, errors, options)
    }

    fn replace(&mut self, at: usize, file: SourceFile) {
        let old = &self.files[at];
        // The names of a Rust file know its package.
        let is_same = (&old.path, &old.text, old.language, &old.pin.package)
            == (&file.path, &file.text, file.language, &file.pin.package);
        if !is_same {
            self.modules[at] = None;
        }
        self.files[at] = file;
    }

    fn parse(&mut self) {
        let files = &self.files;
        let todo: Vec<usize> = (0..files.len()).filter(|it| self.modules[*it].is_none()).collect();
        let parsed = todo.into_par_iter().map(|at| {
            let file = std::slice::from_ref(&files[at]);
            let (mut units, errors) = guarded(file, "parsing", |_, it| lang::parse(at as u32, it));
            let unit: Parsed = units.pop().expect("one file gives one tree");
            let error = errors.into_iter().next().map(|it| InternalError { file: FileId(at as u32), ..it });
            (at, unit, error)
        });
        for (at, mut unit, error) in parsed.collect::<Vec<_>>() {
            self.modules[at] = Some(unit.take_module());
            self.units[at] = unit;
            self.errors[at] = error;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::source::{Language, Origin, SdkPin};

    fn file(path: &str, text: &str) -> SourceFile {
        let language = if path.ends_with(".rs") { Language::Rust } else { Language::Python };
        let (path, text) = (path.to_owned(), text.to_owned());
        SourceFile {
            path,
            text,
            language,
            pin: SdkPin::default(),
            root: String::new(),
            origin: Origin::Walked,
        }
    }

    const FACTORY: &str = "import bittensor as bt\n\ndef connect():\n    return bt.Subtensor()\n";
    const CLOSER: &str = "def close(sub):\n    sub.close()\n";
    const USER: &str = "from a import connect\nfrom b import close\n\nsub = connect()\nclose(sub)\n";

    /// Checks a session after each of some changes, and compares with a check of the same files from scratch.
    #[track_caller]
    fn found(session: &mut Session) -> Vec<(String, &'static str)> {
        let options = Options::default();
        let (kept, fresh) = (session.check(&options), check(session.files(), &options));
        assert_eq!(format!("{kept:?}"), format!("{fresh:?}"));
        let path = |it: FileId| session.files()[it.0 as usize].path.clone();
        kept.findings.iter().map(|it| (path(it.location.file), it.rule.id)).collect()
    }

    #[test]
    fn a_change_in_one_file_is_seen_in_the_others() {
        let mut session = Session::default();
        session.set(vec![file("a.py", FACTORY), file("b.py", CLOSER), file("c.py", USER)]);
        assert!(found(&mut session).is_empty());
        session.put(file("b.py", "def close(sub):\n    sub.block\n"));
        assert_eq!(found(&mut session), [("c.py".to_owned(), "SUB001")]);
        session.put(file("b.py", CLOSER));
        assert!(found(&mut session).is_empty());
        session.put(file("a.py", "def connect():\n    return 1\n"));
        session.put(file("b.py", "def close(sub):\n    pass\n"));
        assert!(found(&mut session).is_empty());
    }

    #[test]
    fn files_come_and_go() {
        let mut session = Session::default();
        let all =
            || vec![file("a.py", FACTORY), file("b.py", CLOSER), file("c.py", USER), file("d.rs", "fn f( {")];
        session.set(all());
        assert_eq!(found(&mut session), [("d.rs".to_owned(), "SUB901")]);
        assert!(session.remove("b.py").is_some() && session.remove("b.py").is_none());
        assert_eq!(found(&mut session), [("c.py".to_owned(), "SUB001"), ("d.rs".to_owned(), "SUB901")]);
        session.put(file("b.py", CLOSER));
        session.remove("d.rs");
        assert!(found(&mut session).is_empty());
        session.remove("a.py");
        assert!(found(&mut session).is_empty());
        session.set(all());
        assert_eq!(found(&mut session), [("d.rs".to_owned(), "SUB901")]);
        session.set(all().into_iter().filter(|it| it.path != "b.py").collect());
        assert_eq!(found(&mut session).len(), 2);
    }

    #[test]
    fn fixes_are_made_where_they_are_wanted() {
        let mut session = Session::default();
        let leak = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
        session.set(vec![file("a.py", leak), file("b.py", leak)]);
        let fixes_in = Some(["b.py".to_owned()].into());
        let report = session.check(&Options { fixes_in, ..Options::default() });
        let fixable: Vec<bool> = report.findings.iter().map(|it| it.fix.is_some()).collect();
        assert_eq!(fixable, [false, true]);
    }
}
