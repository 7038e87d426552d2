//! Writes ignore comments into a text, as a person would: at the end of the statement.
//!
//! A comment cannot stand everywhere: not behind a backslash, not in a string of several lines. Places are
//! therefore tried in order of beauty, and one counts if the text, read again, has a comment there that
//! silences the statement and parses as well as before.
//! In a notebook the comment goes into the cell; in Markdown one stands above the block.

use std::collections::{BTreeMap, BTreeSet};

use crate::documents::{edited, part_around, source_of};
use crate::finding::{Edit, Finding};
use crate::fix::apply;
use crate::lang::{self, Contents, Parsed};
use crate::source::{Document, Language, LineIndex, SourceFile, Span};
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
    match file.language {
        Language::Python | Language::Rust => in_code(file, findings, reason),
        Language::Document(Document::Notebook) => in_cells(file, findings, reason),
        Language::Document(it @ (Document::Markdown | Document::Mdx)) => {
            above_blocks(file, it, findings, reason)
        }
    }
}

fn in_code(file: &SourceFile, findings: &[&Finding], reason: &str) -> Silenced {
    let places = findings.iter().map(|it| Some(it.location.span));
    let (statements, left) = statements(file, findings, places);
    let mut res = Silenced { text: file.text.clone(), n_silenced: 0, left };
    let mut told = vec![];
    // From the end, so that the spans of what is left to do stay true.
    for (statement, found) in statements.into_iter().rev() {
        match Page::new(file, &res.text).comment(statement, of(findings, &found), reason, &mut told) {
            Some(edit) => {
                res.text = apply(&res.text, &[edit]);
                res.n_silenced += found.len();
            }
            None => res.left.extend(found.keys()),
        }
    }
    res.left.sort_unstable();
    res
}

/// Comments in the code of a notebook.
fn in_cells(file: &SourceFile, findings: &[&Finding], reason: &str) -> Silenced {
    let mut file = file.clone();
    let contents = lang::contents(&file);
    let source = contents.parts.first().map(|it| source_of(&file, it, 0));
    let places = findings.iter().map(|it| part_around(&contents, it.location.span).map(|it| it.1));
    let (statements, left) = statements(source.as_ref().unwrap_or(&file), findings, places);
    let mut res = Silenced { text: String::new(), n_silenced: 0, left };
    let mut told = vec![];
    for (statement, found) in statements.into_iter().rev() {
        let contents = lang::contents(&file);
        let edits = contents.parts.first().and_then(|part| {
            let source = source_of(&file, part, 0);
            let page = Page::new(&source, &source.text);
            let edit = page.comment(statement, of(findings, &found), reason, &mut told)?;
            edited(&file, &contents, 0, &[edit])
        });
        match edits {
            Some(edits) => {
                file.text = apply(&file.text, &edits);
                res.n_silenced += found.len();
            }
            None => res.left.extend(found.keys()),
        }
    }
    res.left.sort_unstable();
    Silenced { text: file.text, ..res }
}

/// One comment for each block of a Markdown document.
fn above_blocks(file: &SourceFile, kind: Document, findings: &[&Finding], reason: &str) -> Silenced {
    let mut file = file.clone();
    let contents = lang::contents(&file);
    let mut res = Silenced { text: String::new(), n_silenced: 0, left: vec![] };
    let mut blocks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        match part_around(&contents, finding.location.span) {
            Some((block, _)) if !UNSPOKEN.contains(&finding.rule.id) => {
                blocks.entry(block).or_default().push(at);
            }
            _ => res.left.push(at),
        }
    }
    for (block, found) in blocks.into_iter().rev() {
        let rules: BTreeSet<&str> = found.iter().map(|it| findings[*it].rule.id).collect();
        match note(&file, kind, &contents, block, &rules, reason) {
            Some(edit) => {
                file.text = apply(&file.text, &[edit]);
                res.n_silenced += found.len();
            }
            None => res.left.extend(found),
        }
    }
    res.left.sort_unstable();
    Silenced { text: file.text, ..res }
}

/// What makes a block's comment speak of `rules` as well; `contents` may be those before a change further down.
fn note(
    file: &SourceFile,
    kind: Document,
    contents: &Contents,
    block: usize,
    rules: &BTreeSet<&str>,
    reason: &str,
) -> Option<Edit> {
    let text = &file.text;
    let notes = |contents: &Contents, text: &str| -> Vec<Ignores> {
        let own = contents.notes.iter().filter(|it| it.part == Some(block));
        own.map(|it| Ignores::of_block(text, &it.range)).collect()
    };
    let said = notes(contents, text);
    let missing = rules.iter().filter(|rule| !said.iter().any(|it| it.names(rule, 1, 1)));
    let list = missing.copied().collect::<Vec<_>>().join(", ");
    let (at, content) = match said.last().and_then(Ignores::list_end) {
        _ if list.is_empty() => (0, String::new()),
        Some(end) => (end, format!(", {list}")),
        None => {
            let gap = if reason.is_empty() { "" } else { " " };
            let words = format!("{}[{list}]{gap}{reason}", suppress::BLOCK_MARK);
            let begins = contents.parts[block].begins;
            (begins, lang::markdown::comment_above(text, begins, &words, kind))
        }
    };
    let edit = Edit { span: Span::new(at, at), content };
    let new = SourceFile { text: apply(text, std::slice::from_ref(&edit)), ..file.clone() };
    let after = lang::contents(&new);
    let code = |it: &Contents| it.parts.iter().map(|it| it.excerpt.text.clone()).collect::<Vec<_>>();
    let speaks = notes(&after, &new.text);
    let is_said = rules.iter().all(|rule| speaks.iter().any(|it| it.names(rule, 1, 1)));
    let is_whole = !reason.contains(lang::markdown::brackets(kind).1);
    (is_whole && is_said && code(&after) == code(contents)).then_some(edit)
}

/// Findings, as indices of those that were handed in, and where they are.
type Places = BTreeMap<usize, Span>;

/// Findings by the statements in which they lie, and those that no comment can be about.
fn statements(
    file: &SourceFile,
    findings: &[&Finding],
    places: impl Iterator<Item = Option<Span>>,
) -> (BTreeMap<Span, Places>, Vec<usize>) {
    // A front-end may read statements only where a comment silences one.
    let marked = format!("{}\n{} {}", file.text, file.language.comment(), suppress::MARK);
    let parsed = parse(file, &marked);
    let mut statements: BTreeMap<Span, Places> = BTreeMap::new();
    let mut left = vec![];
    for (at, (finding, place)) in findings.iter().zip(places).enumerate() {
        match place.filter(|_| !UNSPOKEN.contains(&finding.rule.id)) {
            Some(place) => {
                statements.entry(parsed.statement(place)).or_default().insert(at, place);
            }
            None => left.push(at),
        }
    }
    (statements, left)
}

/// Something that a comment silences: where it is, and the id of its rule.
#[derive(Debug, Clone, Copy)]
struct Told<'r> {
    place: Span,
    rule: &'r str,
}

fn of<'r>(findings: &[&'r Finding], found: &Places) -> Vec<Told<'r>> {
    found.iter().map(|(at, place)| Told { place: *place, rule: findings[*at].rule.id }).collect()
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

    /// What adds a comment that silences `news` in `statement`, and to `told` what is silent then; none if no place
    /// will do. What was told before lies further down and stays silent.
    fn comment<'r>(
        &self,
        statement: Span,
        news: Vec<Told<'r>>,
        reason: &str,
        told: &mut Vec<Told<'r>>,
    ) -> Option<Edit> {
        let mut rules: BTreeSet<&str> = news.iter().map(|it| it.rule).collect();
        let first = self.index.line_column(self.text, statement.start).line;
        let last = self.index.line_column(self.text, statement.end).line;
        let ignores = Ignores::new(self.text, &self.parsed.comments(), &self.index);
        // The comment of another statement on the same line may have said it.
        rules.retain(|it| !ignores.names(it, first, last));
        let all: Vec<Told<'r>> = told.iter().copied().chain(news).collect();
        if rules.is_empty() {
            *told = all;
            return Some(Edit { span: Span::default(), content: String::new() });
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
        let place = places.into_iter().flatten().find(|it| self.silences(it, first, last, &all))?;
        *told = all.into_iter().map(|it| Told { place: place.moved(it.place), ..it }).collect();
        Some(Edit { span: Span::new(place.at, place.at), content: place.content })
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

    /// Whether the insertion is a comment that silences the lines from `first` to `last`, and no more than that, and
    /// all that is `told` is silent.
    fn silences(&self, insertion: &Insertion, first: usize, last: usize, told: &[Told<'_>]) -> bool {
        let Insertion { at, content, n_lines } = insertion;
        let text = format!("{}{content}{}", &self.text[..*at], &self.text[*at..]);
        let parsed = parse(self.file, &text);
        let index = LineIndex::new(&text);
        let ignores = Ignores::new(&text, &parsed.comments(), &index);
        let new = *at..*at + content.len();
        // Of half-written code a comment may change what is read as a statement.
        let is_silent = |it: &Told<'_>| {
            let statement = parsed.statement(insertion.moved(it.place));
            ignores.names(it.rule, index.line(statement.start), index.line(statement.end))
        };
        ignores.speaks(&new, first + n_lines, last + n_lines)
            && parsed.errors().len() <= self.parsed.errors().len()
            && told.iter().all(is_silent)
    }
}

impl Insertion {
    /// Where something is after the insertion, which grows by none that ends before it.
    fn moved(&self, place: Span) -> Span {
        let (start, end) = (place.start as usize, place.end as usize);
        let by = |is_behind: bool| if is_behind { self.content.len() } else { 0 };
        Span::new(start + by(start >= self.at), end + by(end > self.at))
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
    use crate::source::{Origin, SdkPin};
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
            "if print():\n    pass\nelif bt.Subtensor().block:\n    pass\n",
            "if print():\n    pass\nelif bt.Subtensor().block:  # subtensor-lint: ignore[SUB004] why\n    pass\n",
        );
        becomes(
            "@bt.Subtensor().tempo\ndef f():\n    pass\n",
            "@bt.Subtensor().tempo  # subtensor-lint: ignore[SUB004] why\ndef f():\n    pass\n",
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
