//! An ignore comment silences nothing.
//!
//! ## Why is this bad?
//!
//! The fault that it excused is gone, or stands somewhere else, or the rule's name is misspelt.
//! As long as the comment stays it would silence the next fault of the kind on this line, and its reason misleads readers.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def tempo() -> int:
//!     with bt.Subtensor(network="finney") as sub:  # subtensor-lint: ignore[SUB001] # error
//!         return sub.tempo(netuid=1)
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def tempo() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.tempo(netuid=1)
//! ```
//!
//! ## Fix safety
//!
//! Removing the rule from the comment, or the comment with its last rule, is safe; other comments of the line stay.
//! A name that is no rule is left to you, since it may be misspelt.
//!
//! ## When it errs
//!
//! A comment that is needed for another version of the SDK only (`--sdk`) is reported under this one.
//!
//! ## How to silence it
//!
//! Remove the comment, or turn the rule off with `SUB900 = "off"` under `[rules]`; an `ignore[SUB900]` does not count.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Applicability, FileId, Finding, Fix, Location};
use crate::lang::edit::{self, Source};
use crate::source::Span;
use crate::suppress::Entry;

pub(super) static RULE: Rule = Rule {
    id: "SUB900",
    name: "unused-ignore",
    summary: "ignore comment silences nothing",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("unused_ignore.rs"),
    check,
};

/// Which comments are unused is known only when all findings are there; see [`report`].
fn check(_cx: &Context<'_>, _out: &mut Vec<Finding>) {}

/// One finding for a rule in a comment that silenced nothing.
///
/// `source` is the text with all its comments, if it can be edited.
pub(crate) fn report(
    file: FileId,
    source: Option<(Source<'_>, &[Span])>,
    entry: &Entry,
    exists: bool,
) -> Finding {
    let (message, help) = if exists {
        (format!("this ignore of {} silences nothing", entry.rule), "remove it")
    } else {
        (format!("there is no rule `{}` to ignore", entry.rule), "see `subtensor-lint rules`")
    };
    let finding = Finding::about_text(&RULE, Location { file, span: entry.span }, message, help);
    // A name that is no rule may be a slip of the pen, which the comment's author has to mend.
    let fix = source.filter(|_| exists).and_then(|it| fix(it, entry));
    Finding { fix, ..finding }
}

/// Removes the rule from its comment.
fn fix((source, comments): (Source<'_>, &[Span]), entry: &Entry) -> Option<Fix> {
    let edits = edit::remove_ignore(source, comments, entry.span)?;
    let description = format!("remove the ignore of {}", entry.rule);
    Some(Fix { applicability: Applicability::Safe, description, edits })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix};

    #[test]
    fn the_rule_or_the_comment_is_removed() {
        let check = |before: &str, after: &str| check_fix("SUB900", before, after);
        check("x = 1  # subtensor-lint: ignore[SUB001] why\ny = 2\n", "x = 1\ny = 2\n");
        check("# subtensor-lint: ignore[SUB001] why\ny = 2\n", "y = 2\n");
        check("y = 2\n    # subtensor-lint: ignore[SUB001]\r\n", "y = 2\n");
        check("x = 1  # a # subtensor-lint: ignore[never-closed, SUB002] why", "x = 1  # a");
        check("x = 1  # subtensor-lint: ignore[SUB001] why # noqa: E501\n", "x = 1  # noqa: E501\n");
        check(
            "import bittensor as bt\nbt.Subtensor().block  # subtensor-lint: ignore[SUB001, SUB004] why\n",
            "import bittensor as bt\nbt.Subtensor().block  # subtensor-lint: ignore[SUB004] why\n",
        );
        check(
            "import bittensor as bt\nbt.Subtensor().block  # subtensor-lint: ignore[SUB004, SUB001] why\n",
            "import bittensor as bt\nbt.Subtensor().block  # subtensor-lint: ignore[SUB004] why\n",
        );
    }

    #[test]
    fn a_misspelt_rule_is_left_to_people() {
        check_no_fix("SUB900", "x = 1  # subtensor-lint: ignore[SUB0001] why\n");
    }
}
