//! An SDK call opens a connection of its own that the caller cannot see.
//!
//! ## Why is this bad?
//!
//! `bt.metagraph(netuid)` needs a node to read from; when it is given no `subtensor=` it opens one.
//! Nobody has a name for it, so nobody closes it: a miner that builds its metagraph anew every few minutes has been seen with 150 open connections.
//! Up to 8.4.3 every `sync()` without `subtensor=` opened another one; since 8.4.4 the metagraph keeps the first, and a copy of it none.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def hotkeys(netuid: int) -> list[str]:
//!     metagraph = bt.Metagraph(netuid=netuid)  # error
//!     return metagraph.hotkeys
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def hotkeys(netuid: int) -> list[str]:
//!     with bt.Subtensor() as subtensor:
//!         return subtensor.metagraph(netuid).hotkeys
//! ```
//!
//! ## When it errs
//!
//! A `subtensor=` that is passed is believed, even if it is None at run time.
//! `metagraph.subtensor.close()` counts in the function that makes the metagraph; where another method calls it, the opening is still reported.
//! Of two metagraphs in one function that both hold nothing, only the first `sync()` is reported.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB009] reason` on the line of the call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::SiteKind;
use crate::finding::Finding;

pub(super) static RULE: Rule = Rule {
    id: "SUB009",
    name: "implicit-connection",
    summary: "SDK call opens a connection of its own",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("implicit_connection.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        for id in &facts.opened {
            let Some(view) = cx.view(*body, *id).filter(|it| it.site.kind == SiteKind::Implicit) else {
                continue;
            };
            // `metagraph.subtensor.close()`
            if facts.is_discharged(*id) {
                continue;
            }
            let name = view.variable();
            let often = if view.knowledge().keeps_implicit(name) { String::new() } else { view.often() };
            let message = format!(
                "`{name}` opens a connection of its own that nobody can close{often}{}",
                view.collector()
            );
            let help = if view.knowledge().takes_connection(name) {
                "pass the connection that you have with `subtensor=`, or ask it: `subtensor.metagraph(netuid)`"
            } else {
                "it takes no connection in this version: ask the one that you have: `subtensor.metagraph(netuid)`"
            };
            out.push(view.finding(&RULE, message, help.to_owned()));
        }
    }
}
