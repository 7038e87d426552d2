//! Lines and columns for byte ranges: every format but `text` asks here.

use std::collections::BTreeMap;

use lint_core::finding::{FileId, Location};
use lint_core::source::{LineColumn, LineIndex};

use super::Run;

/// The two ends of a byte range, lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: LineColumn,
    pub(super) end: LineColumn,
}

impl Range {
    pub(super) fn is_on_one_line(&self) -> bool {
        self.start.line == self.end.line
    }
}

/// Turns byte ranges into lines and columns; each file is indexed once.
#[derive(Debug)]
pub(super) struct Places<'a> {
    run: &'a Run<'a>,
    indices: BTreeMap<FileId, LineIndex>,
}

impl<'a> Places<'a> {
    pub(super) fn new(run: &'a Run<'a>) -> Places<'a> {
        Places { run, indices: BTreeMap::new() }
    }

    pub(super) fn path(&self, location: Location) -> &'a str {
        &self.run.file(location.file).path
    }

    pub(super) fn range(&mut self, location: Location) -> Range {
        let text = &self.run.file(location.file).text;
        let index = self.index(location.file);
        let start = index.line_column(text, location.span.start);
        Range { start, end: index.line_column(text, location.span.end).max(start) }
    }

    /// A 1-based line without its end; empty past the last one.
    pub(super) fn line(&mut self, file: FileId, line: usize) -> &'a str {
        let text = &self.run.file(file).text;
        let span = self.index(file).line_span(text, line).unwrap_or_default();
        span.text(text).trim_end_matches(['\r', '\n'])
    }

    pub(super) fn n_lines(&mut self, file: FileId) -> usize {
        self.index(file).n_lines()
    }

    fn index(&mut self, file: FileId) -> &LineIndex {
        let run = self.run;
        self.indices.entry(file).or_insert_with(|| LineIndex::new(&run.file(file).text))
    }
}
