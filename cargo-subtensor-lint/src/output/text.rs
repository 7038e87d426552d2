//! For people: each finding with its source lines, then one line that sums up.
//!
//! miette does the drawing, and nothing outside of this module knows of it.

mod snippets;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use lint_core::finding::{FileId, Finding, Label, Location, Severity};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};

use self::snippets::Snippets;
use super::{Look, Run, escape, is_at_opening_call, summary};

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
        notes(finding, look.width, &mut out);
        out.push('\n');
    }
    if !look.quiet {
        summary::render(run, look, &mut out);
    }
    out
}

/// Notes look like miette's help, which it has one of.
fn notes(finding: &Finding, width: usize, out: &mut String) {
    let options = textwrap::Options::new(width).initial_indent("  note: ").subsequent_indent("        ");
    for note in &finding.notes {
        writeln!(out, "{}", textwrap::fill(&escape(note), &options)).expect("a string takes everything");
    }
}

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
            None => is_at_opening_call(self.finding).then(|| "opened here".to_owned()),
        }
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
