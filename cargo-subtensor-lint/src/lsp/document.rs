//! Texts as an editor has them, and its way of counting in them.
//!
//! A position of the protocol is a line and a number of *units* in it, both from 0. What a unit is, is agreed on at
//! the beginning: UTF-16, which every editor speaks, or bytes of UTF-8.

use gen_lsp_types::{LanguageKind, Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use lint_core::source::{Language, LineIndex, Span};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

impl Encoding {
    fn length(self, it: char) -> usize {
        match self {
            Encoding::Utf8 => it.len_utf8(),
            Encoding::Utf16 => it.len_utf16(),
        }
    }
}

/// A file that is open in the editor.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// As the editor spells it.
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: String,
    /// As the editor knows it.
    pub(super) language: Option<Language>,
}

impl Document {
    pub(super) fn new(item: TextDocumentItem) -> Document {
        let language = match item.language_id {
            LanguageKind::Python => Some(Language::Python),
            LanguageKind::Rust => Some(Language::Rust),
            _ => None,
        };
        Document { uri: item.uri, version: item.version, text: item.text, language }
    }

    /// Makes the changes of one notification, in order.
    pub(super) fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(it) => {
                    let places = Places::new(&self.text, encoding);
                    let (start, end) = (places.offset(it.range.start), places.offset(it.range.end));
                    self.text.replace_range(start..end.max(start), &it.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(it) => {
                    self.text = it.text;
                }
            }
        }
    }
}

/// Turns byte offsets of a text into positions, and back.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    lines: LineIndex,
    encoding: Encoding,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, encoding: Encoding) -> Places<'a> {
        Places { text, lines: LineIndex::new(text), encoding }
    }

    pub(super) fn range(&self, span: Span) -> Range {
        let start = self.position(span.start);
        Range { start, end: self.position(span.end).max(start) }
    }

    fn position(&self, offset: u32) -> Position {
        let line = self.lines.line_column(self.text, offset).line;
        let start = self.line(line).start;
        let before = Span { start, end: offset.max(start) }.text(self.text);
        let units: usize = before.chars().map(|it| self.encoding.length(it)).sum();
        Position { line: (line - 1) as u32, character: units as u32 }
    }

    /// The byte offset of a position; one past the end of its line, or of the text, means that end.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize + 1;
        if line > self.lines.n_lines() {
            return self.text.len();
        }
        let span = self.line(line);
        let mut units = 0;
        let content = span.text(self.text).trim_end_matches(['\r', '\n']);
        for (at, it) in content.char_indices() {
            if units >= position.character as usize {
                return span.start as usize + at;
            }
            units += self.encoding.length(it);
        }
        span.start as usize + content.len()
    }

    fn line(&self, line: usize) -> Span {
        self.lines.line_span(self.text, line).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::TextDocumentContentChangePartial;

    use super::*;

    fn position(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn units_are_what_was_agreed_on() {
        let text = "x = '\u{e4}\u{1f980}' # a\r\ny\n";
        let at = text.find('#').unwrap() as u32;
        let check = |encoding, expected: Position| {
            let places = Places::new(text, encoding);
            assert_eq!(places.position(at), expected);
            assert_eq!(places.offset(expected), at as usize);
        };
        check(Encoding::Utf8, position(0, 13));
        check(Encoding::Utf16, position(0, 10));
    }

    #[test]
    fn a_position_past_an_end_means_the_end() {
        let places = Places::new("ab\r\nc\n", Encoding::Utf16);
        let check =
            |line, character, expected| assert_eq!(places.offset(position(line, character)), expected);
        check(0, 9, 2);
        check(1, 1, 5);
        check(2, 0, 6);
        check(9, 9, 6);
    }

    #[test]
    fn changes_are_made_in_order() {
        let uri: Uri = "file:///a.py".parse().unwrap();
        let mut document = Document { uri, version: 1, text: "one\ntw\u{f6}\n".to_owned(), language: None };
        let change = |start, end, text: &str| {
            let range = Range { start, end };
            TextDocumentContentChangePartial { range, text: text.to_owned(), ..Default::default() }.into()
        };
        let changes = vec![
            change(position(0, 0), position(0, 3), "1\n1"),
            change(position(2, 2), position(2, 3), "o"),
            change(position(9, 0), position(9, 0), "end"),
        ];
        document.change(changes, Encoding::Utf16);
        assert_eq!(document.text, "1\n1\ntwo\nend");
    }
}
