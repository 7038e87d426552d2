//! A folder of the editor: its config, its files as they are on disk or in the editor, and what is found in them.
//!
//! Files outside of every folder are a workspace of their own for each folder they lie in, of which only the open
//! ones are read: nobody asked for the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Error;
use gen_lsp_types::Uri;
use lint_core::finding::{Applicability, FileId, Finding};
use lint_core::fix::{self, Repaired};
use lint_core::source::{Language, Origin, SourceFile};
use lint_core::{Options, Session};

use super::document::Document;
use crate::args::CheckArgs;
use crate::baseline::{Baseline, Need, Scope};
use crate::check::guarded;
use crate::config::{self, Config, ConfigError};
use crate::discover::{self, Candidate, Gitignore, Walk};
use crate::read;
use crate::settings::{Fate, Settings};

/// The open files by where they are or, never saved, would be.
pub(super) type Documents = BTreeMap<PathBuf, Document>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A folder of the editor, with everything in it.
    Folder,
    /// Open files that lie in no such folder.
    Loose,
}

#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) kind: Kind,
    /// With all links resolved.
    pub(super) root: PathBuf,
    /// As the editor calls it.
    named: PathBuf,
    settings: Settings,
    baseline: Option<Baseline>,
    session: Session,
    /// What the last check found and the config lets through.
    pub(super) findings: Vec<Finding>,
    /// What is wrong with the config; until that is mended, the last good one counts.
    pub(super) problem: Option<Problem>,
    /// The files have to be looked for again.
    pub(super) is_stale: bool,
    /// A text has changed since the last check.
    pub(super) is_dirty: bool,
    /// Fixes that were tried since the last check, by fingerprint.
    proven: BTreeMap<String, Vec<(FileId, String)>>,
}

/// A config file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) path: PathBuf,
    /// From 1.
    pub(super) line: usize,
    pub(super) message: String,
}

impl Workspace {
    pub(super) fn new(kind: Kind, named: PathBuf) -> Result<Workspace, Error> {
        let root = named.canonicalize().unwrap_or_else(|_| named.clone());
        let settings = Settings::new(&CheckArgs::default(), &Config::default(), &root)?;
        Ok(Workspace {
            kind,
            root,
            named,
            settings,
            baseline: None,
            session: Session::default(),
            findings: vec![],
            problem: None,
            is_stale: true,
            is_dirty: true,
            proven: BTreeMap::new(),
        })
    }

    pub(super) fn files(&self) -> &[SourceFile] {
        self.session.files()
    }

    /// Where a file is, with all links resolved.
    pub(super) fn place(&self, file: FileId) -> PathBuf {
        self.root.join(&self.files()[file.0 as usize].path)
    }

    /// How the editor would spell the URI of a file that is not open.
    pub(super) fn uri(&self, place: &Path) -> Option<Uri> {
        let path = place.strip_prefix(&self.root).map_or(place.to_owned(), |it| self.named.join(it));
        Uri::from_file_path(path).ok()
    }

    /// The config file that cannot be used.
    pub(super) fn problem_uri(&self) -> Option<Uri> {
        self.problem.as_ref().and_then(|it| self.uri(&it.path))
    }

    pub(super) fn find(&self, place: &Path) -> Option<FileId> {
        self.session.find(&read::shown(place, &self.root))
    }

    /// Reads the config and all files anew; what is open counts as the editor has it.
    ///
    /// Returns what kept files from being read.
    pub(super) fn reload(&mut self, documents: &Documents, threads: usize) -> Vec<String> {
        self.is_stale = false;
        self.is_dirty = true;
        self.configure();
        let mut troubles = vec![];
        let mut files = vec![];
        if self.kind == Kind::Folder {
            let walk = Walk {
                documents: self.settings.documents,
                cwd: &self.root,
                exclude: &self.settings.exclude,
                gitignore: Gitignore::Obeyed,
                threads,
            };
            let found = discover::discover(&[PathBuf::from(".")], &walk);
            let sources = read::read(None, found.files, &self.root);
            let errors = found.errors.iter().chain(&sources.errors);
            troubles.extend(errors.map(|it| format!("{}: {}", it.path, it.message)));
            files = sources.files;
        }
        for (place, document) in documents.iter().filter(|it| self.may_hold(it.0)) {
            let path = read::shown(place, &self.root);
            match files.iter_mut().find(|it| it.path == path) {
                Some(file) => file.text.clone_from(&document.text),
                // One that is on disk and was not found is excluded.
                None if self.kind == Kind::Folder && place.exists() => {}
                None => files.extend(self.unsaved(place, document)),
            }
        }
        self.session.set(files);
        troubles
    }

    /// Takes over what the editor has of a file; true if the file is one of ours.
    pub(super) fn edit(&mut self, place: &Path, text: &str) -> bool {
        let Some(FileId(at)) = self.find(place) else { return false };
        let file = &self.files()[at as usize];
        if file.text != text {
            let file = SourceFile { text: text.to_owned(), ..file.clone() };
            self.session.put(file);
            self.is_dirty = true;
        }
        true
    }

    /// Whether the file may be ours, from where it is.
    pub(super) fn may_hold(&self, place: &Path) -> bool {
        match self.kind {
            Kind::Folder => place.starts_with(&self.root),
            Kind::Loose => place.parent() == Some(&self.root),
        }
    }

    /// Judges all files, if something has changed.
    pub(super) fn check(&mut self, documents: &Documents, pool: &rayon::ThreadPool) -> Result<(), Error> {
        self.is_dirty = false;
        self.proven.clear();
        let fixes_in = documents.keys().map(|it| read::shown(it, &self.root)).collect();
        let options = Options { fixes_in: Some(fixes_in), ..self.options() };
        let session = &mut self.session;
        let mut report = guarded(|| pool.install(|| session.check(&options)))?;
        let (settings, root, files) = (&self.settings, &self.root, self.session.files());
        report.findings.retain_mut(|it| {
            let place = root.join(&files[it.location.file.0 as usize].path);
            settings.judge(it, &place) == Fate::Shown
        });
        if let Some(baseline) = &self.baseline {
            let places: Vec<PathBuf> = files.iter().map(|it| root.join(&it.path)).collect();
            let scope = Scope { files, places: &places, rules: &settings.rules };
            baseline.apply(&mut report.findings, &scope);
        }
        self.findings = report.findings;
        Ok(())
    }

    /// The new texts of the files that the fix of a finding changes, if it does what it says: it is made on a copy,
    /// and all files are checked anew.
    pub(super) fn prove(
        &mut self,
        finding: &Finding,
        pool: &rayon::ThreadPool,
    ) -> Result<Vec<(FileId, String)>, Error> {
        if let Some(known) = self.proven.get(&finding.fingerprint) {
            return Ok(known.clone());
        }
        let known: BTreeSet<&str> = self.findings.iter().map(|it| it.fingerprint.as_str()).collect();
        // An object that learns to close brings findings where it is made, and they are part of the fix.
        let is_meant = |it: &Finding| {
            let follows = it.rule.id == "SUB007" && !known.contains(it.fingerprint.as_str());
            it.fingerprint == finding.fingerprint || (finding.rule.id == "SUB006" && follows)
        };
        let options = self.options();
        let changed = repaired(&mut self.session, &options, is_meant, pool);
        self.proven.insert(finding.fingerprint.clone(), changed.as_ref().map_or(vec![], Clone::clone));
        changed
    }

    /// The new text of a file after all its safe fixes, if there are any.
    pub(super) fn fix_all(
        &mut self,
        file: FileId,
        pool: &rayon::ThreadPool,
    ) -> Result<Option<String>, Error> {
        let (options, place, settings) = (self.options(), self.place(file), &self.settings);
        // As with `--fix`: what the config silences stays as it is.
        let is_meant = |it: &Finding| {
            let is_safe = it.fix.as_ref().is_some_and(|it| it.applicability == Applicability::Safe);
            let is_here = it.location.file == file && settings.rules.contains(it.rule.id);
            is_safe && is_here && settings.judge(&mut it.clone(), &place) == Fate::Shown
        };
        let changed = repaired(&mut self.session, &options, is_meant, pool)?;
        Ok(changed.into_iter().find(|it| it.0 == file).map(|it| it.1))
    }

    fn options(&self) -> Options {
        Options {
            rules: self.settings.rules.clone(),
            profiles: self.settings.profiles.clone(),
            sdk: self.settings.sdk.clone(),
            ..Options::default()
        }
    }

    fn configure(&mut self) {
        let read = || -> Result<(Settings, Option<Baseline>), Error> {
            let config = config::find(&self.root)?.unwrap_or_default();
            let settings = Settings::new(&CheckArgs::default(), &config, &self.root)?;
            let read = |it: &PathBuf| Baseline::read(it, &self.root, Need::Optional);
            let baseline = settings.baseline.as_ref().map(read).transpose()?;
            Ok((settings, baseline))
        };
        match read() {
            Ok((settings, baseline)) => {
                self.settings = settings;
                self.baseline = baseline;
                self.problem = None;
            }
            Err(error) => self.problem = Some(self.problem_of(&error)),
        }
    }

    fn problem_of(&self, error: &Error) -> Problem {
        match error.downcast_ref::<ConfigError>() {
            Some(ConfigError { shown, line, message }) => {
                let path = self.root.join(shown);
                Problem { path, line: line.unwrap_or(1), message: message.clone() }
            }
            None => {
                let path = self.root.join("subtensor-lint.toml");
                Problem { path, line: 1, message: format!("{error:#}") }
            }
        }
    }

    /// A file that is in the editor only.
    fn unsaved(&self, path: &Path, document: &Document) -> Option<SourceFile> {
        let language = language(path, document)?;
        if self.kind == Kind::Folder && discover::is_left_out(path, &self.root, &self.settings.exclude) {
            return None;
        }
        let (path, shown) = (path.to_owned(), read::shown(path, &self.root));
        let candidate = Candidate { path, shown, language, origin: Origin::Walked };
        let bytes = document.text.clone().into_bytes();
        read::read(Some((candidate, bytes)), vec![], &self.root).files.pop()
    }
}

/// The new texts of the files that fixes change; the session stays as it is.
fn repaired(
    session: &mut Session,
    options: &Options,
    is_meant: impl Fn(&Finding) -> bool + Send + Sync,
    pool: &rayon::ThreadPool,
) -> Result<Vec<(FileId, String)>, Error> {
    let before = session.files().to_vec();
    let check = |files: &[SourceFile], options: &Options| {
        session.set(files.to_vec());
        session.check(options)
    };
    let repaired = guarded(|| pool.install(|| fix::repair_with(&before, options, is_meant, check)));
    let changed = repaired.map(|Repaired { files, .. }| {
        let pairs = files.into_iter().zip(&before).enumerate();
        let changed = pairs.filter(|(_, (new, old))| new.text != old.text);
        changed.map(|(at, (new, _))| (FileId(at as u32), new.text)).collect::<Vec<_>>()
    });
    session.set(before);
    changed
}

/// The language of an open file: a stub (`.pyi`) is Python to the editor and nothing to us.
fn language(path: &Path, document: &Document) -> Option<Language> {
    match path.extension() {
        Some(it) => discover::language_by_extension(&it.to_string_lossy()),
        None => document.language,
    }
}
