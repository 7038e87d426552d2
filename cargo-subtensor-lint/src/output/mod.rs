//! The formats, one file each, and what they share: the outcome of a run and the escaping of foreign text.
//!
//! To add a format, write its file with a `render(&Run) -> String`, and give it a variant of
//! [`crate::args::Format`]; the compiler shows the rest.

pub(crate) mod json;
pub(crate) mod text;

#[cfg(test)]
pub(crate) mod samples;

use std::borrow::Cow;
use std::fmt::Write;

use lint_core::finding::{FileId, Finding, Severity};
use lint_core::fix::Fixed;
use lint_core::source::{Origin, SourceFile};

/// The outcome of a run, ready to be shown.
#[derive(Debug, Default)]
pub(crate) struct Run<'a> {
    pub(crate) files: &'a [SourceFile],
    pub(crate) findings: Vec<Finding>,
    pub(crate) errors: Vec<RunError>,
    /// How many more connections would leak if a call raised.
    pub(crate) strict_only: usize,
    pub(crate) suppressed: usize,
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
}

impl Run<'_> {
    pub(crate) fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
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

fn is_treacherous(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_spelt_out() {
        assert_eq!(escape("caf\u{e9} `x`"), "caf\u{e9} `x`");
        assert_eq!(escape("\u{1b}[2Ja\rb\n"), "\\u{1b}[2Ja\\rb\\n");
        assert_eq!(escape("\u{9b}31m\u{202e}"), "\\u{9b}31m\\u{202e}");
        assert_eq!(escape_lines("a\n\tb\u{7}"), "a\n\tb\\u{7}");
        assert_eq!(escape_json("\"a\u{7f}\u{2066}\"\n"), "\"a\\u007f\\u2066\"\n");
    }
}
