//! The analysis behind subtensor-lint: a function from source texts to findings.
//!
//! [`check`] is the one door; the command line, the tests and an editor all come through it.
//! It does no I/O and it cannot fail: text that does not parse gives a finding, and the rest is judged.

pub mod baseline;
mod closers;
mod crates;
mod dataflow;
mod emptied;
mod facts;
pub mod finding;
pub mod fix;
mod groups;
mod inert;
pub mod ir;
mod islands;
mod knowledge;
mod lang;
mod layout;
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
use knowledge::Versions;
use lang::Parsed;
use lowered::Lowered;
use profile::Profiles;
use program::Program;
use rules::context::Context;
use source::{LineIndex, SourceFile};
use suppress::Ignores;
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
///
/// Each island, a group of files that share imports, is judged by itself and then forgotten: that bounds the memory
/// by what a few islands need, and no file's result depends on one that it has nothing to do with.
pub fn check(files: &[SourceFile], options: &Options) -> Report {
    let versions = versions::judge(files, options);
    let known = Known::new(&versions, &options.profiles);
    let islands = islands::find(files, &known, options.everything);
    let reports = islands.par_iter().map(|island| {
        let members: Vec<&SourceFile> = island.files.iter().map(|it| &files[*it as usize]).collect();
        let versions: Vec<Versions> = island.files.iter().map(|it| versions[*it as usize].clone()).collect();
        let job = Job { files: &members, versions: &versions, known: &known, options };
        let mut report = if island.matters { job.judge() } else { job.read() };
        report.renumber(|it| FileId(island.files[it.0 as usize]));
        report
    });
    let mut whole = Report::default();
    for it in reports.collect::<Vec<Report>>() {
        whole.findings.extend(it.findings);
        whole.errors.extend(it.errors);
        whole.strict_only += it.strict_only;
        whole.suppressed += it.suppressed;
    }
    whole.errors.sort_by(|a, b| (a.file, &a.message).cmp(&(b.file, &b.message)));
    whole.in_order(files)
}

/// The files of one island, and by what to judge them.
struct Job<'a> {
    files: &'a [&'a SourceFile],
    versions: &'a [Versions],
    known: &'a Known,
    options: &'a Options,
}

impl Job<'_> {
    /// The whole way from texts to findings; numbers of files are those of the island.
    fn judge(&self) -> Report {
        let Job { files, options, known, .. } = *self;
        let mut report = Report::default();
        let (mut units, errors) = guarded(files, "parsing", lang::parse);
        report.errors.extend(errors);
        let project = known.project(&mut units, files);
        let bodies = Lowered::new(files, &units, &project);
        let knowledge = known.knowledge(self.versions, &project);
        let mut program = Program::new(&project, &bodies, knowledge);
        if options.everything {
            program = program.judging_everything();
        }
        let facts = program.solve();
        let lines: Vec<LineIndex> = files.iter().map(|it| LineIndex::new(&it.text)).collect();
        let closers = Closers::new(&program, &facts);
        let cx = Context { program: &program, facts: &facts, closers, files, lines: &lines, units: &units };
        let findings = rules::run(&cx);
        report.errors.extend(bodies.errors());
        report.errors.extend(program.errors());
        self.finish(&units, &lines, findings, &mut report);
        report
    }

    /// Files that cannot matter: only what is wrong with the texts themselves.
    fn read(&self) -> Report {
        let mut report = Report::default();
        let (units, errors) = guarded(self.files, "parsing", lang::parse);
        report.errors.extend(errors);
        let lines: Vec<LineIndex> = self.files.iter().map(|it| LineIndex::new(&it.text)).collect();
        self.finish(&units, &lines, vec![], &mut report);
        report
    }

    /// Adds what concerns the texts, and keeps what is asked for.
    fn finish(&self, units: &[Parsed], lines: &[LineIndex], mut findings: Vec<Finding>, report: &mut Report) {
        let Job { files, options, .. } = *self;
        for (file, unit) in units.iter().enumerate() {
            let id = FileId(file as u32);
            let errors = unit.errors().iter();
            findings.extend(errors.map(|it| rules::syntax_error::report(id, files[file].origin, it)));
        }
        let strict = rules::find("SUB003").expect("the rule is in the table");
        let ignores =
            |(at, file): (usize, &&SourceFile)| match options.ignores && Ignores::may_be_in(&file.text) {
                true => Ignores::new(&file.text, &units[at].comments(), &lines[at]),
                false => Ignores::default(),
            };
        let ignores: Vec<Ignores> = files.iter().enumerate().map(ignores).collect();
        let mut left = vec![];
        for finding in findings {
            let file = finding.location.file.0 as usize;
            if !ignores[file].is_empty() {
                let statement = units[file].statement(finding.location.span);
                let line = |offset| lines[file].line_column(&files[file].text, offset).line;
                if ignores[file].silence(&finding, line(statement.start), line(statement.end)) {
                    report.suppressed += usize::from(options.rules.contains(finding.rule.id));
                    continue;
                }
            }
            left.push(finding);
        }
        for (file, ignores) in ignores.iter().enumerate() {
            let id = FileId(file as u32);
            for (entry, exists) in ignores.unused() {
                let source = units[file].editable(&files[file].text);
                left.push(rules::unused_ignore::report(id, source, entry, exists));
            }
        }
        for finding in left {
            if options.rules.contains(finding.rule.id) {
                report.findings.push(finding);
            } else if finding.rule == strict {
                report.strict_only += 1;
            }
        }
    }
}

impl Report {
    /// Sorts the findings by path and place, and gives each its fingerprint.
    fn in_order(mut self, files: &[SourceFile]) -> Report {
        self.findings.sort_by(|a, b| {
            let key = |it: &Finding| (it.location.span, it.rule.id);
            let path = |it: &Finding| &files[it.location.file.0 as usize].path;
            path(a).cmp(path(b)).then_with(|| key(a).cmp(&key(b)))
        });
        let mut seen = BTreeMap::new();
        for finding in &mut self.findings {
            finding.fingerprint = fingerprint(finding, &files[finding.location.file.0 as usize]);
            let count = seen.entry(finding.fingerprint.clone()).or_insert(0u32);
            if *count > 0 {
                finding.fingerprint = hash(&[&finding.fingerprint, &count.to_string()]);
            }
            *count += 1;
        }
        self
    }

    fn renumber(&mut self, number: impl Fn(FileId) -> FileId) {
        self.findings.iter_mut().for_each(|it| it.renumber(&number));
        self.errors.iter_mut().for_each(|it| it.file = number(it.file));
    }
}

/// Identifies a finding by rule, path and the text of the line, not by its number.
fn fingerprint(finding: &Finding, file: &SourceFile) -> String {
    hash(&[finding.rule.id, &file.path, line_of(finding, file).trim()])
}

/// The text of the line on which a finding begins.
fn line_of<'a>(finding: &Finding, file: &'a SourceFile) -> &'a str {
    let start = (finding.location.span.start as usize).min(file.text.len());
    let before = file.text.get(..start).and_then(|it| it.rfind(['\n', '\r'])).map_or(0, |it| it + 1);
    file.text.get(before..).and_then(|it| it.lines().next()).unwrap_or_default()
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
    let files: Vec<&SourceFile> = files.iter().collect();
    let mut units: Vec<Parsed> =
        files.iter().enumerate().map(|(at, it)| lang::parse(at as u32, it)).collect();
    let project = Known::new(&[], &options.profiles).project(&mut units, &files);
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
