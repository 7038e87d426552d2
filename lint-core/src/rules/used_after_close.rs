//! A connection is used although it is closed on every path to that place, or its `with` block has ended.
//!
//! ## Why is this bad?
//!
//! It does not fail, it opens again: with bittensor 7, 9 and 10 a request on a closed connection silently opens a new websocket, with 8 the methods of the SDK do.
//! The new one has no owner, since the `with` or the `close()` already lies behind it, and a sync one is never closed with 8.4.0 to 10.5.
//! An async one closes itself again after five idle seconds, if the event loop still runs.
//! With 11 the same code raises: "SyncClient is closed", or `ConnectionNotReady` from an async client.
//! In Rust nothing can be sent over a websocket stream that was closed; what the peer still sends may be read.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub:
//!         print(sub.get_current_block())
//!     print(sub.tempo(netuid=1))  # error
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub:
//!         print(sub.get_current_block())
//!         print(sub.tempo(netuid=1))
//! ```
//!
//! ## When it errs
//!
//! None known.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB013] reason` on the line of the use or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};
use crate::profile::AfterClose;

pub(super) static RULE: Rule = Rule {
    id: "SUB013",
    name: "used-after-close",
    summary: "connection is used after it was closed",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("used_after_close.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        let mut open = facts.foreign_uses.clone();
        open.extend(facts.uses.iter().filter(|it| !it.1.always()).map(|it| it.0.0));
        for (span, id) in facts.uses.keys().filter(|it| !open.contains(&it.0)) {
            let Some(view) = cx.view(*body, *id) else { continue };
            let resource = view.knowledge().resource(view.resource());
            let then = match resource.after_close {
                AfterClose::Raises if view.knowledge().is_rust => "this fails",
                AfterClose::Reopens => "this use opens a new connection that nobody closes",
                AfterClose::Raises => "this use raises",
            };
            let message = format!(
                "{} is closed already: with {} {then}",
                view.name(),
                view.knowledge().label_of(view.resource())
            );
            let help = match view.knowledge().is_rust {
                true => "move this before the close".to_owned(),
                false => "move this before the close, or into the `with` block".to_owned(),
            };
            let mut finding = view.finding_at(&RULE, *span, message, help);
            let location = cx.location(view.body, view.site.span);
            finding.related.push(Label { message: "opened here".to_owned(), location });
            out.push(finding);
        }
    }
}
