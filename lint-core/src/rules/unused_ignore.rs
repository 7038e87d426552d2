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
//! ## When it errs
//!
//! A comment that is needed for another version of the SDK only (`--sdk`) is reported under this one.
//!
//! ## How to silence it
//!
//! Remove the comment, or turn the rule off with `SUB900 = "off"` under `[rules]`; an `ignore[SUB900]` does not count.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{FileId, Finding, Location};
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
pub(crate) fn report(file: FileId, entry: &Entry, exists: bool) -> Finding {
    let (message, help) = if exists {
        (format!("this ignore of {} silences nothing", entry.rule), "remove it")
    } else {
        (format!("there is no rule `{}` to ignore", entry.rule), "see `subtensor-lint rules`")
    };
    Finding::about_text(&RULE, Location { file, span: entry.span }, message, help)
}
