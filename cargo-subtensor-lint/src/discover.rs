//! Finds the files to check.
//!
//! A file named on the command line is taken whatever hides or excludes it; a folder is walked.
//! Symbolic links are followed where they are named and nowhere else, so a walk always ends.
//! To add a language, say in `Language::of_extension` how its files are known.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::{WalkBuilder, WalkState};
use lint_core::source::{Language, Origin};

use crate::globs::PathGlobs;
use crate::output::{ErrorKind, RunError};
use crate::read::{reason, shown};
use crate::regular;

/// How to walk.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    /// The working directory, with all links resolved.
    pub(crate) cwd: &'a Path,
    pub(crate) exclude: &'a [PathGlobs],
    pub(crate) gitignore: Gitignore,
    /// Whether Markdown and notebooks of a folder are checked as well.
    pub(crate) documents: Documents,
    pub(crate) threads: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gitignore {
    /// Inside a git work tree, what git ignores is not checked.
    Obeyed,
    Disregarded,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Documents {
    Walked,
    Named,
}

/// A file to check.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Where it is, with all links resolved.
    pub(crate) path: PathBuf,
    /// How the output calls it.
    pub(crate) shown: String,
    pub(crate) language: Language,
    pub(crate) origin: Origin,
}

#[derive(Debug, Default)]
pub(crate) struct Discovered {
    /// Each file once, sorted by the path shown.
    pub(crate) files: Vec<Candidate>,
    pub(crate) errors: Vec<RunError>,
    /// Named files that are in no language we know.
    pub(crate) skipped: Vec<String>,
}

/// The files that `paths` name or hold.
pub(crate) fn discover(paths: &[PathBuf], walk: &Walk) -> Discovered {
    let mut res = Discovered::default();
    for path in paths {
        let name = shown(&walk.cwd.join(path), walk.cwd);
        match walk.cwd.join(path).canonicalize() {
            Ok(root) if root.is_dir() => walk_folder(&root, &name, walk, &mut res),
            Ok(file) => take_named(file, name, &mut res),
            Err(error) => res.errors.push(RunError::io(name, reason(&error), Origin::Named)),
        }
    }
    if paths.len() > 1 {
        res.files = unique(res.files);
    }
    res.files.sort_by(|a, b| a.shown.cmp(&b.shown));
    res.errors.sort_by(|a, b| a.path.cmp(&b.path));
    res
}

/// Keeps one candidate per file: a named one, or else the first.
fn unique(files: Vec<Candidate>) -> Vec<Candidate> {
    let mut by_path: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
    for file in files {
        let known = by_path.get(&file.path);
        if known.is_none_or(|it| it.origin == Origin::Walked && file.origin == Origin::Named) {
            by_path.insert(file.path.clone(), file);
        }
    }
    by_path.into_values().collect()
}

fn take_named(path: PathBuf, shown: String, res: &mut Discovered) {
    match language_of(Path::new(&shown), &path) {
        Ok(Some(language)) => res.files.push(Candidate { path, shown, language, origin: Origin::Named }),
        Ok(None) => res.skipped.push(shown),
        Err(error) => res.errors.push(RunError::io(shown, reason(&error), Origin::Named)),
    }
}

/// What a walk does with one entry.
enum Step {
    Into,
    Past,
    Take(Candidate),
    Fail(RunError),
}

fn walk_folder(root: &Path, name: &str, walk: &Walk, res: &mut Discovered) {
    let mut keep = |step| match step {
        Step::Take(file) => res.files.push(file),
        Step::Fail(error) => res.errors.push(error),
        Step::Into | Step::Past => {}
    };
    let root = Root { path: root, name, exclude: walk.exclude, documents: walk.documents };
    match walk.gitignore {
        Gitignore::Obeyed => walk_with_gitignore(&root, walk.threads).into_iter().for_each(&mut keep),
        Gitignore::Disregarded => walk_plainly(&root, &mut keep),
    }
}

fn walk_with_gitignore(root: &Root, threads: usize) -> Vec<Step> {
    let steps = Mutex::new(Vec::new());
    let walker = WalkBuilder::new(root.path)
        .standard_filters(false)
        .parents(true)
        .git_ignore(true)
        .git_exclude(true)
        .git_global(true)
        .threads(threads)
        .build_parallel();
    walker.run(|| {
        Box::new(|entry| {
            let step = match &entry {
                Ok(entry) => root.step(entry.path(), entry.depth(), entry.file_type()),
                Err(error) => root.failure(place(error), error.io_error()),
            };
            match step {
                Step::Into => WalkState::Continue,
                Step::Past => WalkState::Skip,
                Step::Take(_) | Step::Fail(_) => {
                    steps.lock().expect("no thread panics while it holds the lock").push(step);
                    WalkState::Continue
                }
            }
        })
    });
    steps.into_inner().expect("no thread panics while it holds the lock")
}

fn walk_plainly(root: &Root, keep: &mut impl FnMut(Step)) {
    let mut entries = walkdir::WalkDir::new(root.path).into_iter();
    while let Some(entry) = entries.next() {
        let step = match &entry {
            Ok(entry) => root.step(entry.path(), entry.depth(), Some(entry.file_type())),
            Err(error) => root.failure(error.path(), error.io_error()),
        };
        if matches!((&step, &entry), (Step::Past, Ok(entry)) if entry.file_type().is_dir()) {
            entries.skip_current_dir();
        }
        keep(step);
    }
}

/// A folder that is being walked.
struct Root<'a> {
    path: &'a Path,
    name: &'a str,
    exclude: &'a [PathGlobs],
    documents: Documents,
}

impl Root<'_> {
    fn step(&self, path: &Path, depth: usize, kind: Option<std::fs::FileType>) -> Step {
        let (Some(kind), Some(name)) = (kind, path.file_name()) else { return Step::Into };
        let excluded = || self.exclude.iter().any(|it| it.matches(path));
        if kind.is_dir() {
            let skipped = depth > 0 && (is_skipped(&name.to_string_lossy(), path) || excluded());
            return if skipped { Step::Past } else { Step::Into };
        }
        if !kind.is_file() || excluded() {
            return Step::Past;
        }
        match language_of(path, path) {
            Ok(Some(language)) if language.is_document() && self.documents == Documents::Named => Step::Past,
            Ok(Some(language)) => Step::Take(Candidate {
                path: path.to_owned(),
                shown: self.shown(path),
                language,
                origin: Origin::Walked,
            }),
            Ok(None) => Step::Past,
            Err(error) => self.failure(Some(path), Some(&error)),
        }
    }

    fn failure(&self, path: Option<&Path>, error: Option<&io::Error>) -> Step {
        let message = error.map_or_else(|| "cannot be walked".to_owned(), reason);
        // Whoever names a folder that cannot be listed must hear of it, unlike of one deep inside.
        let origin = if path == Some(self.path) { Origin::Named } else { Origin::Walked };
        Step::Fail(RunError {
            path: self.shown(path.unwrap_or(self.path)),
            message,
            kind: ErrorKind::Io,
            origin,
        })
    }

    fn shown(&self, path: &Path) -> String {
        let rest = path.strip_prefix(self.path).unwrap_or(path);
        let rest = rest.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        match (self.name, rest.as_str()) {
            (name, "") => name.to_owned(),
            (".", rest) => rest.to_owned(),
            (name, rest) => format!("{}/{rest}", name.trim_end_matches('/')),
        }
    }
}

/// The file or folder that an error of the walk is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

/// Folders that hold other people's files or nobody's.
fn is_skipped(name: &str, path: &Path) -> bool {
    const SKIPPED: &[&str] = &[
        ".git",
        ".venv",
        ".tox",
        ".nox",
        ".hypothesis",
        ".ipynb_checkpoints",
        "__pycache__",
        "node_modules",
        "site-packages",
        "target",
    ];
    let is_cache = name.starts_with('.') && name.to_ascii_lowercase().ends_with("cache");
    SKIPPED.contains(&name) || is_cache || path.join("pyvenv.cfg").is_file()
}

/// Whether a walk of `root` would not come to a file that is not there yet, as far as names tell.
pub(crate) fn is_left_out(place: &Path, root: &Path, exclude: &[PathGlobs]) -> bool {
    let excluded = |path: &Path| exclude.iter().any(|it| it.matches(path));
    let folders = place.ancestors().skip(1).take_while(|it| *it != root && it.starts_with(root));
    let skipped = |it: &Path| it.file_name().is_some_and(|name| is_skipped(&name.to_string_lossy(), it));
    excluded(place) || folders.into_iter().any(|it| skipped(it) || excluded(it))
}

pub(crate) fn language_by_extension(extension: &str) -> Option<Language> {
    Language::of_extension(&extension.to_ascii_lowercase())
}

/// The language of a file by its name or, if that has no extension, by its first line.
pub(crate) fn language_of(name: &Path, path: &Path) -> io::Result<Option<Language>> {
    match name.extension() {
        Some(it) => Ok(language_by_extension(&it.to_string_lossy())),
        None => {
            regular::must_be_file(path)?;
            let mut start = [0; 128];
            let mut n_read = 0;
            let mut file = File::open(path)?;
            // A pipe may hand out less than it has; a file does so at its end only.
            while n_read < start.len() {
                match file.read(&mut start[n_read..])? {
                    0 => break,
                    n => n_read += n,
                }
            }
            Ok(has_python_shebang(&start[..n_read]).then_some(Language::Python))
        }
    }
}

/// `#!/usr/bin/env python3`, `#!/usr/bin/python3.11 -u`, `#!/usr/bin/env -S uv run --script`.
pub(crate) fn has_python_shebang(start: &[u8]) -> bool {
    let Some(line) = start.strip_prefix(b"#!").and_then(|it| it.split(|byte| *byte == b'\n').next()) else {
        return false;
    };
    let line = String::from_utf8_lossy(line);
    let programs: Vec<&str> = line.split_whitespace().map(|it| it.rsplit('/').next().unwrap_or(it)).collect();
    programs.iter().any(|it| it.starts_with("python") || it.starts_with("pypy"))
        || programs.windows(2).any(|it| it == ["uv", "run"])
}

#[cfg(test)]
mod tests;
