//! One connection is used by a thread, and by another one or by its opener at the same time.
//!
//! ## Why is this bad?
//!
//! A sync connection sends a request and then waits for the answer on the same websocket.
//! Two threads that do so at once read each other's answers, or websockets raises "cannot call recv while another thread is already running recv".
//! Opening a connection for each thread helps only if each of them is closed too.
//!
//! ## Example
//!
//! ```python
//! from concurrent.futures import ThreadPoolExecutor
//!
//! import bittensor as bt
//!
//!
//! def tempo(sub: bt.Subtensor, netuid: int) -> int:
//!     return sub.tempo(netuid)
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub, ThreadPoolExecutor() as pool:
//!         first = pool.submit(tempo, sub, 1)  # error
//!         print(sub.block)
//!         print(first.result())
//! ```
//!
//! Use instead:
//!
//! ```python
//! from concurrent.futures import ThreadPoolExecutor
//!
//! import bittensor as bt
//!
//!
//! def tempo(netuid: int) -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.tempo(netuid)
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub, ThreadPoolExecutor() as pool:
//!         first = pool.submit(tempo, 1)
//!         print(sub.block)
//!         print(first.result())
//! ```
//!
//! ## When it errs
//!
//! Threads that take turns without a lock, by an event or a queue, are reported.
//! A function in which a lock is mentioned is believed to guard every use.
//! A connection in an attribute that several methods use is not followed into their threads.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB015] reason` on the line that starts the thread or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};

pub(super) static RULE: Rule = Rule {
    id: "SUB015",
    name: "shared-between-threads",
    summary: "connection is used by a thread and elsewhere at the same time",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("shared_between_threads.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        for ((thread, id), other) in &facts.shared {
            let Some(view) = cx.view(*body, *id) else { continue };
            let name = view.name();
            let message = if thread == other {
                format!("{name} is used by every thread that is started here: they read each other's answers")
            } else {
                format!("{name} is used by a thread from here on, and elsewhere meanwhile")
            };
            let help = "open and close a connection in each thread, or guard every use with one lock";
            let mut finding = view.finding_at(&RULE, *thread, message, help.to_owned());
            let label = |message: &str, span| Label {
                message: message.to_owned(),
                location: cx.location(view.body, span),
            };
            finding.related.push(label("opened here", view.site.span));
            if thread != other {
                finding.related.push(label("used here while the thread may run", *other));
            }
            out.push(finding);
        }
    }
}
