//! A connection is closed on some paths of a function and stays open on others.
//!
//! ## Why is this bad?
//!
//! The author knows that it must be closed, and one branch was forgotten: an early `return`, a `continue`, an `except` that gives up.
//! That branch is often the rare one, so the leak shows up only after days in production, as a node that refuses connections or a process that runs out of file descriptors.
//! With bittensor 8.4.0 to 10.5 the garbage collector does not make up for it: a sync connection that goes out of scope stays open.
//! With 6 to 8.3 it is closed when the cyclic collector happens to run.
//!
//! The finding points at the opening call and labels the statement that leaves the connection open.
//! Only paths that somebody wrote count, a caught exception among them; exceptions that leave the function are the business of SUB003.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def report(netuid: int, verbose: bool) -> None:
//!     sub = bt.Subtensor(network="finney")  # error
//!     print("block", sub.block)
//!     if not verbose:
//!         return
//!     print("tempo", sub.tempo(netuid))
//!     sub.close()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def report(netuid: int, verbose: bool) -> None:
//!     with bt.Subtensor(network="finney") as sub:
//!         print("block", sub.block)
//!         if not verbose:
//!             return
//!         print("tempo", sub.tempo(netuid))
//! ```
//!
//! ## When it errs
//!
//! Conditions are compared by name, not by meaning: two different tests that always agree look independent.
//! Where a function has more paths than the analysis keeps apart, it stays silent rather than guess.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB002] verbose is always true here` on the line of the opening call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::Loss;
use crate::finding::Finding;

pub(super) static RULE: Rule = Rule {
    id: "SUB002",
    name: "not-closed-on-every-path",
    summary: "connection is not closed on every path",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("not_closed_on_every_path.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let Some(leak) = view.written_leaks().find(|it| !matches!(it.how, Loss::Reopened(_))) else {
            continue;
        };
        if !view.is_discharged_somewhere() {
            continue;
        }
        let (name, line) = (view.name(), view.line(leak.span));
        let exit = match leak.how {
            Loss::Exit => format!("stays open on the way out in line {line}"),
            Loss::Endless => format!("stays open in the endless loop of line {line}"),
            Loss::Dropped | Loss::Reopened(_) => format!("is lost while open in line {line}"),
            Loss::Raised => format!("stays open if line {line} raises"),
        };
        let message =
            format!("{name} is closed on some paths, but {exit}{}{}", view.often(), view.collector());
        let help = match view.knowledge().is_rust {
            true => view.advice(),
            false => view.advice() + ", which closes on every path",
        };
        out.push(view.with_path(view.finding(&RULE, message, help), leak));
    }
}
