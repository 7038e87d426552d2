//! The analysis behind subtensor-lint: a function from source texts to findings.
//!
//! [`check`] is the one door; the command line, the tests and an editor all come through it.
//! It does no I/O and it cannot fail: text that does not parse gives a finding, and the rest is judged.

pub mod baseline;
mod closers;
mod crates;
mod dataflow;
mod documents;
mod facts;
pub mod finding;
pub mod fix;
mod inert;
pub mod ir;
mod knowledge;
mod lang;
mod lowered;
mod ownership;
pub mod profile;
mod program;
mod project;
pub mod rules;
pub mod silence;
pub mod source;
mod summary;
mod suppress;
mod versions;
mod words;

pub use pep440_rs::{Version, VersionSpecifiers};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use closers::Closers;
use documents::{Documents, Sources};
use finding::{FileId, Finding, InternalError};
use lang::Parsed;
use lowered::Lowered;
use profile::Profiles;
use program::Program;
use project::Project;
use rules::context::Context;
use source::{LineIndex, SourceFile, Span};
use suppress::Ignores;

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
}

impl Default for Options {
    fn default() -> Options {
        Options {
            rules: rules::default_ids(),
            profiles: Profiles::builtin(),
            sdk: None,
            ignores: true,
            everything: false,
        }
    }
}

/// The outcome of a run.
#[derive(Debug, Default)]
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
    let mut report = Report::default();
    let (documents, errors) = Documents::new(files);
    report.errors.extend(errors);
    for sources in documents.runs() {
        run(&sources, options, &mut report);
    }
    for mut finding in documents.findings() {
        if options.rules.contains(finding.rule.id) && (options.ignores || finding.rule.id != "SUB900") {
            let file = &files[finding.location.file.0 as usize];
            finding.fingerprint = fingerprint(&finding, &file.path, &file.text);
            report.findings.push(finding);
        }
    }
    sort(files, &mut report);
    report
}

/// One analysis, whose findings are added to the report.
fn run(sources: &Sources<'_>, options: &Options, report: &mut Report) {
    let files = &sources.files;
    let (units, mut errors) = guarded(files, "parsing", lang::parse);
    let mut units: Vec<Parsed> = units;
    let modules = units.iter_mut().map(Parsed::take_module).collect();
    let paths: Vec<&str> = files.iter().map(|it| it.path.as_str()).collect();
    let (known, requests) = knowledge::names(&options.profiles);
    let project = Project::new(modules, &paths, known, requests);
    let bodies = Lowered::new(files, &units, &project);
    let versions = versions::judge(files, options);
    let knowledge = versions::knowledge(&versions, &options.profiles, &project);
    let mut program = Program::new(&project, &bodies, knowledge);
    if options.everything {
        program = program.judging_everything();
    }
    let facts = program.solve();
    let closers = Closers::new(&program, &facts);
    let cx = Context { program: &program, facts: &facts, closers, files, sources, units: &units };
    let mut findings = rules::run(&cx);
    for (file, unit) in units.iter().enumerate() {
        let id = FileId(file as u32);
        let found = unit.errors().iter().chain(sources.errors(id));
        findings.extend(found.map(|it| rules::syntax_error::report(id, files[file].origin, it)));
    }
    errors.extend(bodies.errors());
    errors.extend(program.errors());
    report
        .errors
        .extend(errors.into_iter().filter(|it| sources.tells_of(it.file)).map(|it| sources.error(it)));
    findings.retain(|it| sources.tells_of(it.location.file));
    tell(sources, &units, options, findings, report);
}

/// Keeps what is asked for and silenced by no comment.
fn tell(
    sources: &Sources<'_>,
    units: &[Parsed],
    options: &Options,
    findings: Vec<Finding>,
    report: &mut Report,
) {
    let strict = rules::find("SUB003").expect("the rule is in the table");
    let files = &sources.files;
    let ignores = |(at, file): (usize, &SourceFile)| {
        let is_read =
            options.ignores && sources.tells_of(FileId(at as u32)) && Ignores::may_be_in(&file.text);
        let index = is_read.then(|| LineIndex::new(&file.text))?;
        Some((Ignores::new(&file.text, &units[at].comments(), &index), index))
    };
    let ignores: Vec<Option<(Ignores, LineIndex)>> = files.iter().enumerate().map(ignores).collect();
    let mut left = vec![];
    for finding in findings {
        let file = finding.location.file.0 as usize;
        let mut silent = options.ignores && sources.silence(&finding);
        if let Some((ignores, lines)) = &ignores[file] {
            let statement = units[file].statement(finding.location.span);
            let line = |offset| lines.line_column(&files[file].text, offset).line;
            silent |= ignores.silence(&finding, line(statement.start), line(statement.end));
        }
        if silent {
            report.suppressed += usize::from(options.rules.contains(finding.rule.id));
        } else {
            left.push(finding);
        }
    }
    for (file, ignores) in ignores.iter().enumerate() {
        let id = FileId(file as u32);
        for (entry, exists) in ignores.iter().flat_map(|it| it.0.unused()) {
            let source = units[file].editable(&files[file].text);
            let removal = source.and_then(|it| lang::edit::remove_ignore(it, entry.span));
            left.push(rules::unused_ignore::report(id, entry, exists, removal));
        }
    }
    for mut finding in left {
        if options.rules.contains(finding.rule.id) {
            let file = finding.location.file;
            let text = &files[file.0 as usize].text;
            finding.fingerprint = fingerprint(&finding, sources.path(file), text);
            report.findings.push(sources.place(finding));
        } else if finding.rule == strict {
            report.strict_only += 1;
        }
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

/// Identifies a finding, whose place is in `text`, by rule, path and the text of the line, not by its number.
fn fingerprint(finding: &Finding, path: &str, text: &str) -> String {
    hash(&[finding.rule.id, path, line_of(finding.location.span, text).trim()])
}

/// The text of the line on which a place begins.
fn line_of(place: Span, text: &str) -> &str {
    let start = (place.start as usize).min(text.len());
    let before = text.get(..start).and_then(|it| it.rfind(['\n', '\r'])).map_or(0, |it| it + 1);
    text.get(before..).and_then(|it| it.lines().next()).unwrap_or_default()
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
    files: &[SourceFile],
    step: &str,
    run: impl Fn(u32, &SourceFile) -> T + Sync,
) -> (Vec<T>, Vec<InternalError>)
where
    T: Default + Send,
{
    let outcome = |(at, source): (usize, &SourceFile)| {
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
    let files = runs.last().map_or(files, |it| &it.files);
    let mut units: Vec<Parsed> =
        files.iter().enumerate().map(|(at, it)| lang::parse(at as u32, it)).collect();
    let modules = units.iter_mut().map(Parsed::take_module).collect();
    let paths: Vec<&str> = files.iter().map(|it| it.path.as_str()).collect();
    let (known, requests) = knowledge::names(&options.profiles);
    let project = Project::new(modules, &paths, known, requests);
    let mut text = String::new();
    let bodies = Lowered::new(files, &units, &project);
    for (file, source) in files.iter().enumerate() {
        text.push_str(&format!("# {}\n", source.path));
        for index in 0..project.modules[file].functions.len() as u32 {
            text.push_str(&bodies.body(ir::FnId { file: file as u32, index }).to_string());
        }
    }
    text
}
