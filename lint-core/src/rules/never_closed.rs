//! A connection is opened and no path of the program closes it.
//!
//! ## Why is this bad?
//!
//! Every `Subtensor` holds a websocket, the node keeps a slot for it, and nobody but your code gives it back.
//! The garbage collector does not do it for you; of several sync connections that were dropped, these were still open after `gc.collect()`:
//!
//! - 7.4.0: none, but only once the *cyclic* collector has run; 6 to 8.3 are built alike.
//! - 8.4.0 to 8.5.2: all, with two threads each.
//! - 9.0 to 10.1: all, except with async-substrate-interface 1.0.2 and 1.0.3.
//! - 10.2 to 10.5: all, until some other sync connection in the process is closed, which frees them too.
//!
//! An `AsyncSubtensor` closes itself five seconds after its last use, if its event loop still runs; with async-substrate-interface 1.5.0 to 1.5.9, or `websocket_shutdown_timer=None`, it never does.
//! With 10.5.0 one that is left open can keep `asyncio.run()` from returning at all.
//! With 11 a blocking `Subtensor` is closed by a finalizer and is no finding; one that was awaited stays open as long as the loop lives.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def current_block() -> int:
//!     sub = bt.Subtensor(network="finney")  # error
//!     return sub.get_current_block()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def current_block() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.get_current_block()
//! ```
//!
//! Before 9.0 the class has no `with`:
//!
//! ```python
//! # sdk: 8.5.2
//! import bittensor as bt
//!
//!
//! def current_block() -> int:
//!     sub = bt.subtensor(network="finney")
//!     try:
//!         return sub.get_current_block()
//!     finally:
//!         sub.close()
//! ```
//!
//! ## When it errs
//!
//! A callee that the linter cannot see is taken to borrow; if it closes the connection after all, the finding has low confidence.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB001] the process ends here` on the line of the call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::Loss;
use crate::finding::Finding;

pub(super) static RULE: Rule = Rule {
    id: "SUB001",
    name: "never-closed",
    summary: "connection is never closed",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("never_closed.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let Some(leak) = view.written_leaks().next() else { continue };
        if view.is_discharged_somewhere() {
            continue;
        }
        let name = view.name();
        let message = match leak.how {
            Loss::Endless => format!(
                "{name} stays open as long as the loop runs and nothing closes it{}",
                view.collector()
            ),
            _ => format!("{name} is opened here and never closed{}{}", view.often(), view.collector()),
        };
        out.push(view.with_path(view.finding(&RULE, message, view.advice()), leak));
    }
}
