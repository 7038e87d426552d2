//! GitLab's code quality report: a list that the merge request compares by fingerprint.

use lint_core::finding::{Finding, Severity};
use serde::Serialize;

use super::places::Places;
use super::{Run, json_text};

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let entries: Vec<Entry> = run.findings.iter().map(|it| entry(it, &mut places)).collect();
    json_text(&entries)
}

fn entry<'a>(finding: &'a Finding, places: &mut Places<'a>) -> Entry<'a> {
    let range = places.range(finding.location);
    Entry {
        description: format!("{} {}: {}", finding.rule.id, finding.rule.name, finding.message),
        check_name: finding.rule.id,
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location {
            path: places.path(finding.location),
            lines: Lines { begin: range.start.line, end: range.end.line },
        },
    }
}
