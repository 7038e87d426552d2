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
//! ## Fix safety
//!
//! Passing `subtensor=` is safe: it is offered where exactly one connection of the function is open around the call and both name the same network.
//! Where the metagraph goes on behind the block, it is unsafe.
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

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::{Site, SiteKind};
use crate::finding::{Applicability, Finding, Fix};
use crate::lang::edit;
use crate::ownership::value::SiteId;
use crate::source::Span;

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
                "pass a connection that you close yourself with `subtensor=`, or ask it: `subtensor.metagraph(netuid)`"
            } else {
                "it takes no connection in this version: ask the one that you have: `subtensor.metagraph(netuid)`"
            };
            out.push(Finding { fix: fix(&view), ..view.finding(&RULE, message, help.to_owned()) });
        }
    }
}

/// Passes the one connection that is open around the call.
fn fix(view: &View<'_, '_>) -> Option<Fix> {
    let keyword = "subtensor";
    if !view.knowledge().takes_connection(view.variable()) {
        return None;
    }
    let is_right = |it: &Site| it.kind == SiteKind::Direct && it.resource == view.site.resource;
    // One that is closed before the call is of no use to it.
    let closed = |it: SiteId| {
        let closes = &view.facts.closes;
        closes.iter().any(|((span, site), _)| *site == it && span.start < view.site.span.start)
    };
    let sites = view.facts.sites.iter().zip(0..).filter(|it| is_right(it.0) && !closed(SiteId(it.1)));
    let openings: Vec<Span> = sites.map(|it| it.0.span).collect();
    let source = view.source()?;
    let edits = edit::pass_argument(source, view.site.span, &openings, keyword)?;
    let description = "pass the connection that is open".to_owned();
    // A metagraph that goes on without it connects again when it is asked.
    let applicability = match edit::outlives(source, view.site.span) {
        true => Applicability::Unsafe,
        false => Applicability::Safe,
    };
    Some(Fix { applicability, description, edits })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

    #[test]
    fn the_open_connection_is_passed() {
        check_fix(
            "SUB009",
            "import bittensor as bt\nwith bt.Subtensor('test') as sub:\n    print(bt.Metagraph(1, 'test').n)\n",
            "import bittensor as bt\nwith bt.Subtensor('test') as sub:\n    print(bt.Metagraph(1, 'test', subtensor=sub).n)\n",
        );
        check_fix(
            "SUB009",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor(network='finney')\n    try:\n        return bt.Metagraph(netuid=1).n\n    finally:\n        sub.close()\n",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor(network='finney')\n    try:\n        return bt.Metagraph(netuid=1, subtensor=sub).n\n    finally:\n        sub.close()\n",
        );
    }

    #[test]
    fn another_network_or_a_choice_is_left_alone() {
        let check = |body: &str| check_no_fix("SUB009", &format!("import bittensor as bt\n{body}"));
        check("with bt.Subtensor('test') as sub:\n    print(bt.Metagraph(1).n)\n");
        check("with bt.Subtensor() as a, bt.Subtensor() as b:\n    print(bt.Metagraph(1).n)\n");
        check("with bt.Subtensor() as sub:\n    print(sub.block)\nprint(bt.Metagraph(1).n)\n");
        check_no_fix(
            "SUB009",
            "# sdk: 7.4.0\nimport bittensor as bt\nsub = bt.subtensor()\ntry:\n    print(bt.metagraph(1).n)\nfinally:\n    sub.close()\n",
        );
    }

    #[test]
    fn a_closed_connection_or_a_changed_network_is_left_alone() {
        let check = |body: &str| check_no_fix("SUB009", &format!("import bittensor as bt\n{body}"));
        check(
            "def f():\n    sub = bt.Subtensor()\n    print(sub.block)\n    sub.close()\n    return bt.Metagraph(1).n\n",
        );
        check(
            "def f(n):\n    with bt.Subtensor(n) as sub:\n        n = 'test'\n        return sub.block, bt.Metagraph(1, n).n\n",
        );
    }

    #[test]
    fn a_metagraph_that_leaves_the_block_is_no_safe_place_for_it() {
        check_unsafe_fix(
            "SUB009",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor('test') as sub:\n        print(sub.block)\n        return bt.Metagraph(1, 'test')\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor('test') as sub:\n        print(sub.block)\n        return bt.Metagraph(1, 'test', subtensor=sub)\n",
        );
    }
}
