//! A baseline: the findings that a project had when it began to use the linter, and need not hear of again.
//!
//! The file is JSON and sorted, so that it can be committed and merged. What it knows a finding by is the
//! core's business ([`lint_core::baseline`]); here the path is added, relative to the baseline's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Error, anyhow};
use lint_core::baseline;
use lint_core::finding::Finding;
use lint_core::source::SourceFile;
use serde::{Deserialize, Serialize};

use crate::config::ConfigError;
use crate::read::{reason, shown};
use crate::{regular, write};

const VERSION: u32 = 1;

/// A baseline file, read or about to be made.
#[derive(Debug)]
pub(crate) struct Baseline {
    path: PathBuf,
    /// How messages call the file.
    pub(crate) shown: String,
    /// The folder that its paths start from, with all links resolved.
    folder: PathBuf,
    counts: Counts,
}

/// How many findings there are of each kind.
pub(crate) type Counts = BTreeMap<Entry, usize>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Entry {
    path: String,
    rule: String,
    function: String,
    hash: String,
}

#[derive(Serialize, Deserialize)]
struct Document {
    version: u32,
    findings: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
struct Counted {
    #[serde(flatten)]
    entry: Entry,
    count: usize,
}

/// Of a document only what tells whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// What a baseline did to a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Effect {
    /// Findings that it knows.
    pub(crate) known: usize,
    /// Findings that it knows and that are there no more.
    pub(crate) gone: usize,
}

/// What a run looked at: only about this can it say that something is gone.
pub(crate) struct Scope<'a> {
    pub(crate) files: &'a [SourceFile],
    /// Where each of `files` is on disk.
    pub(crate) places: &'a [PathBuf],
    pub(crate) rules: &'a BTreeSet<&'static str>,
}

impl Baseline {
    /// # Errors
    ///
    /// The file is there and cannot be read, or is not, though it must be.
    pub(crate) fn read(path: &Path, cwd: &Path, need: Need) -> Result<Baseline, ConfigError> {
        let shown = shown(path, cwd);
        let failed = |line, message| ConfigError { shown: shown.clone(), line, message };
        let counts = match regular::manifest_text(path) {
            Ok(text) => parse(&text).map_err(|(line, message)| failed(line, message))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && need == Need::Optional => Counts::new(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(failed(None, "no such file; --write-baseline makes it".to_owned()));
            }
            Err(error) => return Err(failed(None, reason(&error))),
        };
        let folder = path.parent().unwrap_or(cwd);
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Ok(Baseline { path: path.to_owned(), shown: shown.clone(), folder, counts })
    }

    /// Takes out the findings that are known.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>, scope: &Scope) -> Effect {
        let mut left = self.counts.clone();
        let mut entries = self.entries(findings, scope).into_iter();
        let n_found = findings.len();
        findings.retain(|_| {
            let count = entries.next().and_then(|it| left.get_mut(&it)).filter(|it| **it > 0);
            count.map(|it| *it -= 1).is_none()
        });
        let inside = self.inside(scope);
        let gone = left.iter().filter(|it| inside(it.0)).map(|it| it.1).sum();
        Effect { known: n_found - findings.len(), gone }
    }

    /// Replaces what the file says of the files and rules of this run.
    pub(crate) fn rewrite(&self, findings: &[Finding], scope: &Scope) -> Result<usize, Error> {
        let inside = self.inside(scope);
        let mut counts = self.counts.clone();
        counts.retain(|entry, _| !inside(entry));
        for entry in self.entries(findings, scope) {
            *counts.entry(entry).or_default() += 1;
        }
        let findings = counts.into_iter().map(|(entry, count)| Counted { entry, count }).collect();
        let document = Document { version: VERSION, findings };
        let text =
            serde_json::to_string_pretty(&document).expect("strings and numbers can always be written");
        write::atomically(&self.path, (text + "\n").as_bytes())
            .map_err(|it| anyhow!("writing {}: {}", self.shown, reason(&it)))?;
        Ok(document.findings.iter().map(|it| it.count).sum())
    }

    /// The entries that `findings` would be, in their order.
    fn entries(&self, findings: &[Finding], scope: &Scope) -> Vec<Entry> {
        let keys = baseline::keys(scope.files, findings);
        let entry = |(finding, key): (&Finding, baseline::Key)| Entry {
            path: self.name(&scope.places[finding.location.file.0 as usize]),
            rule: key.rule.to_owned(),
            function: key.function,
            hash: key.hash,
        };
        findings.iter().zip(keys).map(entry).collect()
    }

    fn name(&self, place: &Path) -> String {
        shown(place, &self.folder)
    }

    /// Whether a run can tell that an entry is gone: its rule ran, and its file was read or is gone, too.
    fn inside<'a>(&'a self, scope: &Scope<'a>) -> impl Fn(&Entry) -> bool + use<'a> {
        let read: BTreeSet<String> = scope.places.iter().map(|it| self.name(it)).collect();
        let rules = scope.rules;
        move |it| {
            rules.contains(it.rule.as_str())
                && (read.contains(&it.path) || !self.folder.join(&it.path).exists())
        }
    }
}

/// Whether a baseline file must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
}

/// What a baseline file says; the error has its 1-based line, if there is one.
pub(crate) fn parse(text: &str) -> Result<Counts, (Option<usize>, String)> {
    let broken = |error: serde_json::Error| (Some(error.line()), format!("not a baseline: {error}"));
    let Head { version } = serde_json::from_str(text).map_err(broken)?;
    if version != VERSION {
        return Err((None, format!("a baseline of version {version}; this linter knows version {VERSION}")));
    }
    let document: Document = serde_json::from_str(text).map_err(broken)?;
    let mut counts = Counts::new();
    for Counted { entry, count } in document.findings {
        *counts.entry(entry).or_default() += count;
    }
    Ok(counts)
}
