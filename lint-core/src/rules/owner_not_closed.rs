//! An object that owns a connection is created, and neither scoped nor closed.
//!
//! ## Why is this bad?
//!
//! A class that opens a connection and has a method that closes it has done its part; the duty passes to whoever creates an instance.
//! An instance that is forgotten leaves its websocket open just as a forgotten `Subtensor` does: never closed with bittensor 8.4.0 to 10.5, closed whenever the cyclic collector runs with 6 to 8.3; and nothing in the calling code mentions a connection, so review overlooks it.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! class Validator:
//!     def __init__(self) -> None:
//!         self.sub = bt.Subtensor(network="finney")
//!
//!     def block(self) -> int:
//!         return self.sub.get_current_block()
//!
//!     def close(self) -> None:
//!         self.sub.close()
//!
//!
//! def main() -> None:
//!     validator = Validator()  # error
//!     print(validator.block())
//! ```
//!
//! Use instead:
//!
//! ```python
//! from contextlib import closing
//!
//! import bittensor as bt
//!
//!
//! class Validator:
//!     def __init__(self) -> None:
//!         self.sub = bt.Subtensor(network="finney")
//!
//!     def block(self) -> int:
//!         return self.sub.get_current_block()
//!
//!     def close(self) -> None:
//!         self.sub.close()
//!
//!
//! def main() -> None:
//!     with closing(Validator()) as validator:
//!         print(validator.block())
//! ```
//!
//! ## Fix safety
//!
//! A `with` is safe if the class has `__enter__` and `__exit__` and the former returns `self`; a `try` with the closing method in its `finally` is unsafe.
//!
//! ## When it errs
//!
//! An instance that is handed to a framework which calls its `close()` by name is reported, unless the config names that callee.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB007] the framework calls close()` on the line of the call or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::facts::Loss;
use crate::finding::{Finding, Label};

pub(super) static RULE: Rule = Rule {
    id: "SUB007",
    name: "owner-not-closed",
    summary: "object that owns a connection is not closed",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("owner_not_closed.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let Some(way) = view.owner() else { continue };
        let Some(leak) = view.written_leaks().find(|it| !matches!(it.how, Loss::Reopened(_))) else {
            continue;
        };
        let class = view.class_name(way[0].0);
        let fault = if view.is_discharged_somewhere() {
            format!("is closed on some paths, but not on the way out in line {}", view.line(leak.span))
        } else {
            format!("is never closed{}", view.often())
        };
        let message = format!("this {class} owns a connection and {fault}{}", view.collector());
        let mut finding = view.with_path(view.finding(&RULE, message, view.advice()), leak);
        // What a method of the object lets go of no later close reaches.
        finding.fix = view.scoped().filter(|_| leak.how != Loss::Dropped && view.is_made_here());
        if let Some(origin) = view.site.origin.and_then(|(body, site)| cx.view(body, site)) {
            let location = cx.location(origin.body, origin.site.span);
            finding.related.push(Label { message: format!("{class} opens its connection here"), location });
        }
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_unsafe_fix};

    const CLASS: &str = r#"
import bittensor as bt
class Miner:
    def __init__(self):
        self.sub = bt.Subtensor()
    def stop(self):
        self.sub.close()
"#;

    #[test]
    fn an_object_is_closed_in_a_finally_or_scoped_if_it_can_be() {
        let main = "def main():\n    miner = Miner()\n    print(miner.sub.block)\n";
        let closed = "def main():\n    miner = Miner()\n    try:\n        print(miner.sub.block)\n    finally:\n        miner.stop()\n";
        check_unsafe_fix("SUB007", &format!("{CLASS}{main}"), &format!("{CLASS}{closed}"));
        let enter = "    def __enter__(self):\n        return self\n    def __exit__(self, *_):\n        self.stop()\n";
        let scoped = "def main():\n    with Miner() as miner:\n        print(miner.sub.block)\n";
        check_fix("SUB007", &format!("{CLASS}{enter}{main}"), &format!("{CLASS}{enter}{scoped}"));
    }
}
