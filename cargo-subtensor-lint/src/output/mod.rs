//! The formats, one file each, and what they share: the outcome of a run and the escaping of foreign text.
//!
//! To add a format, write its file with a `render(&Run) -> String`, and give it a variant of
//! [`Format`] and a line in [`render`]; a test complains about a file that is not there, and another
//! shows what the new format makes of the samples.

mod concise;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod places;
mod rdjson;
mod rustc;
mod sarif;
pub(crate) mod statistics;
mod summary;
mod text;

#[cfg(test)]
pub(crate) mod samples;

use std::borrow::Cow;
use std::fmt::Write;

use lint_core::finding::{FileId, Finding, Label, Severity};
use lint_core::fix::Fixed;
use lint_core::source::{Origin, SourceFile};
use serde::Serialize;

use crate::args::Format;
use crate::baseline::Effect;

/// How it should look, in the formats for people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) coloured: bool,
    /// Whether the terminal shows a rule's name as a link to its page.
    pub(crate) links: bool,
    pub(crate) width: usize,
    /// No summary.
    pub(crate) quiet: bool,
}

/// The outcome of a run, ready to be shown.
#[derive(Debug, Default)]
pub(crate) struct Run<'a> {
    pub(crate) files: &'a [SourceFile],
    pub(crate) findings: Vec<Finding>,
    pub(crate) errors: Vec<RunError>,
    /// How many more connections would leak if a call raised.
    pub(crate) strict_only: usize,
    pub(crate) suppressed: usize,
    /// Findings in files that have not changed, and the revision that this is about.
    pub(crate) unchanged: Option<(usize, String)>,
    /// What the baseline did, if there is one.
    pub(crate) baseline: Effect,
    /// What is fixed already and no longer among the findings.
    pub(crate) fixed: Vec<Fixed>,
    pub(crate) fixes: Fixes,
    /// The user has left out rules or findings, so that silence says nothing about what is open.
    pub(crate) held_back: bool,
}

/// Which fixes this run has made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Fixes {
    #[default]
    None,
    Safe,
    All,
}

/// Something that kept a file from being checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunError {
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) kind: ErrorKind,
    /// Whether the user asked for this very file.
    pub(crate) origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Io,
    Config,
    Internal,
}

impl RunError {
    pub(crate) fn io(path: String, message: String, origin: Origin) -> RunError {
        RunError { path, message, kind: ErrorKind::Io, origin }
    }

    /// Whether the run did not do what it was asked to: a file deep in a tree that cannot be read is not that.
    pub(crate) fn stops(&self) -> bool {
        match self.kind {
            ErrorKind::Io => self.origin == Origin::Named,
            ErrorKind::Config => true,
            ErrorKind::Internal => false,
        }
    }
}

impl Run<'_> {
    pub(crate) fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
    }
}

/// The whole output in one format.
pub(crate) fn render(format: Format, run: &Run, look: &Look) -> String {
    match format {
        Format::Text => text::render(run, look),
        Format::Concise => concise::render(run, look),
        Format::Json => json::render(run),
        Format::Sarif => sarif::render(run),
        Format::Github => github::render(run),
        Format::Gitlab => gitlab::render(run),
        Format::Junit => junit::render(run),
        Format::Rdjson => rdjson::render(run),
        Format::Rustc => rustc::render(run),
        Format::Html => html::render(run),
    }
}

/// What has to be said beside the findings, if the format itself cannot say it.
pub(crate) fn note(format: Format, run: &Run) -> Option<String> {
    match format {
        Format::Text | Format::Concise | Format::Json | Format::Html => None,
        Format::Sarif | Format::Github | Format::Gitlab | Format::Junit | Format::Rdjson | Format::Rustc => {
            summary::gone(run)
        }
    }
}

/// The closing lines alone, for a run whose findings went elsewhere.
pub(crate) fn render_summary(run: &Run, look: &Look) -> String {
    let mut out = String::new();
    summary::render(run, look, &mut out);
    out
}

/// The rules about a connection that is left open point at the opening call, the others at the fault.
fn is_at_opening_call(finding: &Finding) -> bool {
    let number = finding.rule.id.trim_start_matches("SUB").parse::<u16>();
    matches!(number, Ok(1..=10 | 101 | 103 | 104))
}

/// The way from the opening to the place where the connection is lost, which is told as a related place only.
fn steps(finding: &Finding) -> impl Iterator<Item = &Label> {
    let is_new = |it: &&Label| finding.trace.iter().all(|step| step.location != it.location);
    let file = finding.location.file;
    let end = finding.related.iter().filter(is_new).rfind(|it| it.location.file == file);
    finding.trace.iter().chain(end.filter(|_| !finding.trace.is_empty()))
}

/// What is said below the message, each with its word: what to do, then what else has to be known.
pub(crate) fn remarks(finding: &Finding) -> impl Iterator<Item = (&'static str, &str)> {
    let help = Some(finding.help.as_str()).filter(|it| !it.is_empty()).map(|it| ("help", it));
    help.into_iter().chain(finding.notes.iter().map(|it| ("note", it.as_str())))
}

/// The message and the lines below it, as they are.
pub(crate) fn full_message(finding: &Finding) -> String {
    let remarks = remarks(finding).map(|(word, text)| format!("\n{word}: {text}"));
    std::iter::once(finding.message.clone()).chain(remarks).collect()
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// "1 file", "2 files".
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// Makes the invisible visible, so that a file's name or text cannot play tricks on a terminal:
/// control characters, line ends and marks that turn the direction of writing.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    escape_all_but(text, &[])
}

/// Like [`escape`], for text of several lines.
pub(crate) fn escape_lines(text: &str) -> Cow<'_, str> {
    escape_all_but(text, &['\n', '\t'])
}

fn escape_all_but<'a>(text: &'a str, kept: &[char]) -> Cow<'a, str> {
    let escaped = |it: char| is_treacherous(it) && !kept.contains(&it);
    if !text.contains(escaped) {
        return Cow::Borrowed(text);
    }
    let mut res = String::with_capacity(text.len() + 16);
    for it in text.chars() {
        if escaped(it) { res.extend(it.escape_default()) } else { res.push(it) }
    }
    Cow::Owned(res)
}

/// Like [`escape`] for a text in JSON, where `\u{1b}` is spelt `\u001b` and line ends are welcome.
fn escape_json(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for it in text.chars() {
        if is_treacherous(it) && it != '\n' {
            // All of them have at most four hexadecimal digits; writing into a string cannot fail.
            let _ = write!(res, "\\u{:04x}", u32::from(it));
        } else {
            res.push(it);
        }
    }
    res
}

/// Text of an element or of an attribute in quotes, in HTML and XML; what nobody could see is spelt out.
///
/// XML 1.0 can hold no control characters, not even spelt as numbers.
fn markup(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for it in escape(text).chars() {
        match it {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\'' => res.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => res.push(char::REPLACEMENT_CHARACTER),
            _ => res.push(it),
        }
    }
    res
}

/// JSON for files and pipes, which a terminal can show without harm.
fn json_text(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("strings and numbers can always be written");
    escape_json(&text) + "\n"
}

fn is_treacherous(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
