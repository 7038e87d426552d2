//! A connection is opened and closed anew on every iteration although it could be opened once.
//!
//! ## Why is this bad?
//!
//! Nothing leaks, but every round pays for a handshake and for the requests of a new client: with bittensor 10.5.0 the head, two headers, the runtime version and the metadata.
//! With async-substrate-interface 1.4.0 to 1.6.0 every new async client also stays in memory, closed or not, so a loop like this one grows without end.
//! With 11 a blocking `bt.Subtensor()` in a loop waits for the cyclic collector, with a thread and a socket each: of 30 that were made in a loop, ten were still open.
//!
//! The rule is a suggestion and runs with `--pedantic` only.
//!
//! ## Example
//!
//! ```python
//! import time
//!
//! import bittensor as bt
//!
//!
//! def watch() -> None:
//!     while True:
//!         with bt.Subtensor(network="finney") as sub:  # error
//!             print(sub.get_current_block())
//!         time.sleep(12)
//! ```
//!
//! Use instead:
//!
//! ```python
//! import time
//!
//! import bittensor as bt
//!
//!
//! def watch() -> None:
//!     with bt.Subtensor(network="finney") as sub:
//!         while True:
//!             print(sub.get_current_block())
//!             time.sleep(12)
//! ```
//!
//! ## When it errs
//!
//! A loop that pauses for hours between its rounds does well to hold no connection meanwhile; the linter does not know how long a pause is.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB016] one round a day` on the line of the opening call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::SiteKind;
use crate::finding::Finding;

pub(super) static RULE: Rule = Rule {
    id: "SUB016",
    name: "opened-in-loop",
    summary: "connection is opened and closed on every iteration",
    level: Level::Pedantic,
    since: "0.1.0",
    source: include_str!("opened_in_loop.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let leaks = view.written_leaks().next().is_some();
        let once = view.site.constant_arguments && view.site.kind == SiteKind::Direct && view.is_in_loop();
        let ends_here = view.facts.is_discharged(view.id)
            || view.facts.dropped.contains(&view.id)
            || view.knowledge().resource(view.resource()).self_closing;
        if !once
            || leaks
            || !ends_here
            || view.facts.kept.contains_key(&view.id)
            || view.facts.returned.contains(&view.id)
        {
            continue;
        }
        let message = format!(
            "{} is opened and closed on every iteration, although one connection would do",
            view.name()
        );
        out.push(view.finding(&RULE, message, "open it once, before the loop".to_owned()));
    }
}
