//! The analysis behind subtensor-lint: a function from source texts to findings.
//!
//! [`check`] is the one door; the command line, the tests and an editor all come through it.
//! It does no I/O and it cannot fail: text that does not parse gives a finding, and the rest is judged.

pub mod baseline;
mod closers;
mod crates;
mod dataflow;
mod documents;
mod emptied;
mod facts;
pub mod finding;
pub mod fix;
mod groups;
mod inert;
pub mod ir;
mod islands;
mod job;
mod kept;
mod knowledge;
mod lang;
mod layout;
mod lowered;
pub mod memory;
mod ownership;
pub mod profile;
mod program;
mod project;
pub mod rules;
mod session;
pub mod silence;
pub mod source;
pub mod suggest;
mod summary;
mod suppress;
mod versions;
mod words;

pub use pep440_rs::{Version, VersionSpecifiers};

pub use kept::Kept;
pub use session::Session;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use documents::{Documents, Sources};
use finding::{FileId, Finding, InternalError};
use job::Job;
use knowledge::Versions;
use lang::Parsed;
use layout::Layout;
use lowered::Lowered;
use memory::{Forgetful, Keys, Memory};
use profile::Profiles;
use source::{SourceFile, Span};
use versions::Known;

/// What a run is asked to look for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Ids of the rules whose findings are wanted. See [`rules::Selection`].
    pub rules: BTreeSet<&'static str>,
    /// What opens, closes, lends and takes a connection.
    pub profiles: Profiles,
    /// Overrides the version of every project, like `--sdk 9.12`.
    pub sdk: Option<Version>,
    /// Whether comments in the source silence findings.
    pub ignores: bool,
    /// Whether every function is judged, instead of those that may matter: slow, and the same findings.
    pub everything: bool,
    /// Paths of the files whose findings get a fix; none means all of them. Making fixes takes time, and an editor
    /// offers them only where somebody looks.
    pub fixes_in: Option<BTreeSet<String>>,
    /// Counts the files that [`check`] has parsed, for whoever wants to show how far it is.
    pub parsed: Arc<AtomicUsize>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            rules: rules::default_ids(),
            profiles: Profiles::builtin(),
            sdk: None,
            ignores: true,
            everything: false,
            fixes_in: None,
            parsed: Arc::default(),
        }
    }
}

/// The outcome of a run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Report {
    /// Sorted by path, position and rule; the same for any number of threads.
    pub findings: Vec<Finding>,
    pub errors: Vec<InternalError>,
    /// How many more connections would leak if a call raised (SUB003), when that rule is not asked for.
    pub strict_only: usize,
    /// Findings silenced by a comment.
    pub suppressed: usize,
}

/// Checks `files` as one program; what documents hold is judged with it in view.
pub fn check(files: &[SourceFile], options: &Options) -> Report {
    check_with(files, options, &Forgetful)
}

/// The same, but what `memory` knows is not worked out again.
pub fn check_with(files: &[SourceFile], options: &Options, memory: &dyn Memory) -> Report {
    let mut report = Report::default();
    let (documents, errors) = Documents::new(files);
    report.errors.extend(errors);
    for sources in documents.runs() {
        run(&sources, options, memory, &mut report);
    }
    for mut finding in documents.findings() {
        if options.rules.contains(finding.rule.id) && (options.ignores || finding.rule.id != "SUB900") {
            let file = &files[finding.location.file.0 as usize];
            finding.fingerprint = fingerprint(&finding, &file.path, &file.text);
            report.findings.push(finding);
        }
    }
    report.errors.sort_by(|a, b| (a.file, &a.message).cmp(&(b.file, &b.message)));
    sort(files, &mut report);
    report
}

/// One analysis, whose findings are added to the report.
///
/// Each island, a group of files that share imports, is judged by itself and then forgotten: that bounds the memory
/// by what a few islands need, and no file's result depends on one that it has nothing to do with.
fn run(sources: &Sources<'_>, options: &Options, memory: &dyn Memory, report: &mut Report) {
    let files = &sources.files;
    let versions = versions::judge(files, options);
    let known = Known::new(&versions, &options.profiles);
    let keys = Keys::new(options);
    let mut islands = islands::find(files, &known, options.everything);
    islands.retain(|it| it.files.iter().any(|it| sources.tells_of(FileId(*it))));
    let n_idle = files.len() - islands.iter().map(|it| it.files.len()).sum::<usize>();
    options.parsed.fetch_add(n_idle, Ordering::Relaxed);
    let memory = if sources.is_remembered() { memory } else { &Forgetful };
    let judged = islands.par_iter().map(|island| {
        let numbers: Vec<FileId> = island.files.iter().map(|it| FileId(*it)).collect();
        let members: Vec<&SourceFile> = island.files.iter().map(|it| &files[*it as usize]).collect();
        let versions: Vec<Versions> = island.files.iter().map(|it| versions[*it as usize].clone()).collect();
        let job = Job {
            files: &members,
            numbers: &numbers,
            places: &island.places,
            sources,
            versions: &versions,
            known: &known,
            options,
            memory,
        };
        let mut found = job.remembered(island.matters, &keys);
        found.renumber(|it| numbers[it.0 as usize]);
        found
    });
    for found in judged.collect::<Vec<Report>>() {
        report.findings.extend(found.findings.into_iter().map(|it| sources.place(it)));
        report.errors.extend(found.errors.into_iter().map(|it| sources.error(it)));
        report.strict_only += found.strict_only;
        report.suppressed += found.suppressed;
    }
}

/// In the order of paths and places, each with a fingerprint of its own.
fn sort(files: &[SourceFile], report: &mut Report) {
    report.findings.sort_by(|a, b| {
        let key = |it: &Finding| (it.location.span, it.rule.id);
        let path = |it: &Finding| &files[it.location.file.0 as usize].path;
        path(a).cmp(path(b)).then_with(|| key(a).cmp(&key(b)))
    });
    let mut seen = BTreeMap::new();
    for finding in &mut report.findings {
        let count = seen.entry(finding.fingerprint.clone()).or_insert(0u32);
        if *count > 0 {
            finding.fingerprint = hash(&[&finding.fingerprint, &count.to_string()]);
        }
        *count += 1;
    }
}

impl Report {
    fn renumber(&mut self, number: impl Fn(FileId) -> FileId) {
        self.findings.iter_mut().for_each(|it| it.renumber(&number));
        self.errors.iter_mut().for_each(|it| it.file = number(it.file));
    }
}

/// Identifies a finding, whose place is in `text`, by rule, path and the text of the line, not by its number.
fn fingerprint(finding: &Finding, path: &str, text: &str) -> String {
    hash(&[finding.rule.id, path, line_of(finding.location.span, text).trim()])
}

/// In a longer line a finding is known by its own text: a file of one line is not read for each of its findings.
const MAX_LINE: usize = 4096;

/// The text of the line on which a place begins, or its own text if that line is very long.
fn line_of(place: Span, text: &str) -> &str {
    let start = (place.start as usize).min(text.len());
    let bytes = text.as_bytes();
    let ends = |it: &u8| matches!(it, b'\n' | b'\r');
    let before = bytes[..start].iter().rev().take(MAX_LINE).position(ends);
    let after = bytes[start..].iter().take(MAX_LINE).position(ends);
    let before = before.or_else(|| (start < MAX_LINE).then_some(start));
    let after = after.or_else(|| (bytes.len() - start < MAX_LINE).then_some(bytes.len() - start));
    match (before, after) {
        (Some(before), Some(after)) => text.get(start - before..start + after).unwrap_or_default(),
        _ => place.text(text),
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): stable over platforms and versions, unlike the standard hasher.
fn hash(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|it| it.bytes().chain([0]));
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

/// Runs a step for every file in parallel; a panic in one costs no other file its result.
fn guarded<T>(
    files: &[&SourceFile],
    step: &str,
    run: impl Fn(u32, &SourceFile) -> T + Sync,
) -> (Vec<T>, Vec<InternalError>)
where
    T: Default + Send,
{
    let outcome = |(at, source): (usize, &&SourceFile)| {
        let file = at as u32;
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(file, source)));
        result.map_err(|cause| InternalError {
            file: FileId(file),
            message: format!("internal error while {step}: {}", panic_text(cause.as_ref())),
        })
    };
    let outcomes: Vec<Result<T, InternalError>> = files.par_iter().enumerate().map(outcome).collect();
    let mut errors = vec![];
    let mut results = vec![];
    for it in outcomes {
        results.push(it.unwrap_or_else(|error| {
            errors.push(error);
            T::default()
        }));
    }
    (results, errors)
}

fn panic_text(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|it| (*it).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown cause".to_owned())
}

/// The lowered form of every function in `files`, as text for people and tests.
pub fn emit_ir(files: &[SourceFile], options: &Options) -> String {
    let (documents, _) = Documents::new(files);
    let runs = documents.runs();
    let files: Vec<&SourceFile> = runs.last().map_or(files, |it| &it.files).iter().collect();
    let mut units: Vec<Parsed> =
        files.iter().enumerate().map(|(at, it)| lang::parse(at as u32, it)).collect();
    let names = units.iter_mut().map(Parsed::take_module).collect();
    let layout = Layout::of(files.iter().copied());
    let project = Known::new(&[], &options.profiles).project(names, &files, layout.modules());
    let mut text = String::new();
    let bodies = Lowered::new(&files, &units, &project);
    for (file, source) in files.iter().enumerate() {
        text.push_str(&format!("# {}\n", source.path));
        for index in 0..project.modules[file].functions.len() as u32 {
            text.push_str(&bodies.body(ir::FnId { file: file as u32, index }).to_string());
        }
    }
    text
}
