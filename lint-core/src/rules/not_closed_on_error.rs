//! A connection is closed when all goes well, but an exception that leaves the function leaves it open.
//!
//! ## Why is this bad?
//!
//! Every request to a node can fail: a timeout, a lost socket, an unknown netuid.
//! A program that catches the exception further up and tries again opens one more connection on every failure, which is just when the node has the least to spare.
//! With bittensor 8.4.0 to 10.5 such a sync connection is never closed by the garbage collector; with 6 to 8.3 it waits for the cyclic collector.
//! What the function catches itself is judged by SUB002, in every mode.
//!
//! The rule runs with `--strict` only, since a script that ends on the first error does not mind; without it the closing line of a run counts such connections.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def current_block() -> int:
//!     sub = bt.Subtensor(network="finney")  # error
//!     block = sub.get_current_block()
//!     sub.close()
//!     return block
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
//! ## Fix safety
//!
//! A `with` around the rest of the block is safe: it is offered only for a name that is bound once, that nothing uses behind the block, captures, returns or hands to a thread or task, and whose version has `with`.
//! Existing `close()` statements in the block are removed, and `await sub.initialize()` is left to `async with`.
//! Where a metagraph or a `query_map` result that was made with the connection leaves the block, the fix is unsafe: its next request would open a new one.
//! So it is where `async with` would connect sooner than the program does, where the class's own `__exit__` does more than close, and where a callee that cannot be seen is handed the connection for good: `registry.put("chain", sub)`.
//! Where there is no `with` (bittensor 6 to 8), the fix is an unsafe one, a `try` and `finally`.
//! Where the SDK's own `close()` is known to raise (`retry_forever=True`, `fallback_endpoints=`, `archive_endpoints=`) there is none, since the program would fail where it worked; write `with contextlib.suppress(AttributeError), bt.Subtensor(…) as sub:` by hand.
//!
//! ## When it errs
//!
//! Any call between the opening and the closing is taken to be able to raise, unless it only logs or prints.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB003] the process ends on any error` on the line of the opening call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::Loss;
use crate::finding::Finding;

pub(super) static RULE: Rule = Rule {
    id: "SUB003",
    name: "not-closed-on-error",
    summary: "connection is not closed when an exception leaves the function",
    level: Level::Strict,
    since: "0.1.0",
    source: include_str!("not_closed_on_error.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let Some(leak) = view.facts.leaks_of(view.id).iter().find(|it| it.how == Loss::Raised) else {
            continue;
        };
        // What an object keeps for others is this function's to close only if it does so elsewhere.
        if leak.kept && !view.facts.is_discharged(view.id) {
            continue;
        }
        let (name, line) = (view.name(), view.line(leak.span));
        let (message, help) = if view.knowledge().is_rust {
            (
                format!("{name} stays open if line {line} panics: no guard and no scope closes it"),
                format!("return an error instead of a panic, and {}", view.advice()),
            )
        } else {
            (
                format!("{name} stays open if line {line} raises: no `finally` and no `with` closes it"),
                view.advice(),
            )
        };
        let message = message + &view.collector();
        let finding = Finding { fix: view.scoped(), ..view.finding(&RULE, message, help) };
        out.push(view.with_path(finding, leak));
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::check_fix;

    #[test]
    fn a_scope_closes_on_errors_too() {
        check_fix(
            "SUB003",
            "import bittensor as bt\ndef f(n):\n    sub = bt.Subtensor()\n    tempo = sub.tempo(n)\n    sub.close()\n    return tempo\n",
            "import bittensor as bt\ndef f(n):\n    with bt.Subtensor() as sub:\n        tempo = sub.tempo(n)\n    return tempo\n",
        );
    }
}
