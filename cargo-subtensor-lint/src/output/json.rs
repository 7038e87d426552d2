//! JSON, version 1: a promise to the programs that read it.
//!
//! Fields may be added; none is removed, renamed or given another meaning without a new version.
//! Lines and columns count from 1 and columns in characters, offsets from 0 and in bytes.
//! There are no times and no places of this machine in it: the same input gives the same bytes.

use lint_core::finding::{self, Applicability, Confidence, Finding, Severity};
use serde::Serialize;

use super::places::Places;
use super::{ErrorKind, Run, RunError, json_text, severity_name};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    findings: Vec<Entry<'a>>,
    summary: Summary,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixed: Vec<Fixed<'a>>,
    errors: Vec<Trouble<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    name: &'a str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    help: &'a str,
    notes: &'a [String],
    location: Location<'a>,
    related: Vec<Label<'a>>,
    trace: Vec<Label<'a>>,
    fix: Option<Fix<'a>>,
    resource: &'a str,
    sdk: &'a str,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Fixed<'a> {
    rule: &'a str,
    name: &'a str,
    path: &'a str,
    line: usize,
    applicability: &'static str,
    description: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: u32,
}

#[derive(Serialize)]
struct Label<'a> {
    label: &'a str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Fix<'a> {
    applicability: &'static str,
    description: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    content: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    findings: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
    strict_only: usize,
    suppressed: usize,
    baselined: usize,
    baseline_gone: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct Trouble<'a> {
    path: &'a str,
    message: &'a str,
    kind: &'static str,
}

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    json_text(&Document {
        version: 1,
        tool: Tool { name: "subtensor-lint", version: env!("CARGO_PKG_VERSION") },
        findings: run.findings.iter().map(|it| entry(it, &mut places)).collect(),
        summary: summary(run),
        fixed: run.fixed.iter().map(|it| fixed(run, it)).collect(),
        errors: run.errors.iter().map(trouble).collect(),
    })
}

fn entry<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Entry<'a> {
    let mut labels = |all: &'a [finding::Label]| {
        let label =
            |it: &'a finding::Label| Label { label: &it.message, location: location(it.location, places) };
        all.iter().map(label).collect()
    };
    Entry {
        related: labels(&finding.related),
        trace: labels(&finding.trace),
        rule: finding.rule.id,
        name: finding.rule.name,
        severity: severity_name(finding.severity),
        confidence: match finding.confidence {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        },
        message: &finding.message,
        help: &finding.help,
        notes: &finding.notes,
        location: location(finding.location, places),
        fix: finding.fix.as_ref().map(fix),
        resource: &finding.resource,
        sdk: &finding.sdk,
        fingerprint: &finding.fingerprint,
    }
}

fn fix(fix: &finding::Fix) -> Fix<'_> {
    let edits = fix.edits.iter();
    Fix {
        applicability: applicability(fix.applicability),
        description: &fix.description,
        edits: edits
            .map(|it| Edit { start: it.span.start, end: it.span.end, content: &it.content })
            .collect(),
    }
}

fn fixed<'a>(run: &'a Run, it: &'a lint_core::fix::Fixed) -> Fixed<'a> {
    Fixed {
        rule: it.rule.id,
        name: it.rule.name,
        path: &run.file(it.file).path,
        line: it.line,
        applicability: applicability(it.applicability),
        description: &it.description,
    }
}

fn applicability(it: Applicability) -> &'static str {
    match it {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    }
}

fn summary(run: &Run) -> Summary {
    Summary {
        files: run.files.len(),
        findings: run.findings.len(),
        errors: run.count(Severity::Error),
        warnings: run.count(Severity::Warning),
        infos: run.count(Severity::Info),
        fixable: run.findings.iter().filter(|it| it.fix.is_some()).count(),
        strict_only: run.strict_only,
        suppressed: run.suppressed,
        baselined: run.baseline.known,
        baseline_gone: run.baseline.gone,
        unchanged: run.unchanged.as_ref().map_or(0, |it| it.0),
    }
}

fn trouble(error: &RunError) -> Trouble<'_> {
    Trouble {
        path: &error.path,
        message: &error.message,
        kind: match error.kind {
            ErrorKind::Io => "io",
            ErrorKind::Config => "config",
            ErrorKind::Internal => "internal",
        },
    }
}

fn location<'a>(location: finding::Location, places: &mut Places<'a>) -> Location<'a> {
    let range = places.range(location);
    let position =
        |at: lint_core::source::LineColumn, offset| Position { line: at.line, column: at.column, offset };
    Location {
        path: places.path(location),
        start: position(range.start, location.span.start),
        end: position(range.end, location.span.end),
    }
}

#[cfg(test)]
mod tests;
