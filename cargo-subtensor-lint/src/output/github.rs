//! Annotations of GitHub Actions: workflow commands, one line each.
//!
//! GitHub shows ten annotations of each level per step, so the message says where it belongs; the log has all.
//! It draws a range of columns on one line only.

use std::fmt::Write;

use lint_core::finding::{Finding, Severity};

use super::places::{Places, Range};
use super::{Run, escape, remarks};

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let mut out = String::new();
    for finding in &run.findings {
        let path = escape(places.path(finding.location)).into_owned();
        let range = places.range(finding.location);
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place = place(&path, &range);
        let title = property(&format!("{} {}", finding.rule.id, finding.rule.name));
        let message = data(&message(finding, &path, &range));
        writeln!(out, "::{level} {place},title={title}::{message}").expect("a string takes everything");
    }
    for error in &run.errors {
        let (path, message) = (property(&escape(&error.path)), data(&escape(&error.message)));
        writeln!(out, "::warning file={path},title=not checked::{message}")
            .expect("a string takes everything");
    }
    out
}

fn place(path: &str, range: &Range) -> String {
    let Range { start, end } = range;
    let lines = format!("file={},line={},endLine={}", property(path), start.line, end.line);
    if range.is_on_one_line() {
        format!("{lines},col={},endColumn={}", start.column, end.column)
    } else {
        lines
    }
}

fn message(finding: &Finding, path: &str, range: &Range) -> String {
    let message = escape(&finding.message);
    let remarks: String =
        remarks(finding).map(|(word, text)| format!("\n{word}: {}", escape(text))).collect();
    format!("{path}:{}:{}: {message}{remarks}", range.start.line, range.start.column)
}

/// The text behind `::`, where a line end or a percent sign would be read.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of `file=` and its like, where a comma or a colon would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::samples;

    #[test]
    fn what_a_command_would_obey_is_spelt_out() {
        assert_eq!(property("100%,\r\n::error::x"), "100%25%2C%0D%0A%3A%3Aerror%3A%3Ax");
        let mut run = samples::single("x = 1\n", "x");
        run.findings[0].message = "a\n::stop-commands::x".to_owned();
        assert_eq!(render(&run).lines().count(), 1);
    }

    #[test]
    fn a_range_of_several_lines_has_no_columns() {
        let text = render(&samples::single("x = f(\n)\n", "f(\n)"));
        assert!(text.starts_with("::error file=a.py,line=1,endLine=2,title="), "{text}");
    }
}
