//! JUnit's XML: a suite for each file with findings, a failed case for each finding.
//!
//! A run without findings is one case that passed, because readers take an empty report for a broken one.

use std::fmt::Write;

use lint_core::finding::{FileId, Finding};

use super::places::Places;
use super::{Run, RunError, markup as xml, remarks, severity_name};

pub(crate) fn render(run: &Run) -> String {
    let mut places = Places::new(run);
    let (n_failures, n_errors) = (run.findings.len(), run.errors.len());
    let n_tests = (n_failures + n_errors).max(1);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"subtensor-lint\" tests=\"{n_tests}\" \
         failures=\"{n_failures}\" errors=\"{n_errors}\">\n"
    );
    for file in files(run) {
        let findings: Vec<&Finding> = run.findings.iter().filter(|it| it.location.file == file).collect();
        let cases: String = findings.iter().map(|it| failure(it, &mut places)).collect();
        let counts = Counts { tests: findings.len(), failures: findings.len(), errors: 0 };
        suite(&run.file(file).path, &counts, &cases, &mut out);
    }
    if n_errors > 0 {
        let cases: String = run.errors.iter().map(error).collect();
        suite("not checked", &Counts { tests: n_errors, failures: 0, errors: n_errors }, &cases, &mut out);
    }
    if n_failures + n_errors == 0 {
        let case = "    <testcase name=\"no findings\" classname=\"subtensor-lint\"/>\n";
        suite("subtensor-lint", &Counts { tests: 1, failures: 0, errors: 0 }, case, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

/// The files with findings, in the order of the findings.
fn files(run: &Run) -> Vec<FileId> {
    let mut files: Vec<FileId> = run.findings.iter().map(|it| it.location.file).collect();
    files.dedup();
    files
}

struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
}

fn suite(name: &str, counts: &Counts, cases: &str, out: &mut String) {
    let Counts { tests, failures, errors } = counts;
    let name = xml(name);
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{cases}  </testsuite>"
    )
    .expect("a string takes everything");
}

fn failure(finding: &Finding, places: &mut Places) -> String {
    let at = places.range(finding.location).start;
    let (path, message) = (xml(places.path(finding.location)), xml(&finding.message));
    let rule = xml(&format!("{} {}", finding.rule.id, finding.rule.name));
    let severity = severity_name(finding.severity);
    let remarks: String = remarks(finding).map(|(word, text)| format!("\n{word}: {}", xml(text))).collect();
    format!(
        "    <testcase name=\"{rule} in line {}\" classname=\"{path}\" file=\"{path}\" line=\"{}\">\n      \
         <failure type=\"{severity}\" message=\"{message}\">{path}:{}:{}: {message}{remarks}</failure>\n    </testcase>\n",
        at.line, at.line, at.line, at.column
    )
}

fn error(error: &RunError) -> String {
    let (path, message) = (xml(&error.path), xml(&error.message));
    format!(
        "    <testcase name=\"{path}\" classname=\"{path}\">\n      <error message=\"{message}\"/>\n    </testcase>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_run_has_a_case_that_passed() {
        let text = render(&Run::default());
        assert!(text.contains("tests=\"1\" failures=\"0\""), "{text}");
        assert!(text.contains("<testcase name=\"no findings\""), "{text}");
    }
}
