//! For people: each finding with its source lines, then one line that sums up.
//!
//! miette does the drawing, and nothing outside of this module knows of it.

mod snippets;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};
use lint_core::finding::{Applicability, Cause, FileId, Finding, Label, Location, Severity};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use self::snippets::Snippets;
use super::{Fixes, Run, count, escape};

/// How it should look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) coloured: bool,
    /// Whether the terminal shows a rule's name as a link to its page.
    pub(crate) links: bool,
    pub(crate) width: usize,
    /// No summary.
    pub(crate) quiet: bool,
}

pub(crate) fn render(run: &Run, look: &Look) -> String {
    let theme = if look.coloured { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(look.links)
        .with_link_display_text("↗");
    let mut snippets: BTreeMap<FileId, Snippets> = BTreeMap::new();
    let mut out = String::new();
    for finding in &run.findings {
        let files = std::iter::once(finding.location).chain(labels(finding).map(|it| it.location));
        for FileId(id) in files.map(|it| it.file) {
            snippets.entry(FileId(id)).or_insert_with(|| Snippets::new(run, FileId(id)));
        }
        let drawing = Drawing { finding, snippets: &snippets, url: look.links.then(|| finding.rule.url()) };
        handler
            .render_report(&mut out, &drawing)
            .expect("a string takes everything, and all spans are in range");
        drawing.elsewhere(&mut out);
        out.push('\n');
    }
    if !look.quiet {
        summary(run, look, &mut out);
    }
    out
}

fn summary(run: &Run, look: &Look, out: &mut String) {
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
        let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
        let kinds = kinds.map(|(severity, name)| (run.count(severity), name));
        let kinds: Vec<String> = kinds.iter().filter(|it| it.0 > 0).map(|it| count(it.0, it.1)).collect();
        let problems = count(n_findings, "problem");
        line(bold(AnsiColor::Yellow), &format!("Found {problems} ({}) in {n_files}.", kinds.join(", ")));
        for (n, cause) in causes(run) {
            let file = &run.files[cause.file.0 as usize].path;
            line(Style::new(), &format!("{n} of these come from {} in {file}: {}", cause.name, cause.advice));
        }
    } else if run.files.is_empty() && run.errors.is_empty() {
        line(Style::new(), "Nothing to check: no Python file was found.");
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
    if run.strict_only > 0 {
        line(Style::new(), &format!("{} more would leak if a call raised; see --strict", run.strict_only));
    }
    if !run.errors.is_empty() {
        line(bold(AnsiColor::Red), &format!("{} could not be checked.", count(run.errors.len(), "file")));
    }
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

/// The secondary places of a finding: what it relates to, then the way that leads out.
fn labels(finding: &Finding) -> impl Iterator<Item = &Label> {
    finding.related.iter().chain(&finding.trace)
}

/// A finding as miette wants to see it.
struct Drawing<'a> {
    finding: &'a Finding,
    /// Of every file that the finding touches.
    snippets: &'a BTreeMap<FileId, Snippets<'a>>,
    url: Option<String>,
}

impl<'a> Drawing<'a> {
    fn snippet(&self, location: Location) -> &'a Snippets<'a> {
        &self.snippets[&location.file]
    }

    /// The labels to draw, each place once: steps of the way that coincide with another label are left out.
    fn unique_labels(&self) -> Vec<&'a Label> {
        let mut res: Vec<&Label> = Vec::new();
        for label in labels(self.finding).filter(|it| it.location != self.finding.location) {
            if !res.iter().any(|it| it.location == label.location) {
                res.push(label);
            }
        }
        res
    }

    /// What stands at the primary place.
    fn primary(&self) -> Option<String> {
        let said = labels(self.finding).find(|it| it.location == self.finding.location);
        match said {
            Some(label) => Some(escape(&label.message).into_owned()),
            None => self.is_at_opening_call().then(|| "opened here".to_owned()),
        }
    }

    /// The rules about a connection that is left open point at the opening call, the others at the fault.
    fn is_at_opening_call(&self) -> bool {
        let number = self.finding.rule.id.trim_start_matches("SUB").parse::<u16>();
        matches!(number, Ok(1..=10 | 101 | 103 | 104))
    }

    /// One line for each label in another file, since miette draws one file at a time.
    fn elsewhere(&self, out: &mut String) {
        for label in self.unique_labels() {
            if label.location.file != self.finding.location.file {
                let snippet = self.snippet(label.location);
                let at = snippet.index.line_column(&snippet.text, label.location.span.start);
                let place = format!("{}:{}:{}", snippet.name, at.line, at.column);
                writeln!(out, "  see {place}: {}", escape(&label.message))
                    .expect("a string takes everything");
            }
        }
    }
}

impl Diagnostic for Drawing<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        Some(Box::new(format!("{} {}", self.finding.rule.id, self.finding.rule.name)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        let help = &self.finding.help;
        (!help.is_empty()).then(|| Box::new(escape(help)) as Box<dyn fmt::Display>)
    }

    fn url<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.url.as_ref().map(|it| Box::new(it) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.snippet(self.finding.location))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let snippet = self.snippet(self.finding.location);
        let primary =
            LabeledSpan::new_primary_with_span(self.primary(), snippet.first_line(self.finding.location));
        let here = |it: &&Label| it.location.file == self.finding.location.file;
        let others = self.unique_labels().into_iter().filter(here).map(|it| {
            LabeledSpan::new_with_span(
                Some(escape(&it.message).into_owned()),
                snippet.first_line(it.location),
            )
        });
        Some(Box::new(std::iter::once(primary).chain(others)))
    }
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape(&self.finding.message))
    }
}

impl fmt::Debug for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Drawing<'_> {}

#[cfg(test)]
mod tests;
