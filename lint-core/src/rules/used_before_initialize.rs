//! A connection is used before it was connected, although this version does not connect by itself.
//!
//! ## Why is this bad?
//!
//! In version 11 `bt.Client` and `bt.RpcSubstrate` do nothing until `connect()` is awaited or, for `Client`, the object is entered; a request before that raises `ConnectionNotReady`.
//! `AsyncSubtensor` of 8.3 to 10 is different: its first awaited method connects, with or without `initialize()`, and the rule does not apply to it.
//! It may also be asked for resources of your own, whose profile says `opens = "connect"`.
//!
//! ## Example
//!
//! ```python
//! # sdk: 11.3.0
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     client = bt.Client("finney")
//!     try:
//!         print(await client.block())  # error
//!     finally:
//!         await client.close()
//! ```
//!
//! Use instead:
//!
//! ```python
//! # sdk: 11.3.0
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     async with bt.Client("finney") as client:
//!         print(await client.block())
//! ```
//!
//! ## When it errs
//!
//! A callee that the linter cannot see and that connects what it is given is not known to do so.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB012] setup() has connected it` on the line of the use or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};
use crate::profile::Style;

pub(super) static RULE: Rule = Rule {
    id: "SUB012",
    name: "used-before-initialize",
    summary: "connection is used before it is connected",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("used_before_initialize.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        for ((span, id), tally) in &facts.cold_uses {
            let Some(view) = cx.view(*body, *id).filter(|_| tally.always()) else { continue };
            let resource = view.knowledge().resource(view.resource());
            let connect =
                resource.connect.first().or(resource.connect_returns_none.first()).map_or("connect", |it| it);
            let wait = if resource.style == Style::Async { "await " } else { "" };
            let message = format!(
                "{} is used before it is connected, and {} does not connect it by itself",
                view.name(),
                view.knowledge().label_of(view.resource())
            );
            let help = format!("connect it first with `{wait}{}.{connect}()`, or scope it", view.variable());
            let mut finding = view.finding_at(&RULE, *span, message, help);
            let location = cx.location(view.body, view.site.span);
            finding.related.push(Label { message: "created here, not connected".to_owned(), location });
            out.push(finding);
        }
    }
}
