//! Reviewdog's diagnostic format. Its columns count bytes of UTF-8, from 1.

use lint_core::finding::{Finding, Fix, Label, Location, Severity};
use serde::Serialize;

use super::places::Places;
use super::{Run, full_message, json_text};

#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    severity: &'static str,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Place<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(rename = "relatedLocations", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    url: String,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Place<'a>,
}

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let severities = run.findings.iter().map(|it| it.severity);
    json_text(&Document {
        source: Source { name: "subtensor-lint", url: env!("CARGO_PKG_REPOSITORY") },
        severity: severity(severities.max().unwrap_or(Severity::Info)),
        diagnostics: run.findings.iter().map(|it| diagnostic(it, &mut places)).collect(),
    })
}

fn diagnostic<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Diagnostic<'a> {
    Diagnostic {
        message: full_message(finding),
        location: place(finding.location, places),
        severity: severity(finding.severity),
        code: Code { value: finding.rule.id, url: finding.rule.url() },
        suggestions: finding.fix.iter().flat_map(|it| suggestions(finding, it, places)).collect(),
        related: finding.related.iter().map(|it| related(it, places)).collect(),
    }
}

/// A suggestion is one edit: a fix of several would be offered in halves, so it is left out.
fn suggestions<'a>(finding: &Finding, fix: &'a Fix, places: &mut Places<'a>) -> Option<Suggestion<'a>> {
    let [edit] = fix.edits.as_slice() else { return None };
    let location = Location { file: finding.location.file, span: edit.span };
    Some(Suggestion { range: range(location, places), text: &edit.content })
}

fn related<'a>(label: &'a Label, places: &mut Places<'a>) -> Related<'a> {
    Related { message: &label.message, location: place(label.location, places) }
}

fn place<'a>(location: Location, places: &mut Places<'a>) -> Place<'a> {
    Place { path: places.path(location), range: range(location, places) }
}

fn range(location: Location, places: &mut Places) -> Range {
    let at = places.range(location);
    let mut position = |it: lint_core::source::LineColumn| {
        let line = places.line(location.file, it.line);
        let before: usize = line.chars().take(it.column - 1).map(char::len_utf8).sum();
        Position { line: it.line, column: before + 1 }
    };
    Range { start: position(at.start), end: position(at.end) }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::samples;

    #[test]
    fn columns_count_bytes() {
        let text = render(&samples::single("größe = f()\n", "f()"));
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let range = &document["diagnostics"][0]["location"]["range"];
        assert_eq!((&range["start"]["column"], &range["end"]["column"]), (&11.into(), &14.into()));
    }
}
