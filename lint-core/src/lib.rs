//! The analysis behind subtensor-lint: a function from source texts to findings.
//!
//! [`check`] is the one door; the command line, the tests and an editor all come through it.
//! It does no I/O and it cannot fail: text that does not parse gives a finding, and the rest is judged.

pub mod baseline;
mod closers;
mod crates;
mod dataflow;
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

/// Checks `files` as one program.
pub fn check(files: &[SourceFile], options: &Options) -> Report {
    let mut report = Report::default();
    let (units, errors) = guarded(files, "parsing", lang::parse);
    report.errors.extend(errors);
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
    let lines: Vec<LineIndex> = files.iter().map(|it| LineIndex::new(&it.text)).collect();
    let closers = Closers::new(&program, &facts);
    let cx = Context { program: &program, facts: &facts, closers, files, lines: &lines, units: &units };
    let mut findings = rules::run(&cx);
    for (file, unit) in units.iter().enumerate() {
        let id = FileId(file as u32);
        findings
            .extend(unit.errors().iter().map(|it| rules::syntax_error::report(id, files[file].origin, it)));
    }
    findings.extend(too_complex(&program, &facts, files, &lines));
    report.errors.extend(bodies.errors());
    report.errors.extend(program.errors());
    finish(files, &units, &lines, options, findings, &mut report);
    report
}

/// A finding for each body whose connections nobody judged because it would take too long.
fn too_complex(
    program: &Program<'_>,
    facts: &BTreeMap<ir::FnId, facts::Facts>,
    files: &[SourceFile],
    lines: &[LineIndex],
) -> Vec<Finding> {
    let opens = |it: &(&ir::FnId, &facts::Facts)| it.1.exhausted && !it.1.opened.is_empty();
    let report = |(id, _): (&ir::FnId, &facts::Facts)| {
        let (at, body) = (id.file as usize, program.body(*id));
        let (first, last) = (lines[at].line(body.span.start), lines[at].line(body.span.end));
        let end = lines[at].line_span(&files[at].text, first).map_or(body.span.end, |it| it.end);
        let head = Span { start: body.span.start, end: body.span.end.min(end) };
        let head =
            Span::new(head.start as usize, head.start as usize + head.text(&files[at].text).trim_end().len());
        rules::syntax_error::too_complex(FileId(id.file), files[at].origin, head, last - first + 1)
    };
    facts.iter().filter(opens).map(report).collect()
}

/// Keeps what is asked for, in the order of paths and places.
fn finish(
    files: &[SourceFile],
    units: &[Parsed],
    lines: &[LineIndex],
    options: &Options,
    findings: Vec<Finding>,
    report: &mut Report,
) {
    let strict = rules::find("SUB003").expect("the rule is in the table");
    let comments = |(at, file): (usize, &SourceFile)| match options.ignores && Ignores::may_be_in(&file.text)
    {
        true => units[at].comments(),
        false => vec![],
    };
    let comments: Vec<Vec<Span>> = files.iter().enumerate().map(comments).collect();
    let ignores = |at: usize| match comments[at].as_slice() {
        [] => Ignores::default(),
        comments => Ignores::new(&files[at].text, comments, &lines[at]),
    };
    let ignores: Vec<Ignores> = (0..files.len()).map(ignores).collect();
    let mut left = vec![];
    for finding in findings {
        let file = finding.location.file.0 as usize;
        if !ignores[file].is_empty() {
            let statement = units[file].statement(finding.location.span);
            let line = |offset| lines[file].line(offset);
            if ignores[file].silence(&finding, line(statement.start), line(statement.end)) {
                report.suppressed += usize::from(options.rules.contains(finding.rule.id));
                continue;
            }
        }
        left.push(finding);
    }
    for (file, ignores) in ignores.iter().enumerate() {
        let id = FileId(file as u32);
        let mut unused = ignores.unused().peekable();
        let source = unused.peek().and_then(|_| units[file].editable(&files[file].text));
        let source = source.map(|it| (it, comments[file].as_slice()));
        left.extend(unused.map(|(entry, exists)| rules::unused_ignore::report(id, source, entry, exists)));
    }
    for mut finding in left {
        if options.rules.contains(finding.rule.id) {
            finding.fix =
                finding.fix.filter(|it| fix::fits(it, &files[finding.location.file.0 as usize].text));
            finding.fingerprint = fingerprint(&finding, &files[finding.location.file.0 as usize]);
            report.findings.push(finding);
        } else if finding.rule == strict {
            report.strict_only += 1;
        }
    }
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

/// Identifies a finding by rule, path and the text of the line, not by its number.
fn fingerprint(finding: &Finding, file: &SourceFile) -> String {
    hash(&[finding.rule.id, &file.path, line_of(finding, file).trim()])
}

/// In a longer line a finding is known by its own text: a file of one line is not read for each of its findings.
const MAX_LINE: usize = 4096;

/// The text of the line on which a finding begins, or its own text if that line is very long.
fn line_of<'a>(finding: &Finding, file: &'a SourceFile) -> &'a str {
    let start = (finding.location.span.start as usize).min(file.text.len());
    let text = file.text.as_bytes();
    let ends = |it: &u8| matches!(it, b'\n' | b'\r');
    let before = text[..start].iter().rev().take(MAX_LINE).position(ends);
    let after = text[start..].iter().take(MAX_LINE).position(ends);
    let before = before.or_else(|| (start < MAX_LINE).then_some(start));
    let after = after.or_else(|| (text.len() - start < MAX_LINE).then_some(text.len() - start));
    match (before, after) {
        (Some(before), Some(after)) => file.text.get(start - before..start + after).unwrap_or_default(),
        _ => finding.location.span.text(&file.text),
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
