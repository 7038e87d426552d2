//! One island from texts to findings.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use crate::closers::Closers;
use crate::documents::Sources;
use crate::facts::Facts;
use crate::finding::{FileId, Finding};
use crate::fix;
use crate::ir::FnId;
use crate::knowledge::Versions;
use crate::lang::{self, Parsed};
use crate::layout::Place;
use crate::lowered::Lowered;
use crate::memory::{Keys, Memory};
use crate::program::Program;
use crate::project::Module;
use crate::rules::context::Context;
use crate::rules::{self, syntax_error, unused_ignore};
use crate::source::{LineIndex, SourceFile, Span};
use crate::suppress::Ignores;
use crate::versions::Known;
use crate::{Options, Report, fingerprint, guarded};

/// The files of an island, and by what to judge them. What it reports counts files from 0.
pub(crate) struct Job<'a> {
    pub(crate) files: &'a [&'a SourceFile],
    /// What the files are called in `sources`.
    pub(crate) numbers: &'a [FileId],
    /// Where they are among all files.
    pub(crate) places: &'a [Place],
    pub(crate) sources: &'a Sources<'a>,
    pub(crate) versions: &'a [Versions],
    pub(crate) known: &'a Known,
    pub(crate) options: &'a Options,
    pub(crate) memory: &'a dyn Memory,
}

/// What a file's comments say about findings.
struct Comments {
    ignores: Ignores,
    /// All of them, in order.
    comments: Vec<Span>,
    lines: LineIndex,
}

/// What parsing makes of a file.
#[derive(Debug, Default)]
pub struct Unit {
    /// Without its names.
    pub tree: Parsed,
    /// None once they are taken.
    pub names: Option<Module>,
}

impl Unit {
    fn new(file: u32, source: &SourceFile) -> Unit {
        let mut tree = lang::parse(file, source);
        let names = Some(tree.take_module());
        Unit { tree, names }
    }
}

impl Job<'_> {
    /// As [`Job::run`], unless the memory knows the outcome.
    pub(crate) fn remembered(&self, matters: bool, keys: &Keys) -> Report {
        let key = keys.of(self.files, self.places, self.versions, matters, self.options);
        if let Some(report) = self.memory.recall(key) {
            self.options.parsed.fetch_add(self.files.len(), Ordering::Relaxed);
            return report;
        }
        let report = self.run(matters);
        // What went wrong may go right the next time.
        if report.errors.is_empty() {
            self.memory.keep(key, &report);
        }
        report
    }

    /// The whole way; where nothing matters only what is wrong with the texts themselves.
    fn run(&self, matters: bool) -> Report {
        let mut report = Report::default();
        let parse = |at: u32, file: &SourceFile| {
            let unit = self.memory.take_unit(at, file).unwrap_or_else(|| Unit::new(at, file));
            self.options.parsed.fetch_add(1, Ordering::Relaxed);
            unit
        };
        let (units, errors): (Vec<Unit>, _) = guarded(self.files, "parsing", parse);
        let wanted = errors.is_empty() && self.memory.wants_units();
        report.errors.extend(errors);
        let kept: Vec<Option<Module>> = units.iter().map(|it| it.names.clone().filter(|_| wanted)).collect();
        let (trees, names): (Vec<Parsed>, Vec<Module>) =
            units.into_iter().map(|it| (it.tree, it.names.unwrap_or_default())).unzip();
        let findings = if matters { self.judge(&trees, names, &mut report) } else { vec![] };
        report.errors.retain(|it| self.tells_of(it.file));
        self.finish(&trees, findings, &mut report);
        if wanted {
            for (at, (tree, names)) in trees.into_iter().zip(kept).enumerate() {
                self.memory.keep_unit(at as u32, self.files[at], Unit { tree, names });
            }
        }
        report
    }

    fn judge(&self, units: &[Parsed], names: Vec<Module>, report: &mut Report) -> Vec<Finding> {
        let Job { files, numbers, sources, known, options, .. } = *self;
        let project = known.project(names, files, self.places);
        let bodies = Lowered::new(files, units, &project);
        let knowledge = known.knowledge(self.versions, &project);
        let mut program = Program::new(&project, &bodies, knowledge);
        if options.everything {
            program = program.judging_everything();
        }
        let facts = program.solve();
        let closers = Closers::new(&program, &facts);
        let fixes_in = options.fixes_in.as_ref();
        let cx =
            Context { program: &program, facts: &facts, closers, files, sources, numbers, units, fixes_in };
        let mut findings = rules::run(&cx);
        findings.extend(self.too_complex(&program, &facts));
        report.errors.extend(bodies.errors());
        report.errors.extend(program.errors());
        findings
    }

    /// A finding for each body whose connections nobody judged because it would take too long.
    fn too_complex(&self, program: &Program<'_>, facts: &BTreeMap<FnId, Facts>) -> Vec<Finding> {
        let opens = |it: &(&FnId, &Facts)| it.1.exhausted && !it.1.opened.is_empty();
        let report = |(id, _): (&FnId, &Facts)| {
            let (file, body) = (self.files[id.file as usize], program.body(*id));
            let index = LineIndex::new(&file.text);
            let (first, last) = (index.line(body.span.start), index.line(body.span.end));
            let end = index.line_span(&file.text, first).map_or(body.span.end, |it| it.end);
            let head = Span { start: body.span.start, end: body.span.end.min(end) };
            let start = head.start as usize;
            let head = Span::new(start, start + head.text(&file.text).trim_end().len());
            syntax_error::too_complex(FileId(id.file), file.origin, head, last - first + 1)
        };
        facts.iter().filter(opens).map(report).collect()
    }

    fn tells_of(&self, file: FileId) -> bool {
        self.sources.tells_of(self.numbers[file.0 as usize])
    }

    /// Adds what concerns the texts, and keeps what is asked for and silenced by no comment.
    fn finish(&self, units: &[Parsed], mut findings: Vec<Finding>, report: &mut Report) {
        let Job { files, numbers, sources, options, .. } = *self;
        for (file, unit) in units.iter().enumerate() {
            let id = FileId(file as u32);
            let found = unit.errors().iter().chain(sources.errors(numbers[file]));
            findings.extend(found.map(|it| syntax_error::report(id, files[file].origin, it)));
        }
        findings.retain(|it| self.tells_of(it.location.file));
        let strict = rules::find("SUB003").expect("the rule is in the table");
        let ignores = |(at, file): (usize, &&SourceFile)| {
            let is_read =
                options.ignores && self.tells_of(FileId(at as u32)) && Ignores::may_be_in(&file.text);
            let lines = is_read.then(|| LineIndex::new(&file.text))?;
            let comments = units[at].comments();
            Some(Comments { ignores: Ignores::new(&file.text, &comments, &lines), comments, lines })
        };
        let comments: Vec<Option<Comments>> = files.iter().enumerate().map(ignores).collect();
        let mut left = vec![];
        for finding in findings {
            let file = finding.location.file.0 as usize;
            let mut silent = options.ignores && sources.silence(numbers[file], &finding);
            if let Some(Comments { ignores, lines, .. }) = &comments[file] {
                let statement = units[file].statement(finding.location.span);
                let line = |offset| lines.line(offset);
                silent |= ignores.silence(&finding, line(statement.start), line(statement.end));
            }
            if silent {
                report.suppressed += usize::from(options.rules.contains(finding.rule.id));
            } else {
                left.push(finding);
            }
        }
        for (file, it) in comments.iter().enumerate() {
            let Some(Comments { ignores, comments, .. }) = it else { continue };
            let mut unused = ignores.unused().peekable();
            let source = unused.peek().and_then(|_| units[file].editable(&files[file].text));
            for (entry, exists) in unused {
                let removal = source.and_then(|it| lang::edit::remove_ignore(it, comments, entry.span));
                left.push(unused_ignore::report(FileId(file as u32), entry, exists, removal));
            }
        }
        for mut finding in left {
            if options.rules.contains(finding.rule.id) {
                let file = finding.location.file.0 as usize;
                finding.fix = finding.fix.filter(|it| fix::fits(it, &files[file].text));
                finding.fingerprint = fingerprint(&finding, sources.path(numbers[file]), &files[file].text);
                report.findings.push(finding);
            } else if finding.rule == strict {
                report.strict_only += 1;
            }
        }
    }
}
