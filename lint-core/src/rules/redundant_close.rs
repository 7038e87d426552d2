//! A connection is closed twice, most often by a `with` block and by a `close()` inside it.
//!
//! ## Why is this bad?
//!
//! The guidance of the SDK is one or the other, not both.
//! The second closing does no harm by itself: `close()` of 6 to 10 may be called again.
//! But it says that nobody decided who closes, and in the next change one of the two goes, or a request slips in between: with bittensor 7 to 10 that request opens a new connection.
//!
//! The finding points at the closing that is not needed.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def current_block() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         block = sub.get_current_block()
//!         sub.close()  # error
//!         return block
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
//! ## Fix safety
//!
//! Removing the second close is safe: whatever it may close is closed on every path to it.
//!
//! ## When it errs
//!
//! A `close()` that is meant to free the connection early, before slow work in the same `with` block, is reported too: end the block there instead.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB014] reason` on the line of the `close()` or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::finding::{Applicability, Finding, Fix, Label};
use crate::knowledge::Closing;
use crate::profile::AfterClose;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "SUB014",
    name: "redundant-close",
    summary: "connection is closed twice",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("redundant_close.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        let mut needed = facts.foreign_closes.clone();
        needed.extend(facts.closes.iter().filter(|it| !it.1.always()).map(|it| it.0.0));
        for (span, id) in facts.closes.keys().filter(|it| !needed.contains(&it.0)) {
            let Some(view) = cx.view(*body, *id) else { continue };
            if facts.reset.contains(id) || is_reopened(&view, *span) {
                continue;
            }
            let is_close = is_close(&view, *span);
            let (message, help) = if is_close {
                let message = format!("{} is closed already when this `close()` runs", view.name());
                // Something else that closes it is seen: another call.
                let is_called = facts.closes.keys().any(|it| it.1 == *id && it.0 != *span);
                let help = match is_called {
                    true => "remove this call: it is closed once by another",
                    false => "remove this call: use either `with` or `close()`, not both",
                };
                (message, help)
            } else {
                let message = format!("{} is closed by this call, and elsewhere too", view.name());
                (message, "close it in one place: either in what is called here, or around this call")
            };
            let mut finding = view.finding_at(&RULE, *span, message, help.to_owned());
            let location = cx.location(view.body, view.site.span);
            finding.fix = fix(&view, *span).filter(|_| is_close);
            finding.related.push(Label { message: "opened here".to_owned(), location });
            out.push(finding);
        }
    }
}

/// Whether a use after the first close has opened the connection again, so that this close is needed.
fn is_reopened(view: &View<'_, '_>, close: Span) -> bool {
    let reopens = view.knowledge().resource(view.resource()).after_close == AfterClose::Reopens;
    let mut uses = view.facts.uses.iter();
    reopens && uses.any(|((used, site), tally)| *site == view.id && tally.yes > 0 && used.start < close.start)
}

/// Whether the call is the connection's own `close()`, and not something that closes it among other things.
fn is_close(view: &View<'_, '_>, call: Span) -> bool {
    let text = call.text(&view.cx.files[view.body.file as usize].text);
    let callee = text.split('(').next().unwrap_or(text).trim_end();
    let mut names = callee.rsplit('.');
    let (method, owner) = (names.next().unwrap_or(callee), names.next());
    let knowledge = view.knowledge();
    let path = match owner {
        Some(part) if knowledge.is_part(part) => format!("{part}.{method}"),
        _ => method.to_owned(),
    };
    owner.is_some() && view.owner().is_none() && knowledge.closes(view.resource(), &path) != Closing::No
}

/// Removes the call.
fn fix(view: &View<'_, '_>, close: Span) -> Option<Fix> {
    let edits = view.without_call(close)?;
    Some(Fix { applicability: Applicability::Safe, description: "remove the second close".to_owned(), edits })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::check_fix;

    #[test]
    fn the_second_close_is_removed_and_its_comment_stays() {
        check_fix(
            "SUB014",
            "import bittensor as bt\nwith bt.Subtensor() as sub:\n    print(sub.block)\n    sub.close()  # bye\nprint(1)\n",
            "import bittensor as bt\nwith bt.Subtensor() as sub:\n    print(sub.block)\n    # bye\nprint(1)\n",
        );
        check_fix(
            "SUB014",
            "import bittensor as bt\nasync def f():\n    async with bt.AsyncSubtensor() as sub:\n        await sub.close()\n",
            "import bittensor as bt\nasync def f():\n    async with bt.AsyncSubtensor() as sub:\n        pass\n",
        );
    }

    #[test]
    fn the_second_close_of_rust_is_removed_with_its_line() {
        check_fix(
            "SUB014",
            "use tokio_tungstenite::connect_async;\nasync fn f(url: &str) -> Result<(), Error> {\n    let (mut stream, _) = connect_async(url).await?;\n    stream.close(None).await?;\n    stream.close(None).await?;\n    Ok(())\n}\n",
            "use tokio_tungstenite::connect_async;\nasync fn f(url: &str) -> Result<(), Error> {\n    let (mut stream, _) = connect_async(url).await?;\n    stream.close(None).await?;\n    Ok(())\n}\n",
        );
    }
}
