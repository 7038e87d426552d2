//! A connection is opened and used in one expression, so that nothing is left to close it with.
//!
//! ## Why is this bad?
//!
//! `bt.Subtensor().block` reads one number and leaves a websocket behind that no name refers to.
//! People write it because they expect the object to be freed at the end of the expression, and its socket with it.
//! Observed with bittensor 8.5.2, 9.12.2 and 10.5.0, the socket stays open, even after `gc.collect()`; with 7.4.0 it is closed when the cyclic collector runs.
//! The same happens to a temporary that is handed to a function which only uses it.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def show(sub: bt.Subtensor) -> None:
//!     print(sub.get_current_block())
//!
//!
//! def current_block() -> int:
//!     return bt.Subtensor(network="finney").get_current_block()  # error
//!
//!
//! def main() -> None:
//!     show(bt.Subtensor(network="test"))  # error
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def show(sub: bt.Subtensor) -> None:
//!     print(sub.get_current_block())
//!
//!
//! def current_block() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.get_current_block()
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="test") as sub:
//!         show(sub)
//! ```
//!
//! ## When it errs
//!
//! A function outside the project that closes what it is given is not known to do so, unless a profile or the config says it.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB004] show() closes it` on a line of the statement or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::{Leak, Loss};
use crate::finding::Finding;
use crate::profile::DropEffect;

pub(super) static RULE: Rule = Rule {
    id: "SUB004",
    name: "discarded-connection",
    summary: "connection is opened and not bound to anything",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("discarded_connection.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let lost = |it: &&Leak| matches!(it.how, Loss::Exit | Loss::Dropped);
        let Some(leak) = view.written_leaks().find(lost) else { continue };
        if !view.is_unbound() || view.is_discharged_somewhere() {
            continue;
        }
        let subject = match view.owner() {
            Some(way) => view.class_name(way[0].0),
            None => format!("`{}`", view.title()),
        };
        let message = format!(
            "{subject} is opened here and nothing is left to close it with{}{}",
            view.often(),
            view.collector()
        );
        let help = format!("give it a name, so that it can be closed: {}", view.advice());
        out.push(view.with_path(view.finding(&RULE, message, help), leak));
    }
    never_used(cx, out);
}

/// In Rust one that nobody looks at before it is dropped was opened for nothing.
fn never_used(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let facts = view.facts;
        let closes = view.knowledge().resource(view.resource()).drop == DropEffect::Closes;
        let only_dropped = facts.dropped.contains(&view.id)
            && !facts.touched.contains(&view.id)
            && !facts.kept.contains_key(&view.id)
            && !facts.returned.contains(&view.id)
            && !facts.is_discharged(view.id);
        if closes && only_dropped && facts.opened.contains(&view.id) {
            let message =
                format!("{} is opened here and dropped without being used{}", view.name(), view.often());
            out.push(view.finding(&RULE, message, "remove it, or use it".to_owned()));
        }
    }
}
