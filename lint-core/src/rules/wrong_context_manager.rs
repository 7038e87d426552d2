//! A connection is entered with the wrong kind of `with`, or with one that its SDK version does not have.
//!
//! ## Why is this bad?
//!
//! `with` on an `AsyncSubtensor` and `async with` on a `Subtensor` fail with a `TypeError` (`AttributeError` before Python 3.11).
//! The sync class connects in its constructor, so the second mistake opens a websocket first and then loses it: observed, one more open connection per attempt.
//! Before 9.0 the sync class has no `with` at all; there the way is `try` and `finally`.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     async with bt.Subtensor(network="finney") as sub:  # error
//!         print(sub.get_current_block())
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     async with bt.AsyncSubtensor(network="finney") as sub:
//!         print(await sub.get_current_block())
//! ```
//!
//! Code that was written for 9 and runs with 8.5.2:
//!
//! ```python
//! # sdk: 8.5.2
//! import bittensor as bt
//!
//! with bt.subtensor(network="finney") as sub:  # error
//!     print(sub.get_current_block())
//! ```
//!
//! Use instead:
//!
//! ```python
//! # sdk: 8.5.2
//! import bittensor as bt
//!
//! sub = bt.subtensor(network="finney")
//! try:
//!     print(sub.get_current_block())
//! finally:
//!     sub.close()
//! ```
//!
//! ## When it errs
//!
//! If the version found in the project is not the one that runs, name the right one with `--sdk` or `sdk = "…"`.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB011] reason` on the line of the `with` or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::Finding;
use crate::profile::{Opens, Scope, Style};

pub(super) static RULE: Rule = Rule {
    id: "SUB011",
    name: "wrong-context-manager",
    summary: "with statement that the connection does not support",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("wrong_context_manager.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        for (span, id) in &facts.wrong_scopes {
            let Some(view) = cx.view(*body, *id) else { continue };
            let resource = view.knowledge().resource(view.resource());
            let (title, sdk) = (view.title(), view.knowledge().label_of(view.resource()));
            let (message, help) = match (resource.style, resource.scope.as_slice()) {
                (Style::Async, [Scope::AsyncWith, ..]) => (
                    format!("`{title}` is async: `with` fails here and closes nothing"),
                    "use `async with`".to_owned(),
                ),
                (Style::Sync, [Scope::With]) if resource.opens != Opens::Constructor => {
                    (format!("`{title}` is not async: `async with` fails here"), "use `with`".to_owned())
                }
                (Style::Sync, [Scope::With]) => (
                    format!(
                        "`{title}` is not async: it connects, then `async with` fails and the connection is lost"
                    ),
                    "use `with`".to_owned(),
                ),
                _ => (
                    format!(
                        "`{title}` supports no such `with` statement in {sdk}: this fails, and what was opened stays open"
                    ),
                    view.advice(),
                ),
            };
            out.push(view.finding_at(&RULE, *span, message, help));
        }
    }
}
