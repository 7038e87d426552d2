//! `close()` of an async connection is called, but neither awaited nor scheduled.
//!
//! ## Why is this bad?
//!
//! `AsyncSubtensor.close()` is a coroutine function: calling it makes a coroutine and runs nothing.
//! Python says "coroutine 'AsyncSubtensor.close' was never awaited", usually in a log that nobody reads, and the socket stays open (observed).
//! With async-substrate-interface 1.5.0 to 1.5.9, or `websocket_shutdown_timer=None`, it stays open for good; otherwise it closes itself five seconds after its last use, if the event loop still runs.
//! Before 9.0 `AsyncSubtensor` has no `close()`: use `async with`, or await `sub.substrate.close()`.
//! `contextlib.closing()` calls `close()` without awaiting it and has the same fault.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     sub = bt.AsyncSubtensor(network="finney")  # error
//!     await sub.initialize()
//!     print(await sub.get_current_block())
//!     sub.close()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     async with bt.AsyncSubtensor(network="finney") as sub:
//!         print(await sub.get_current_block())
//! ```
//!
//! The same with 8.5:
//!
//! ```python
//! # sdk: 8.5.2
//! import bittensor as bt
//!
//!
//! async def main() -> None:
//!     async with bt.AsyncSubtensor(network="finney") as sub:
//!         print(await sub.get_current_block())
//! ```
//!
//! ## Fix safety
//!
//! `await` before the close, in Rust `.await` behind it, is safe; it is offered inside an async function only.
//!
//! ## When it errs
//!
//! A coroutine that is kept and handed to a place which the linter cannot see counts as scheduled, so one that is dropped there is missed.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB010] reason` on the line of the opening call or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::finding::{Applicability, Finding, Fix, Label};
use crate::ir::FnId;
use crate::lang::edit;
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "SUB010",
    name: "close-not-awaited",
    summary: "close of an async connection is not awaited",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("close_not_awaited.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let leaks = view.written_leaks().next();
        let span = view.facts.unawaited.get(&view.id).copied();
        let way = view.owner().unwrap_or_default();
        let kept = view.facts.kept.get(&view.id).into_iter().flatten().find(|it| {
            !cx.closers.closes(it, view.body, view.resource(), way)
                && (span.is_some() || cx.closers.unawaited(it, view.body, view.resource()))
        });
        let kept = kept.filter(|_| !cx.closers.closes_as_caller((view.body, view.id)));
        if (leaks.is_none() || span.is_none()) && kept.is_none() {
            continue;
        }
        let name = view.name();
        let made = if view.knowledge().is_rust { "future" } else { "coroutine" };
        let message =
            format!("the close of {name} is not awaited, so it stays open: the call only makes a {made}");
        let help = format!("`await` the close, or {}", view.advice());
        let mut finding = view.finding(&RULE, message, help);
        if let Some(span) = span {
            finding.fix = fix(&view, span);
            let location = cx.location(view.body, span);
            finding.related.push(Label { message: format!("this {made} never runs"), location });
        }
        out.push(match leaks {
            Some(leak) => view.with_path(finding, leak),
            None => finding,
        });
    }
}

/// Awaits the close; a plain function that forgets to do that gives nothing to await.
fn fix(view: &View<'_, '_>, close: Span) -> Option<Fix> {
    if let Some(source) = view.source() {
        let name = edit::callee_name(source, close);
        let program = view.cx.program;
        let mut named = program.project.named(name).peekable();
        let waits = |it: FnId| program.body(it).traits.is_async;
        if !view.knowledge().is_closer(name) && named.peek().is_some() && !named.any(waits) {
            return None;
        }
    }
    let edits = view.awaited(close)?;
    Some(Fix { applicability: Applicability::Safe, description: "await the close".to_owned(), edits })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix};

    #[test]
    fn the_close_is_awaited() {
        check_fix(
            "SUB010",
            r#"
import bittensor as bt
async def f():
    sub = bt.AsyncSubtensor()
    await sub.initialize()
    sub.close()  # bye
"#,
            r#"
import bittensor as bt
async def f():
    sub = bt.AsyncSubtensor()
    await sub.initialize()
    await sub.close()  # bye
"#,
        );
    }

    #[test]
    fn nothing_can_be_awaited_in_a_plain_function() {
        check_no_fix(
            "SUB010",
            r#"
import bittensor as bt
def f(loop):
    sub = bt.AsyncSubtensor()
    loop.run_until_complete(sub.initialize())
    sub.close()
"#,
        );
    }

    #[test]
    fn a_close_of_rust_is_awaited_behind_the_call() {
        check_fix(
            "SUB010",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let client = Subtensor::connect(url).await?;\n    let _ = client.close();\n    Ok(())\n}\n",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let client = Subtensor::connect(url).await?;\n    let _ = client.close().await;\n    Ok(())\n}\n",
        );
    }

    #[test]
    fn a_plain_function_that_forgets_to_await_is_not_awaited_itself() {
        check_no_fix(
            "SUB010",
            "import bittensor as bt\nasync def f():\n    sub = await bt.AsyncSubtensor().initialize()\n    def end():\n        sub.close()\n    print(await sub.tempo(1))\n    end()\n",
        );
    }

    #[test]
    fn awaiting_it_helps_although_another_path_still_leaks() {
        check_fix(
            "SUB010",
            "import bittensor as bt\nasync def f(a):\n    sub = await bt.AsyncSubtensor().initialize()\n    if a:\n        return a\n    sub.close()\n",
            "import bittensor as bt\nasync def f(a):\n    sub = await bt.AsyncSubtensor().initialize()\n    if a:\n        return a\n    await sub.close()\n",
        );
    }
}
