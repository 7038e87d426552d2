//! Writes ignore comments into a text, as a person would: at the end of the statement.
//!
//! A comment cannot stand everywhere: not behind a backslash, not in a string of several lines. Places are
//! therefore tried in order of beauty, and one counts if the text, read again, has a comment there that
//! silences the statement and parses as well as before.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::lang::{self, Parsed};
use crate::source::{LineIndex, SourceFile, Span};
use crate::suppress::{self, Ignores};

/// A text with new ignore comments.
#[derive(Debug, PartialEq, Eq)]
pub struct Silenced {
    pub text: String,
    /// How many findings they silence.
    pub n_silenced: usize,
    /// Findings that cannot be silenced, as indices of those that were handed in.
    pub left: Vec<usize>,
}

/// Rules about the text itself: silencing them would need a comment about a comment.
const UNSPOKEN: &[&str] = &["SUB900", "SUB901"];

/// Adds ignore comments for `findings`, which lie in `file`, with a `reason` for people.
pub fn silence(file: &SourceFile, findings: &[&Finding], reason: &str) -> Silenced {
    // A front-end may read statements only where a comment silences one.
    let marked = format!("{}\n{} {}", file.text, file.language.comment(), suppress::MARK);
    let parsed = parse(file, &marked);
    let mut statements: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    let mut res = Silenced { text: file.text.clone(), n_silenced: 0, left: vec![] };
    for (at, finding) in findings.iter().enumerate() {
        if UNSPOKEN.contains(&finding.rule.id) {
            res.left.push(at);
        } else {
            statements.entry(parsed.statement(finding.location.span)).or_default().push(at);
        }
    }
    // From the end, so that the spans of what is left to do stay true.
    for (statement, found) in statements.into_iter().rev() {
        let rules: BTreeSet<&str> = found.iter().map(|it| findings[*it].rule.id).collect();
        match Page::new(file, &res.text).with_comment(statement, rules, reason) {
            Some(text) => {
                res.text = text;
                res.n_silenced += found.len();
            }
            None => res.left.extend(found),
        }
    }
    res.left.sort_unstable();
    res
}

/// A text while it is written to.
struct Page<'a> {
    file: &'a SourceFile,
    text: &'a str,
    index: LineIndex,
    parsed: Parsed,
}

/// Something to insert, and where.
struct Insertion {
    at: usize,
    content: String,
    /// How many lines the statement moves down.
    n_lines: usize,
}

impl<'a> Page<'a> {
    fn new(file: &'a SourceFile, text: &'a str) -> Page<'a> {
        Page { file, text, index: LineIndex::new(text), parsed: parse(file, text) }
    }

    /// The text with a comment that silences `rules` in `statement`; none if no place will do.
    fn with_comment(&self, statement: Span, mut rules: BTreeSet<&str>, reason: &str) -> Option<String> {
        let first = self.index.line_column(self.text, statement.start).line;
        let last = self.index.line_column(self.text, statement.end).line;
        let ignores = Ignores::new(self.text, &self.parsed.comments(), &self.index);
        // The comment of another statement on the same line may have said it.
        rules.retain(|it| !ignores.names(it, first, last));
        if rules.is_empty() {
            return Some(self.text.to_owned());
        }
        let rules = rules.into_iter().collect::<Vec<_>>().join(", ");
        let gap = if reason.is_empty() { "" } else { " " };
        let mark = self.file.language.comment();
        let comment = format!("{mark} {}[{rules}]{gap}{reason}", suppress::MARK);
        let places = [
            in_comment(&ignores, first, last, &rules),
            self.behind(last, &comment),
            self.behind(first, &comment),
            self.above(first, &comment),
        ];
        places.into_iter().flatten().find_map(|it| self.inserted(&it, first, last))
    }

    fn behind(&self, line: usize, comment: &str) -> Option<Insertion> {
        let span = self.index.line_span(self.text, line)?;
        let at = span.start as usize + span.text(self.text).trim_end().len();
        Some(Insertion { at, content: format!("  {comment}"), n_lines: 0 })
    }

    fn above(&self, line: usize, comment: &str) -> Option<Insertion> {
        let span = self.index.line_span(self.text, line)?;
        let text = span.text(self.text);
        let end = &text[text.trim_end_matches(['\r', '\n']).len()..];
        let end = if end.is_empty() { "\n" } else { end };
        let code = text.trim_start_matches([' ', '\t', '\u{feff}']);
        let at = span.start as usize + text.len() - code.len();
        let indent = text[..text.len() - code.len()].trim_start_matches('\u{feff}');
        Some(Insertion { at, content: format!("{comment}{end}{indent}"), n_lines: 1 })
    }

    /// The text with the insertion, if it is a comment that silences the lines from `first` to `last`.
    fn inserted(&self, insertion: &Insertion, first: usize, last: usize) -> Option<String> {
        let Insertion { at, content, n_lines } = insertion;
        let text = format!("{}{content}{}", self.text.get(..*at)?, &self.text[*at..]);
        let parsed = parse(self.file, &text);
        let ignores = Ignores::new(&text, &parsed.comments(), &LineIndex::new(&text));
        let new = *at..*at + content.len();
        let silent = ignores.speaks(&new, first + n_lines, last + n_lines);
        (silent && parsed.errors().len() <= self.parsed.errors().len()).then_some(text)
    }
}

/// Into the list of a comment that is there.
fn in_comment(ignores: &Ignores, first: usize, last: usize, rules: &str) -> Option<Insertion> {
    let at = ignores.last_list_end(first, last)?;
    Some(Insertion { at, content: format!(", {rules}"), n_lines: 0 })
}

fn parse(file: &SourceFile, text: &str) -> Parsed {
    lang::parse(0, &SourceFile { text: text.to_owned(), ..file.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Language, Origin, SdkPin};
    use crate::{Options, check};

    fn file(text: &str) -> SourceFile {
        SourceFile {
            path: "a.py".to_owned(),
            text: text.to_owned(),
            language: Language::Python,
            pin: SdkPin::default(),
            root: String::new(),
            origin: Origin::Named,
        }
    }

    fn silenced(text: &str, reason: &str) -> String {
        let before = file(text);
        let report = check(std::slice::from_ref(&before), &Options::default());
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let res = silence(&before, &findings, reason);
        assert_eq!((res.n_silenced, res.left.len()), (findings.len(), 0), "{text}");
        let after = check(&[file(&res.text)], &Options::default());
        assert!(after.findings.is_empty(), "{}\n{:?}", res.text, after.findings);
        res.text
    }

    fn becomes(before: &str, after: &str) {
        let head = "import bittensor as bt\n";
        assert_eq!(silenced(&format!("{head}{before}"), "why"), format!("{head}{after}"));
    }

    #[test]
    fn a_comment_stands_behind_its_statement() {
        becomes("sub = bt.Subtensor()\n", "sub = bt.Subtensor()  # subtensor-lint: ignore[SUB001] why\n");
        becomes("bt.Subtensor().block", "bt.Subtensor().block  # subtensor-lint: ignore[SUB004] why");
        becomes(
            "sub = bt.Subtensor()  \r\n",
            "sub = bt.Subtensor()  # subtensor-lint: ignore[SUB001] why  \r\n",
        );
        becomes(
            "sub = bt.Subtensor(\n    'test',\n)\n",
            "sub = bt.Subtensor(\n    'test',\n)  # subtensor-lint: ignore[SUB001] why\n",
        );
        becomes(
            "def f():\n    for x in bt.Subtensor().all():\n        print(x)\n",
            "def f():\n    for x in bt.Subtensor().all():  # subtensor-lint: ignore[SUB004] why\n        print(x)\n",
        );
        becomes(
            "sub = \\\n    bt.Subtensor()  # noqa\n",
            "sub = \\\n    bt.Subtensor()  # noqa  # subtensor-lint: ignore[SUB001] why\n",
        );
    }

    #[test]
    fn a_comment_finds_its_way_around_strings() {
        becomes(
            "bt.Subtensor(); x = '''\n'''\n",
            "# subtensor-lint: ignore[SUB004] why\nbt.Subtensor(); x = '''\n'''\n",
        );
        becomes(
            "def f():\n    if 1: bt.Subtensor(); x = '''\n'''\n",
            "def f():\n    # subtensor-lint: ignore[SUB004] why\n    if 1: bt.Subtensor(); x = '''\n'''\n",
        );
        becomes(
            "bt.Subtensor('''\n''').x\n",
            "bt.Subtensor('''\n''').x  # subtensor-lint: ignore[SUB004] why\n",
        );
    }

    #[test]
    fn a_comment_that_is_there_is_told_more() {
        becomes(
            "a = bt.Subtensor(); bt.Subtensor().block  # subtensor-lint: ignore[SUB001] because\n",
            "a = bt.Subtensor(); bt.Subtensor().block  # subtensor-lint: ignore[SUB001, SUB004] because\n",
        );
        becomes(
            "bt.Subtensor().x; bt.Subtensor().y\n",
            "bt.Subtensor().x; bt.Subtensor().y  # subtensor-lint: ignore[SUB004] why\n",
        );
    }

    #[test]
    fn one_comment_serves_a_whole_statement() {
        let text = silenced("import bittensor as bt\nx = [bt.Subtensor().block, bt.Subtensor().block]\n", "");
        assert!(text.ends_with("bt.Subtensor().block]  # subtensor-lint: ignore[SUB004]\n"), "{text}");
    }

    #[test]
    fn a_place_that_has_no_comment_is_left() {
        let before = file("import bittensor as bt\nx = '''\n'''; y = bt.Subtensor(); z = '''\n'''\n");
        let report = check(std::slice::from_ref(&before), &Options::default());
        let findings: Vec<&Finding> = report.findings.iter().collect();
        let res = silence(&before, &findings, "");
        assert_eq!((res.n_silenced, res.left), (0, vec![0]));
        assert_eq!(res.text, before.text);
    }
}
