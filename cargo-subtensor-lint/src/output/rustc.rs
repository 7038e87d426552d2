//! What rustc prints with `--error-format=json`, one diagnostic a line: for rust-analyzer.
//!
//! rust-analyzer reads this in place of, or among, the messages of `cargo check`; see `--pass-stdin`.
//! Columns count characters from 1, offsets bytes from 0.

use lint_core::finding::{Applicability, Finding, Label, Location, Severity};
use serde::Serialize;

use super::places::Places;
use super::{Run, escape, escape_json, remarks, severity_name};

#[derive(Serialize)]
struct Diagnostic<'a> {
    #[serde(rename = "$message_type")]
    message_type: &'static str,
    message: &'a str,
    code: Option<Code<'a>>,
    level: &'static str,
    spans: Vec<Span<'a>>,
    children: Vec<Diagnostic<'a>>,
    rendered: Option<String>,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    explanation: Option<&'a str>,
}

#[derive(Serialize)]
struct Span<'a> {
    file_name: &'a str,
    byte_start: u32,
    byte_end: u32,
    line_start: usize,
    line_end: usize,
    column_start: usize,
    column_end: usize,
    is_primary: bool,
    text: Vec<Line<'a>>,
    label: Option<&'a str>,
    suggested_replacement: Option<&'a str>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    highlight_start: usize,
    highlight_end: usize,
}

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let mut out = String::new();
    for finding in &run.findings {
        let text = serde_json::to_string(&diagnostic(finding, &mut places));
        out.push_str(&escape_json(&text.expect("strings and numbers can always be written")));
        out.push('\n');
    }
    out
}

fn diagnostic<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Diagnostic<'a> {
    let primary = Span { is_primary: true, ..span(finding.location, places) };
    let others = finding.related.iter().map(|it| labelled(it, places));
    let spans = std::iter::once(primary).chain(others).collect();
    let remarks = remarks(finding).map(|(level, text)| child(level, text, vec![]));
    let children = remarks.chain(fix(finding, places)).collect();
    Diagnostic {
        message_type: "diagnostic",
        message: &finding.message,
        code: Some(Code { code: finding.rule.id, explanation: None }),
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        },
        spans,
        children,
        rendered: Some(rendered(finding, places)),
    }
}

fn child<'a>(level: &'static str, message: &'a str, spans: Vec<Span<'a>>) -> Diagnostic<'a> {
    let message_type = "diagnostic";
    Diagnostic { message_type, message, code: None, level, spans, children: vec![], rendered: None }
}

/// The fix as rust-analyzer wants it: a help whose spans carry the new text.
fn fix<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Option<Diagnostic<'a>> {
    let fix = finding.fix.as_ref()?;
    let applicability = match fix.applicability {
        Applicability::Safe => "MachineApplicable",
        Applicability::Unsafe => "MaybeIncorrect",
    };
    let edits = fix.edits.iter().map(|it| Span {
        is_primary: true,
        suggested_replacement: Some(&it.content),
        suggestion_applicability: Some(applicability),
        ..span(Location { file: finding.location.file, span: it.span }, places)
    });
    Some(child("help", &fix.description, edits.collect()))
}

fn labelled<'a>(label: &'a Label, places: &mut Places<'a>) -> Span<'a> {
    Span { label: Some(&label.message), ..span(label.location, places) }
}

fn span<'a>(location: Location, places: &mut Places<'a>) -> Span<'a> {
    let range = places.range(location);
    let (first, last) = (range.start.line, range.end.line);
    let line = |line: usize| {
        let text = places.line(location.file, line);
        let end = if line == last { range.end.column } else { text.chars().count() + 1 };
        Line { text, highlight_start: if line == first { range.start.column } else { 1 }, highlight_end: end }
    };
    Span {
        text: (first..=last).map(line).collect(),
        file_name: places.path(location),
        byte_start: location.span.start,
        byte_end: location.span.end,
        line_start: first,
        line_end: last,
        column_start: range.start.column,
        column_end: range.end.column,
        is_primary: false,
        label: None,
        suggested_replacement: None,
        suggestion_applicability: None,
        expansion: None,
    }
}

/// What a terminal would show, in the manner of rustc.
fn rendered(finding: &Finding, places: &mut Places) -> String {
    let at = places.range(finding.location).start;
    let (id, path) = (finding.rule.id, escape(places.path(finding.location)));
    let (severity, message) = (severity_name(finding.severity), escape(&finding.message));
    let remarks: String =
        remarks(finding).map(|(word, text)| format!("  = {word}: {}\n", escape(text))).collect();
    format!("{severity}[{id}]: {message}\n --> {path}:{}:{}\n{remarks}", at.line, at.column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::samples;

    #[test]
    fn a_fix_is_a_help_with_the_new_text() {
        let run = samples::run();
        let first: serde_json::Value = serde_json::from_str(render(&run).lines().next().unwrap()).unwrap();
        let children = first["children"].as_array().unwrap();
        let levels: Vec<&str> = children.iter().map(|it| it["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["help", "note", "help"]);
        let span = &children[2]["spans"][0];
        assert_eq!(span["suggested_replacement"], "…");
        assert_eq!(span["suggestion_applicability"], "MaybeIncorrect");
        assert_eq!(first["spans"][0]["text"][0]["highlight_start"], 21);
    }
}
