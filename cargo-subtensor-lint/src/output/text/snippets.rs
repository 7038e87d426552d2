//! The text that miette cuts its snippets from.
//!
//! A line is found by index: miette's own way of reading a `str` counts lines from the top of the file for
//! each label, which is quadratic in a file with many findings.

use std::borrow::Cow;

use lint_core::finding::{FileId, Location};
use lint_core::source::LineIndex;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::output::{Run, escape, is_treacherous};

/// A file from which miette cuts its snippets.
pub(super) struct Snippets<'a> {
    pub(super) name: String,
    /// The source with everything that a terminal would obey replaced, byte for byte, so that spans stay true.
    pub(super) text: Cow<'a, str>,
    pub(super) index: LineIndex,
}

/// A line longer than this (data, minified code) is cut off at this distance from what is labelled.
const MARGIN: usize = 240;

impl<'a> Snippets<'a> {
    pub(super) fn new(run: &'a Run, id: FileId) -> Snippets<'a> {
        let file = run.file(id);
        let index = LineIndex::new(&file.text);
        Snippets { name: escape(&file.path).into_owned(), text: tame(&file.text), index }
    }

    /// The part of a span on its first line: brackets around many lines hide more than they show.
    pub(super) fn first_line(&self, location: Location) -> SourceSpan {
        // A span that does not fit the text is a bug of ours, but no reason to show nothing.
        let from = self.text.floor_char_boundary(location.span.start as usize);
        let to = self.text.floor_char_boundary(location.span.end as usize);
        let text = self.text.get(from..to.max(from)).unwrap_or_default();
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        (from, line.trim_end().len()).into()
    }

    /// The byte range of the 0-based `line`, its end included.
    fn line(&self, line: usize) -> (usize, usize) {
        let span = self.index.line_span(&self.text, line + 1).unwrap_or_default();
        (span.start as usize, span.end as usize)
    }

    fn line_of(&self, offset: usize) -> usize {
        self.index.line_column(&self.text, offset.try_into().unwrap_or(u32::MAX)).line - 1
    }

    /// Where a snippet begins that shows `span` and `n_lines` before it.
    fn begin(&self, from: usize, n_lines: usize) -> usize {
        let line = self.line_of(from);
        let (mut begin, _) = self.line(line);
        if from - begin > MARGIN {
            return self.text.floor_char_boundary(from - MARGIN);
        }
        for (start, end) in (line.saturating_sub(n_lines)..line).rev().map(|it| self.line(it)) {
            if end - start > MARGIN {
                break;
            }
            begin = start;
        }
        begin
    }

    /// Where it ends, with `n_lines` after `to`.
    fn end(&self, to: usize, n_lines: usize) -> usize {
        let line = self.line_of(to);
        let (_, mut finish) = self.line(line);
        if finish - to > MARGIN {
            return self.text.ceil_char_boundary(to + MARGIN);
        }
        for (start, end) in (line + 1..self.index.n_lines().min(line + 1 + n_lines)).map(|it| self.line(it)) {
            if end - start > MARGIN {
                break;
            }
            finish = end;
        }
        finish
    }
}

impl SourceCode for Snippets<'_> {
    fn read_span<'b>(
        &'b self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'b> + 'b>, MietteError> {
        let (from, to) = (span.offset(), span.offset() + span.len());
        if self.text.get(from..to).is_none() {
            return Err(MietteError::OutOfBounds);
        }
        // Without context miette asks for the place of the span itself, to show its line and column.
        let (begin, end) = match (context_lines_before, context_lines_after) {
            (0, 0) => (from, to),
            (before, after) => (self.begin(from, before), self.end(to, after)),
        };
        let at = self.index.line_column(&self.text, begin.try_into().unwrap_or(u32::MAX));
        let n_lines = self.line_of(end.saturating_sub(1).max(begin)) + 2 - at.line;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &self.text.as_bytes()[begin..end],
            (begin, end - begin).into(),
            at.line - 1,
            at.column - 1,
            n_lines,
        )))
    }
}

/// Replaces what a terminal would obey by something harmless that takes as many bytes.
fn tame(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars().peekable();
    let is_harmless = |it: char| matches!(it, '\n' | '\t') || !is_treacherous(it);
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut res = String::with_capacity(text.len());
    while let Some(it) = chars.next() {
        let tamed = match (it, it.len_utf8()) {
            _ if is_harmless(it) => it,
            // Python ends a line at a lone carriage return, a terminal would write over the line.
            ('\r', _) => {
                if chars.peek() == Some(&'\n') {
                    '\r'
                } else {
                    '\n'
                }
            }
            ('\u{c}', _) => ' ',
            (_, 1) => '?',
            (_, 2) => '¿',
            _ => char::REPLACEMENT_CHARACTER,
        };
        res.push(tamed);
    }
    Cow::Owned(res)
}
