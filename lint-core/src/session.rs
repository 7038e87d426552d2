//! A program that is checked again and again while its files change, as an editor does it.
//!
//! Between two checks nearly no file changes: a [`Session`] keeps the report of each island, and what parsing made of
//! each file until its text is another; see [`Kept`]. Its report is that of [`crate::check`].

use std::collections::{HashMap, HashSet};

use crate::finding::FileId;
use crate::kept::Kept;
use crate::source::SourceFile;
use crate::{Options, Report};

/// The files of a program, and what is known of them already.
#[derive(Debug, Default)]
pub struct Session {
    files: Vec<SourceFile>,
    /// Where the file with a path is.
    at: HashMap<String, usize>,
    kept: Kept,
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
            Some(at) => self.files[*at] = file,
            None => {
                self.at.insert(file.path.clone(), self.files.len());
                self.files.push(file);
            }
        }
    }

    /// Takes a file out; the last one gets its number.
    pub fn remove(&mut self, path: &str) -> Option<SourceFile> {
        let at = self.at.remove(path)?;
        let file = self.files.swap_remove(at);
        self.kept.forget(path);
        if let Some(moved) = self.files.get(at) {
            self.at.insert(moved.path.clone(), at);
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
        self.kept.check(&self.files, options)
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
