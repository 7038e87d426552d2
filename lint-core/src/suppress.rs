//! Ignore comments: `# subtensor-lint: ignore[SUB001] reason`.
//!
//! A comment silences findings that begin on its line, on a later line of the same call, or, if it stands alone,
//! on the line below it. `ignore-file[SUB001]` among the first comments of a file silences the whole file.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::source::{LineIndex, SourceFile};

/// The ignore comments of one file.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    /// Rule ids or names by the 1-based line that they silence.
    lines: BTreeMap<usize, Vec<String>>,
    file: Vec<String>,
}

const MARK: &str = "subtensor-lint: ignore";

impl Ignores {
    /// Reads the comments of a text; most texts have none.
    pub(crate) fn new(text: &str) -> Ignores {
        let mut ignores = Ignores::default();
        if !text.contains(MARK) {
            return ignores;
        }
        let mut in_head = true;
        for (at, line) in text.lines().enumerate() {
            let trimmed = line.trim_start();
            in_head &= trimmed.is_empty() || trimmed.starts_with('#');
            let Some((before, comment)) = line.split_once('#') else { continue };
            let Some((_, rest)) = comment.split_once(MARK) else { continue };
            let whole_file = rest.starts_with("-file");
            let rest = rest.strip_prefix("-file").unwrap_or(rest);
            let Some(rules) = rest.strip_prefix('[').and_then(|it| it.split_once(']')) else { continue };
            let rules: Vec<String> = rules.0.split(',').map(|it| it.trim().to_owned()).collect();
            if whole_file && in_head {
                ignores.file.extend(rules);
            } else if !whole_file {
                let alone = before.trim().is_empty();
                ignores.lines.entry(at + 1 + usize::from(alone)).or_default().extend(rules);
            }
        }
        ignores
    }

    /// Whether a comment silences the finding.
    pub(crate) fn silence(&self, finding: &Finding, source: &SourceFile, index: &LineIndex) -> bool {
        if self.lines.is_empty() && self.file.is_empty() {
            return false;
        }
        let names = |rule: &String| {
            rule.eq_ignore_ascii_case(finding.rule.id) || rule.eq_ignore_ascii_case(finding.rule.name)
        };
        let line = |offset| index.line_column(&source.text, offset).line;
        let span = finding.location.span;
        let here = self.lines.range(line(span.start)..=line(span.end)).flat_map(|it| it.1);
        here.chain(&self.file).any(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_counts_for_its_line_or_alone_for_the_next() {
        let ignores = Ignores::new(
            "# subtensor-lint: ignore[SUB001] why\na = f()\nb = g()  # subtensor-lint: ignore[SUB002, x]\n",
        );
        assert_eq!(ignores.lines[&2], ["SUB001"]);
        assert_eq!(ignores.lines[&3], ["SUB002", "x"]);
        assert!(ignores.file.is_empty());
        assert_eq!(Ignores::new("# subtensor-lint: ignore-file[SUB008]\n").file, ["SUB008"]);
    }
}
