//! The closing lines for people: how many findings, of what kind, and what is not shown.

use std::collections::BTreeSet;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use lint_core::finding::{Applicability, Cause, FileId, Severity};
use lint_core::source::{Language, SourceFile};

use super::{Fixes, Look, Run, count, escape, severity_name};

pub(super) fn render(run: &Run, look: &Look, out: &mut String) {
    let bold = |colour: AnsiColor| if look.coloured { colour.on_default().bold() } else { Style::new() };
    let mut line = |style: Style, text: &str| {
        writeln!(out, "{style}{text}{style:#}").expect("a string takes everything");
    };
    let n_files = count(run.files.len(), "file");
    for text in fixed(run) {
        line(Style::new(), &text);
    }
    let n_findings = run.findings.len();
    if n_findings > 0 {
        let kinds = [Severity::Error, Severity::Warning, Severity::Info];
        let kinds = kinds.map(|it| (run.count(it), severity_name(it)));
        let kinds: Vec<String> = kinds.iter().filter(|it| it.0 > 0).map(|it| count(it.0, it.1)).collect();
        let problems = count(n_findings, "problem");
        line(bold(AnsiColor::Yellow), &format!("Found {problems} ({}) in {n_files}.", kinds.join(", ")));
        for (n, cause) in causes(run) {
            let (name, file) = (escape(&cause.name), escape(&run.file(cause.file).path));
            line(Style::new(), &format!("{n} of these come from {name} in {file}: {}", cause.advice));
        }
    } else if run.files.is_empty() && run.errors.is_empty() {
        line(Style::new(), "Nothing to check: no Python or Rust file was found.");
    } else if !run.files.is_empty() {
        let outcome = if run.held_back { "nothing to report" } else { "no connection is left open" };
        line(bold(AnsiColor::Green), &format!("All clear: {n_files} checked, {outcome}."));
    }
    if let Some(text) = fixable(run) {
        line(Style::new(), &text);
    }
    if run.suppressed > 0 {
        line(Style::new(), &format!("{} silenced.", run.suppressed));
    }
    if run.baseline.known > 0 {
        line(Style::new(), &format!("{} known from the baseline.", run.baseline.known));
    }
    if let Some(text) = gone(run) {
        line(Style::new(), &text);
    }
    if let Some((n @ 1.., revision)) = &run.unchanged {
        line(Style::new(), &format!("{n} more in files that have not changed since {}.", escape(revision)));
    }
    if run.strict_only > 0 {
        let (n, fails) = (run.strict_only, failure(run));
        line(Style::new(), &format!("{n} more would leak if a call {fails}; see --strict"));
    }
    if !run.errors.is_empty() {
        line(bold(AnsiColor::Red), &format!("{} could not be checked.", count(run.errors.len(), "file")));
    }
}

/// How a call fails in the languages of the run: in Rust an error is a value, and a panic what leaves by itself.
fn failure(run: &Run) -> &'static str {
    let is_rust = |it: &SourceFile| it.language == Language::Rust;
    match (run.files.iter().any(is_rust), run.files.iter().all(is_rust)) {
        (_, true) => "panicked",
        (true, false) => "raised or panicked",
        (false, false) => "raised",
    }
}

/// That the baseline remembers what is not there any more.
pub(super) fn gone(run: &Run) -> Option<String> {
    let n = run.baseline.gone;
    let (entries, are) = if n == 1 { ("entry", "is") } else { ("entries", "are") };
    (n > 0).then(|| format!("{n} {entries} of the baseline {are} gone; run --write-baseline"))
}

/// What was fixed: a line that sums up and one for each.
fn fixed(run: &Run) -> Vec<String> {
    let files: BTreeSet<FileId> = run.fixed.iter().map(|it| it.file).collect();
    let (problems, files) = (count(run.fixed.len(), "problem"), count(files.len(), "file"));
    let each = run.fixed.iter().map(|it| {
        let path = escape(&run.file(it.file).path);
        format!("  {path}:{} {} {}: {}", it.line, it.rule.id, it.rule.name, escape(&it.description))
    });
    let first = (!run.fixed.is_empty()).then(|| format!("Fixed {problems} in {files}:"));
    first.into_iter().chain(each).collect()
}

/// What could be fixed and was not asked for.
fn fixable(run: &Run) -> Option<String> {
    let n = |wanted: Applicability| {
        let fixes = run.findings.iter().filter_map(|it| it.fix.as_ref());
        fixes.filter(|it| it.applicability == wanted).count()
    };
    match (run.fixes, n(Applicability::Safe), n(Applicability::Unsafe)) {
        (Fixes::All, _, _) | (Fixes::Safe, _, 0) | (Fixes::None, 0, 0) => None,
        (Fixes::Safe, _, more) | (Fixes::None, 0, more) => {
            Some(format!("{more} fixable with --fix --unsafe-fixes."))
        }
        (Fixes::None, safe, 0) => Some(format!("{safe} fixable with --fix.")),
        (Fixes::None, safe, more) => {
            Some(format!("{safe} fixable with --fix, {more} more with --unsafe-fixes."))
        }
    }
}

/// What several findings go back to, the most frequent first.
fn causes<'a>(run: &'a Run<'_>) -> Vec<(usize, &'a Cause)> {
    let mut found: Vec<(usize, &Cause)> = vec![];
    for cause in run.findings.iter().filter_map(|it| it.cause.as_ref()) {
        match found.iter_mut().find(|it| it.1 == cause) {
            Some(it) => it.0 += 1,
            None => found.push((1, cause)),
        }
    }
    found.retain(|it| it.0 >= MANY);
    found.sort_by_key(|it| std::cmp::Reverse(it.0));
    found
}

/// So many findings of one cause are worth a line.
const MANY: usize = 3;
