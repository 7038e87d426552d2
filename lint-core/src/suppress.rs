//! Ignore comments: `# subtensor-lint: ignore[SUB001] reason`.
//!
//! A comment silences findings in the statement on any of whose lines it stands, or, if it stands alone, in the
//! statement that begins below it. `ignore-file[SUB001]` among the first comments of a file silences the file.
//! `<!-- subtensor-lint: ignore-next-block[SUB001] reason -->` silences a block of a document.
//! What silences nothing is a finding itself (SUB900).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::finding::Finding;
use crate::rules;
use crate::source::{LineIndex, Span};

/// The ignore comments of one file.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    entries: Vec<Entry>,
    /// Positions of the entries that silence the whole file.
    everywhere: Vec<usize>,
    /// Positions of the others, by the line that they silence.
    by_line: BTreeMap<usize, Vec<usize>>,
}

/// One rule in one comment.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Id or name, as it is written.
    pub rule: String,
    /// The text of the rule, in the file.
    pub span: Span,
    /// The 1-based line that it silences; none for the whole file.
    line: Option<usize>,
    used: AtomicBool,
}

/// What such a comment begins with.
pub(crate) const MARK: &str = "subtensor-lint: ignore";

/// The same in a document, for the block below.
pub(crate) const BLOCK_MARK: &str = "subtensor-lint: ignore-next-block";

impl Ignores {
    /// Reads a comment of a document, which stands in `range`, about its next block.
    pub(crate) fn of_block(document: &str, range: &Range<usize>) -> Ignores {
        let rules = document[range.clone()].split_once(BLOCK_MARK).and_then(|it| it.1.strip_prefix('['));
        let Some((rules, _)) = rules.and_then(|it| it.split_once(']')) else { return Ignores::default() };
        let at = rules.as_ptr() as usize - document.as_ptr() as usize;
        let mut ignores = Ignores::default();
        ignores.add(entries(rules, at, None));
        ignores
    }

    /// Whether it is worth looking for comments: most texts have none.
    pub(crate) fn may_be_in(text: &str) -> bool {
        text.contains(MARK)
    }

    /// Reads the comments of a text, in order.
    pub(crate) fn new(text: &str, comments: &[Span], index: &LineIndex) -> Ignores {
        let mut ignores = Ignores::default();
        let line_of = |offset: u32| index.line(offset);
        // Whatever is no comment ends the head of the file.
        let first_code = text
            .lines()
            .position(|it| {
                !it.trim().is_empty() && !["#", "//"].iter().any(|mark| it.trim_start().starts_with(mark))
            })
            .map_or(usize::MAX, |it| it + 1);
        let alone: BTreeSet<usize> =
            comments.iter().filter(|it| stands_alone(text, **it)).map(|it| line_of(it.start)).collect();
        // From each line with nothing but a comment to the first line below without one.
        let mut below = BTreeMap::new();
        for line in alone.into_iter().rev() {
            below.insert(line, below.get(&(line + 1)).copied().unwrap_or(line + 1));
        }
        for comment in comments {
            let words = comment.text(text);
            let Some((before, rest)) = words.split_once(MARK) else { continue };
            let whole_file = rest.starts_with("-file");
            let list = rest.strip_prefix("-file").unwrap_or(rest);
            let Some((rules, _)) = list.strip_prefix('[').and_then(|it| it.split_once(']')) else { continue };
            let line = line_of(comment.start);
            if whole_file && line >= first_code {
                continue;
            }
            let silenced = below.get(&line).copied().unwrap_or(line);
            let at = comment.start as usize + before.len() + MARK.len() + (rest.len() - list.len()) + 1;
            ignores.add(entries(rules, at, (!whole_file).then_some(silenced)));
        }
        ignores
    }

    fn add(&mut self, entries: impl Iterator<Item = Entry>) {
        for entry in entries {
            let at = self.entries.len();
            match entry.line {
                None => self.everywhere.push(at),
                Some(line) => self.by_line.entry(line).or_default().push(at),
            }
            self.entries.push(entry);
        }
    }

    /// The entries that count for one of the lines from `first` to `last`, those for the whole file before others.
    fn around(&self, first: usize, last: usize) -> impl DoubleEndedIterator<Item = &Entry> {
        let here = self.by_line.range(first..=last.max(first)).flat_map(|it| it.1);
        self.everywhere.iter().chain(here).map(|it| &self.entries[*it])
    }

    /// Whether a comment silences the finding, whose statement has the lines from `first` to `last`.
    pub(crate) fn silence(&self, finding: &Finding, first: usize, last: usize) -> bool {
        let mut silent = false;
        for entry in self.around(first, last) {
            let names = entry.rule.eq_ignore_ascii_case(finding.rule.id)
                || entry.rule.eq_ignore_ascii_case(finding.rule.name);
            if names {
                entry.used.store(true, Ordering::Relaxed);
                silent = true;
            }
        }
        silent
    }

    /// Whether a comment speaks of the rule with this id for one of the lines from `first` to `last`.
    pub(crate) fn names(&self, rule: &str, first: usize, last: usize) -> bool {
        self.around(first, last).any(|it| rules::find(&it.rule).is_some_and(|it| it.id == rule))
    }

    /// The end of the last list of rules that silences one of the lines from `first` to `last`.
    pub(crate) fn last_list_end(&self, first: usize, last: usize) -> Option<usize> {
        let ends = self.around(first, last).filter(|it| it.line.is_some()).map(|it| it.span.end as usize);
        ends.max()
    }

    /// The end of the last rule of a comment about a block.
    pub(crate) fn list_end(&self) -> Option<usize> {
        self.entries.last().map(|it| it.span.end as usize)
    }

    /// Whether a rule that stands within `range` silences one of the lines from `first` to `last`.
    pub(crate) fn speaks(&self, range: &Range<usize>, first: usize, last: usize) -> bool {
        self.around(first, last).any(|it| it.line.is_some() && range.contains(&(it.span.start as usize)))
    }

    /// Entries that silenced nothing; of those, the ones of a rule that does not exist say so.
    pub(crate) fn unused(&self) -> impl Iterator<Item = (&Entry, bool)> {
        let unused = self.entries.iter().filter(|it| !it.used.load(Ordering::Relaxed));
        unused.map(|it| (it, rules::find(&it.rule).is_some()))
    }
}

/// The rules of a list that begins at an offset.
fn entries(rules: &str, at: usize, line: Option<usize>) -> impl Iterator<Item = Entry> {
    let mut at = at;
    rules.split(',').map(move |rule| {
        let start = at + (rule.len() - rule.trim_start().len());
        at += rule.len() + 1;
        let span = Span::new(start, start + rule.trim().len());
        Entry { rule: rule.trim().to_owned(), span, line, used: AtomicBool::new(false) }
    })
}

/// What goes of a list in a comment together with the rule at a place in it; `None` if that is its only one.
pub(crate) fn beside_others(words: &str, rule: Range<usize>) -> Option<Range<usize>> {
    let list = words[..rule.start].rfind('[')? + 1..rule.end + words[rule.end..].find(']')?;
    if !words[list.clone()].contains(',') {
        return None;
    }
    let is_rule = |it: char| it != ' ' && it != ',';
    let after = words[rule.end..list.end].find(is_rule).map(|it| rule.start..rule.end + it);
    let before = words[list.start..rule.start].rfind(',').map_or(list.start, |it| list.start + it);
    Some(after.unwrap_or(before..list.end))
}

/// Whether nothing but blanks is before a comment on its line.
fn stands_alone(text: &str, comment: Span) -> bool {
    let before = text.get(..comment.start as usize).unwrap_or_default();
    let is_blank = |it: char| it.is_whitespace() && !matches!(it, '\n' | '\r');
    let rest = before.trim_end_matches(is_blank);
    rest.is_empty() || rest.ends_with(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<usize>)> {
        let comments = crate::lang::python::parse(0, text).comments();
        let ignores = Ignores::new(text, &comments, &LineIndex::new(text));
        let entries = ignores.entries.into_iter();
        entries
            .map(|it| {
                assert_eq!(it.span.text(text), it.rule);
                (it.rule, it.line)
            })
            .collect()
    }

    #[test]
    fn a_comment_counts_for_its_line_or_alone_for_the_next() {
        let check = |text: &str, expected: &[(&str, Option<usize>)]| {
            let expected: Vec<_> = expected.iter().map(|it| (it.0.to_owned(), it.1)).collect();
            assert_eq!(read(text), expected, "{text}");
        };
        check(
            "# subtensor-lint: ignore[SUB001] why\na = f()\nb = g()  # subtensor-lint: ignore[SUB002, x]\n",
            &[("SUB001", Some(2)), ("SUB002", Some(3)), ("x", Some(3))],
        );
        check(
            "# subtensor-lint: ignore[SUB001] a\n# subtensor-lint: ignore[SUB008] b\na = f()\n",
            &[("SUB001", Some(3)), ("SUB008", Some(3))],
        );
        check("# subtensor-lint: ignore-file[SUB008]\n", &[("SUB008", None)]);
        check("a = 1\n# subtensor-lint: ignore-file[SUB008] too late\n", &[]);
        check("a = '# subtensor-lint: ignore[SUB001]'\n", &[]);
        check("a = '#'  # subtensor-lint: ignore[SUB001]\n", &[("SUB001", Some(1))]);
    }
}
