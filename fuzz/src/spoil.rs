//! Texts that are nearly right: a seed with a few changes of tokens, lines, brackets, blanks and letters.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A seed and what is done to it.
#[derive(Debug, Clone)]
pub struct Recipe {
    seed: Index,
    changes: Vec<Change>,
}

#[derive(Debug, Clone)]
struct Change {
    kind: Kind,
    /// Where it begins.
    at: Index,
    /// How far it goes, or where else it looks.
    other: Index,
    /// Which of several.
    which: Index,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    DeleteTokens,
    RepeatTokens,
    SwapTokens,
    Splice,
    OtherWord,
    DeleteLines,
    RepeatLines,
    MoveLines,
    Truncate,
    Bracket,
    Scrap,
    Letter,
    Indent,
    Dedent,
    Nest,
    LineEnds,
    Break,
    Join,
}

const KINDS: &[Kind] = &[
    Kind::DeleteTokens,
    Kind::RepeatTokens,
    Kind::SwapTokens,
    Kind::Splice,
    Kind::Splice,
    Kind::OtherWord,
    Kind::OtherWord,
    Kind::DeleteLines,
    Kind::RepeatLines,
    Kind::MoveLines,
    Kind::MoveLines,
    Kind::Truncate,
    Kind::Bracket,
    Kind::Scrap,
    Kind::Scrap,
    Kind::Letter,
    Kind::Indent,
    Kind::Dedent,
    Kind::Nest,
    Kind::LineEnds,
    Kind::Break,
    Kind::Join,
];

const BRACKETS: &[&str] =
    &["(", ")", "[", "]", "{", "}", "()", "[]", "{}", "\"", "'", "\"\"\"", "'''", "<", ">"];

/// Words that change what the rest means, in any of the languages read here.
const SCRAPS: &[&str] = &[
    "async ",
    "await ",
    "yield ",
    "yield from ",
    "with ",
    "lambda: ",
    "lambda x=",
    "def f():\n",
    "class C:\n",
    "return ",
    "return",
    "raise",
    "break",
    "continue",
    "pass",
    "del ",
    "global ",
    "nonlocal ",
    "try:\n",
    "finally:\n",
    "except* E:\n",
    "except:\n",
    "else:\n",
    "elif x:\n",
    "while True:\n",
    "for x in y:\n",
    "match x:\n",
    "case _:\n",
    "import ",
    "from . import *\n",
    " as ",
    " if ",
    " else ",
    " for x in ",
    "*",
    "**",
    ":=",
    "->",
    "=",
    "==",
    ",",
    ";",
    ":",
    ".",
    "\\\n",
    "#",
    "# subtensor-lint: ignore[SUB001]",
    "# subtensor-lint: ignore-file[SUB001, x]\n",
    "// subtensor-lint: ignore[SUB001] x\n",
    "@",
    "f\"{",
    "f'{x!r:{y}}'",
    "rb''",
    "0x",
    "1e9",
    "None",
    "self",
    "super()",
    "bt.Subtensor()",
    ".close()",
    "await sub.close()",
    "type X = ",
    "?",
    "|x| ",
    "move ",
    "async move {",
    "match ",
    "let ",
    "let else ",
    "unsafe ",
    "impl ",
    "fn ",
    "mod ",
    "use ",
    "pub ",
    "::",
    "'a: ",
    "loop {",
    "&mut ",
    "..",
    "..=",
    "!",
    "$",
    "#[",
    "#![",
    "r#\"",
    "/*",
    "*/",
    "//",
    "[[",
    "]]",
    "\"\"",
    "true",
    "-1",
    "1979-05-27",
    "\u{feff}",
];

const LETTERS: &[&str] = &[
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "日本",
    "𝒳",
    "🦀",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "ﬁ",
    "ß",
    "İ",
    "\u{c}",
    "\u{b}",
    "\t",
    "\r",
];

/// No text becomes longer than this many bytes.
const MAX_LENGTH: usize = 64 << 10;

pub fn recipes() -> impl Strategy<Value = Recipe> {
    let change = (select(KINDS), any::<Index>(), any::<Index>(), any::<Index>());
    let change = change.prop_map(|(kind, at, other, which)| Change { kind, at, other, which });
    let changes = proptest::collection::vec(change, 0..10);
    (any::<Index>(), changes).prop_map(|(seed, changes)| Recipe { seed, changes })
}

impl Recipe {
    /// The text that the recipe makes of `seeds`, of which there must be some.
    pub fn text(&self, seeds: &[String]) -> String {
        let mut text = self.seed.get(seeds).clone();
        for change in &self.changes {
            let new = change.make(&text, seeds);
            if new.len() <= MAX_LENGTH {
                text = new;
            }
        }
        text
    }
}

impl Change {
    fn make(&self, text: &str, seeds: &[String]) -> String {
        match self.kind {
            Kind::DeleteTokens => self.with_tokens(text, |_| String::new()),
            Kind::RepeatTokens => self.with_tokens(text, |it| it.repeat(2)),
            Kind::Nest => self.with_tokens(text, |it| it.repeat(2 + self.which.index(400))),
            Kind::SwapTokens => self.swapped(text),
            Kind::Splice => self.spliced(text, self.which.get(seeds).as_str()),
            Kind::OtherWord => self.with_other_word(text),
            Kind::DeleteLines => self.with_lines(text, |_| String::new()),
            Kind::RepeatLines => self.with_lines(text, |it| it.repeat(2)),
            Kind::Indent => self.with_lines(text, |it| indented(it, self.which)),
            Kind::Dedent => self.with_lines(text, |it| dedented(it, self.which)),
            Kind::MoveLines => self.with_moved_lines(text),
            Kind::Truncate => text[..self.place(text)].to_owned(),
            Kind::Bracket => self.with(text, BRACKETS),
            Kind::Scrap => self.with(text, SCRAPS),
            Kind::Letter => self.with(text, LETTERS),
            Kind::LineEnds => text.replace('\n', ["\r\n", "\r", "\n\r", "\n\n"][self.which.index(4)]),
            Kind::Break => self.with(text, &["\n", "\n    ", "\n\n", "\r", "\r\n\t"]),
            Kind::Join => self.with_lines(text, |it| it.replace('\n', " ")),
        }
    }

    /// A boundary of characters.
    fn place(&self, text: &str) -> usize {
        let at = self.at.index(text.len() + 1);
        (at..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len())
    }

    fn with(&self, text: &str, pieces: &[&str]) -> String {
        let (head, tail) = text.split_at(self.place(text));
        format!("{head}{}{tail}", self.which.get(pieces))
    }

    /// A few of `n` things, and now and then many.
    fn some(&self, n: usize) -> Range<usize> {
        if n == 0 {
            return 0..0;
        }
        let from = self.at.index(n);
        let most = if self.other.index(5) == 0 { n } else { 6 };
        from..(from + 1 + self.other.index(most)).min(n)
    }

    fn with_tokens(&self, text: &str, work: impl Fn(&str) -> String) -> String {
        replaced(text, self.some_of(&tokens(text)), work)
    }

    fn with_lines(&self, text: &str, work: impl Fn(&str) -> String) -> String {
        replaced(text, self.some_of(&lines(text)), work)
    }

    /// The bytes of some parts.
    fn some_of(&self, parts: &[Range<usize>]) -> Range<usize> {
        let some = self.some(parts.len());
        parts.get(some).and_then(|it| Some(it.first()?.start..it.last()?.end)).unwrap_or(0..0)
    }

    fn swapped(&self, text: &str) -> String {
        let parts = tokens(text);
        if parts.is_empty() {
            return String::new();
        }
        let (a, b) = (self.at.get(&parts).clone(), self.other.get(&parts).clone());
        let (a, b) = if a.start <= b.start { (a, b) } else { (b, a) };
        if a == b {
            return text.to_owned();
        }
        [&text[..a.start], &text[b.clone()], &text[a.end..b.start], &text[a], &text[b.end..]].concat()
    }

    fn spliced(&self, text: &str, other: &str) -> String {
        let there = tokens(other);
        let from = self.other.index(there.len() + 1);
        let to = (from + 1 + self.which.index(40)).min(there.len());
        let piece = there.get(from..to).and_then(|it| Some(&other[it.first()?.start..it.last()?.end]));
        let parts = tokens(text);
        let at = parts.get(self.at.index(parts.len() + 1)).map_or(text.len(), |it| it.start);
        [&text[..at], piece.unwrap_or_default(), &text[at..]].concat()
    }

    fn with_other_word(&self, text: &str) -> String {
        let is_word = |it: &Range<usize>| text[it.clone()].starts_with(|it: char| it.is_alphanumeric());
        let words: Vec<Range<usize>> = tokens(text).into_iter().filter(is_word).collect();
        if words.is_empty() {
            return text.to_owned();
        }
        let new = text[self.other.get(&words).clone()].to_owned();
        replaced(text, self.at.get(&words).clone(), |_| new.clone())
    }

    fn with_moved_lines(&self, text: &str) -> String {
        let range = self.some_of(&lines(text));
        let piece = text[range.clone()].to_owned();
        let rest = replaced(text, range, |_| String::new());
        let places = lines(&rest);
        let at = places.get(self.which.index(places.len() + 1)).map_or(rest.len(), |it| it.start);
        [&rest[..at], &piece, &rest[at..]].concat()
    }
}

fn replaced(text: &str, range: Range<usize>, work: impl Fn(&str) -> String) -> String {
    [&text[..range.start], &work(&text[range.clone()]), &text[range.end..]].concat()
}

fn indented(lines: &str, which: Index) -> String {
    let blanks = ["    ", " ", "\t", "        "][which.index(4)];
    lines.split_inclusive('\n').map(|it| format!("{blanks}{it}")).collect()
}

fn dedented(lines: &str, which: Index) -> String {
    let most = 1 + which.index(8);
    let line = |it: &str| {
        let blanks = it.len() - it.trim_start_matches([' ', '\t']).len();
        it[blanks.min(most)..].to_owned()
    };
    lines.split_inclusive('\n').map(line).collect()
}

/// Words, blanks and single other characters.
fn tokens(text: &str) -> Vec<Range<usize>> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Word,
        Blank,
        Other,
    }
    let class = |it: char| match it {
        '_' => Class::Word,
        ' ' | '\t' => Class::Blank,
        it if it.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    };
    let mut found: Vec<(Class, Range<usize>)> = vec![];
    for (at, letter) in text.char_indices() {
        let (new, end) = (class(letter), at + letter.len_utf8());
        match found.last_mut() {
            Some((old, range)) if *old == new && new != Class::Other => range.end = end,
            _ => found.push((new, at..end)),
        }
    }
    found.into_iter().map(|it| it.1).collect()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |it: &str| {
        at += it.len();
        at - it.len()..at
    };
    text.split_inclusive('\n').map(line).collect()
}
