//! Code that stands in a document: its text as a front-end reads it, and where each byte of it comes from.
//!
//! An excerpt is put together from pieces. Most are copied, so that places in them differ by a constant; a piece
//! that is spelt differently in the document, like `\n` in a JSON string, only has its two ends there.
//! ```text
//! document   - ```python⏎  sub = f()⏎  sub.g()⏎  ```
//! excerpt                  sub = f()⏎  sub.g()⏎        two pieces, each without the indentation
//! ```

use std::ops::Range;

use crate::finding::Edit;
use crate::source::Span;

/// A text with its way back into the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    pieces: Vec<Piece>,
    /// Where in the document something stands that is added behind the text.
    pub end: usize,
}

/// Bytes of the text and those that they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: Range<usize>,
    document: Range<usize>,
}

impl Piece {
    /// Whether places in it can be counted.
    fn is_even(&self) -> bool {
        self.text.len() == self.document.len()
    }
}

/// How a line end and what follows it are written in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spelling {
    /// Every line begins with this: indentation, `> `.
    Prefixed(String),
    /// The lines of one cell in a JSON string; the text between the strings of two lines, if each has its own.
    Json { text: Range<usize>, between: Option<String> },
}

impl Excerpt {
    /// All of a document behind an offset.
    pub fn whole(document: &str, from: usize) -> Excerpt {
        let mut res = Excerpt { end: document.len(), ..Excerpt::default() };
        res.push(&document[from..], from..document.len());
        res
    }

    /// Adds a text that stands for a part of the document.
    pub fn push(&mut self, text: &str, document: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.end = document.end;
        let piece = Piece { text: start..self.text.len(), document };
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.is_even() && piece.is_even() && last.document.end == piece.document.start => {
                last.text.end = piece.text.end;
                last.document.end = piece.document.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Adds a part of another excerpt of the same document.
    pub fn copy(&mut self, other: &Excerpt, part: Range<usize>) {
        let first = other.pieces.partition_point(|it| it.text.end <= part.start);
        for piece in other.pieces[first..].iter().take_while(|it| it.text.start < part.end) {
            let (from, to) = (piece.text.start.max(part.start), piece.text.end.min(part.end));
            let document = match piece.is_even() {
                true => {
                    piece.document.start + (from - piece.text.start)
                        ..piece.document.start + (to - piece.text.start)
                }
                false => piece.document.clone(),
            };
            self.push(&other.text[from..to], document);
        }
    }

    /// Adds a text in place of a part of another excerpt.
    pub fn replace(&mut self, other: &Excerpt, part: Range<usize>, text: &str) {
        self.push(text, other.start(part.start)..other.stop(part.end).max(other.start(part.start)));
    }

    /// Where the byte at an offset begins in the document.
    pub fn start(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|it| it.text.end <= offset);
        match self.pieces.get(at) {
            Some(piece) if piece.is_even() => piece.document.start + (offset - piece.text.start),
            Some(piece) => piece.document.start,
            None => self.end,
        }
    }

    /// Where the byte before an offset ends in the document.
    pub fn stop(&self, offset: usize) -> usize {
        let at = self.pieces.partition_point(|it| it.text.end < offset);
        match self.pieces.get(at) {
            Some(piece) if offset <= piece.text.start => piece.document.start,
            Some(piece) if piece.is_even() => piece.document.start + (offset - piece.text.start),
            Some(piece) => piece.document.end,
            None => self.end,
        }
    }

    pub fn span(&self, span: Span) -> Span {
        let start = self.start(span.start as usize);
        let stop = if span.start == span.end { start } else { self.stop(span.end as usize) };
        Span::new(start, stop.max(start))
    }

    /// The place in the text of something that stands in the document.
    pub fn find(&self, document: Span) -> Option<Span> {
        let (start, end) = (document.start as usize, document.end as usize);
        let place = |offset: usize, piece: &Piece| match piece.is_even() {
            true => piece.text.start + (offset - piece.document.start),
            false if offset == piece.document.end => piece.text.end,
            false => piece.text.start,
        };
        let first = self.pieces.iter().find(|it| it.document.contains(&start));
        let from = first.map(|it| place(start, it)).or((start == self.end).then_some(self.text.len()))?;
        let last = self.pieces.iter().rfind(|it| it.document.start < end && end <= it.document.end);
        Some(Span::new(from, last.map_or(from, |it| place(end, it)).max(from)))
    }

    /// The byte ranges of the lines, their ends included.
    pub fn lines(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let lengths = self.text.split_inclusive('\n').map(str::len);
        lengths
            .map(|it| {
                start += it;
                start - it..start
            })
            .collect()
    }

    /// An edit of the text as one of the document; `None` if it reaches out of what is spelt like this.
    pub fn edit(&self, edit: &Edit, spelling: &Spelling, document: &str) -> Option<Edit> {
        match spelling {
            Spelling::Prefixed(prefix) => Some(self.edit_lines(edit, prefix, document)),
            Spelling::Json { text, between } => self.edit_cell(edit, text, between.as_deref()),
        }
    }

    fn edit_lines(&self, edit: &Edit, prefix: &str, document: &str) -> Edit {
        let (from, to) = (edit.span.start as usize, edit.span.end as usize);
        let begins_line = |offset: usize| offset == 0 || self.text[..offset].ends_with('\n');
        let whole = if from == to { !edit.content.is_empty() } else { begins_line(to) };
        if whole && begins_line(from) && (edit.content.is_empty() || edit.content.ends_with('\n')) {
            // What stands before a line comes and goes with it.
            let line = |offset: usize| document[..self.start(offset)].rfind('\n').map_or(0, |it| it + 1);
            let lines = edit.content.split_inclusive('\n');
            let content = lines.map(|it| prefixed(it, prefix)).collect();
            return Edit { span: Span::new(line(from), line(to)), content };
        }
        let mut lines = edit.content.split_inclusive('\n');
        let first = lines.next().unwrap_or_default().to_owned();
        let mut content = lines.fold(first, |text, it| text + &prefixed(it, prefix));
        if content.ends_with('\n') {
            content.push_str(prefix);
        }
        let start = self.start(from);
        let end = if from == to { start } else { self.stop(to) };
        Edit { span: Span::new(start, end), content }
    }

    fn edit_cell(&self, edit: &Edit, cell: &Range<usize>, between: Option<&str>) -> Option<Edit> {
        let (from, to) = (edit.span.start as usize, edit.span.end as usize);
        if from < cell.start || cell.end < to {
            return None;
        }
        let last = self.stop(cell.end);
        let place = |offset: usize| if offset == cell.end { last } else { self.start(offset) };
        // A whole line goes with what stands before the next one.
        let ends_line = self.text[..to].ends_with('\n');
        let end = if from == to || ends_line { place(to) } else { self.stop(to) };
        let content = json(&edit.content, between, end == last);
        Some(Edit { span: Span::new(place(from), end), content })
    }
}

/// A line with what stands before it; an empty one gets no blanks at its end.
fn prefixed(line: &str, prefix: &str) -> String {
    let prefix = if line.trim().is_empty() { prefix.trim_end() } else { prefix };
    format!("{prefix}{line}")
}

/// The content of a JSON string, or of several where each line has one of its own.
fn json(content: &str, between: Option<&str>, is_last: bool) -> String {
    let mut res = String::new();
    let mut lines = content.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let quoted = serde_json::to_string(line).expect("a text can always be written");
        res.push_str(&quoted[1..quoted.len() - 1]);
        if line.ends_with('\n') && (lines.peek().is_some() || !is_last) {
            res.push_str(between.unwrap_or_default());
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt() -> Excerpt {
        let mut res = Excerpt::default();
        res.push("a = 1\n", 2..8);
        res.push("b\n", 10..12);
        res.push("\n", 20..22);
        res.push("ä\n", 24..27);
        res.end = 30;
        res
    }

    #[test]
    fn places_go_there_and_back() {
        let excerpt = excerpt();
        let check = |text: (usize, usize), document: (usize, usize)| {
            let (text, document) = (Span::new(text.0, text.1), Span::new(document.0, document.1));
            assert_eq!(excerpt.span(text), document);
            assert_eq!(excerpt.find(document), Some(text));
        };
        check((0, 5), (2, 7));
        check((0, 6), (2, 8));
        check((4, 7), (6, 11));
        check((6, 6), (10, 10));
        check((8, 9), (20, 22));
        check((9, 11), (24, 26));
        check((12, 12), (30, 30));
        assert_eq!(excerpt.find(Span::new(9, 9)), None);
    }

    #[test]
    fn a_copy_of_a_copy_knows_the_document() {
        let first = excerpt();
        let mut second = Excerpt::default();
        second.copy(&first, 4..8);
        second.replace(&first, 8..9, "pass\n");
        assert_eq!(second.text, "1\nb\npass\n");
        assert_eq!(second.span(Span::new(0, 3)), Span::new(6, 11));
        assert_eq!(second.span(Span::new(4, 8)), Span::new(20, 22));
    }

    #[test]
    fn new_lines_are_spelt_like_their_neighbours() {
        let document = "```py\n> a\n>\n> b\n> ```";
        let mut excerpt = Excerpt::default();
        excerpt.push("a\n", 8..10);
        excerpt.push("\n", 11..12);
        excerpt.push("b\n", 14..16);
        let becomes = |from: usize, to: usize, content: &str, expected: &str| {
            let edit = Edit { span: Span::new(from, to), content: content.to_owned() };
            let edit = excerpt.edit(&edit, &Spelling::Prefixed("> ".to_owned()), document).unwrap();
            assert_eq!(crate::fix::apply(document, &[edit]), expected);
        };
        becomes(0, 0, "x\n\n", "```py\n> x\n>\n> a\n>\n> b\n> ```");
        becomes(2, 3, "", "```py\n> a\n> b\n> ```");
        becomes(0, 0, "  ", "```py\n>   a\n>\n> b\n> ```");
        becomes(0, 1, "x\n  y", "```py\n> x\n>   y\n>\n> b\n> ```");
        becomes(3, 5, "x\n", "```py\n> a\n>\n> x\n> ```");
        assert_eq!(json("a\"\n\tb\n", Some("\",\n \""), false), "a\\\"\\n\",\n \"\\tb\\n\",\n \"");
        assert_eq!(json("\na\n", Some("\", \""), true), "\\n\", \"a\\n");
        assert_eq!(json("a\r\nb", None, false), "a\\r\\nb");
    }
}
