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
//! A method that sets `self.sub` to None, or deletes it, loses the connection: nothing can close that any more, even if another method closes what is in `self.sub` in the end.
//! So does one that takes a connection out of `self.subs` and does nothing with it.
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
//! ## Fix safety
//!
//! A `with` around the rest of the block is safe: it is offered only for a name that is bound once, that nothing uses behind the block, captures, returns or hands to a thread or task, and whose version has `with`.
//! Existing `close()` statements in the block are removed, and `await sub.initialize()` is left to `async with`.
//! Where a metagraph or a `query_map` result that was made with the connection leaves the block, the fix is unsafe: its next request would open a new one.
//! So it is where `async with` would connect sooner than the program does, where the class's own `__exit__` does more than close, and where a callee that cannot be seen is handed the connection for good: `registry.put("chain", sub)`.
//! Where there is no `with` (bittensor 6 to 8), the fix is an unsafe one, a `try` and `finally`.
//! Where the SDK's own `close()` is known to raise (`retry_forever=True`, `fallback_endpoints=`, `archive_endpoints=`) there is none, since the program would fail where it worked; write `with contextlib.suppress(AttributeError), bt.Subtensor(…) as sub:` by hand.
//! Where the block cannot be wrapped and only `return`s leave it open, a `close()` before each of them is safe: the value that is returned does not mention the connection.
//!
//! In Rust `let _ = client.close().await;` before a `return`, `break` or `continue` is safe under the same condition; where a `?` becomes a `match`, a value is worked out first or the block ends without a close, the fix is unsafe.
//!
//! ## When it errs
//!
//! Conditions are compared by name, not by meaning: two different tests that always agree look independent.
//! What another method loses is silent where a call that may close it stands before that, in the method or before a call of it.
//! A method that only lets go of a connection counts if somebody calls it, and asks nothing else of the object before.
//! Where a function has more paths than the analysis keeps apart, it stays silent rather than guess.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB002] verbose is always true here` on the line of the opening call or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::emptied::{Emptied, emptied};
use crate::facts::Loss;
use crate::finding::{Applicability, Finding, Fix, Label};
use crate::lang::edit;
use crate::source::Span;

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
            Loss::Raised => format!("stays open if line {line} {}", view.raises()),
        };
        let message = format!(
            "{name} is {} on some paths, but {exit}{}{}",
            view.fate(),
            view.often(),
            view.collector()
        );
        let help = view.advice_for_the_rest();
        let finding = Finding { fix: fix(&view), ..view.finding(&RULE, message, help) };
        out.push(view.with_path(finding, leak));
    }
    for it in emptied(cx) {
        if it.opening.written_leaks().next().is_none() {
            out.push(lost_with_its_field(cx, &it));
        }
    }
}

/// Another method sets the field to None while the connection is open.
fn lost_with_its_field(cx: &Context<'_>, it: &Emptied<'_, '_>) -> Finding {
    let view = &it.opening;
    let (name, method) = (view.name(), &cx.program.body(it.method).name);
    let message = format!(
        "{name} is closed elsewhere, but `{method}` drops it while it may be open{}",
        view.collector()
    );
    let help = match view.close() {
        Some(_) => {
            format!("close it before it is dropped: `{}`", view.close_call(name.trim_matches('`')))
        }
        None => "close it before it is dropped".to_owned(),
    };
    let mut finding = view.finding(&RULE, message, help);
    let location = cx.location(it.method, it.span);
    finding.related.push(Label { message: "this closes nothing".to_owned(), location });
    finding
}

/// Scopes the connection, or else closes it where it is forgotten, if that is only before returns.
fn fix(view: &View<'_, '_>) -> Option<Fix> {
    if let Some(fix) = view.scoped() {
        return Some(fix);
    }
    let returns: Vec<Span> = view.written_leaks().map(|it| it.span).collect();
    let leaves = view.written_leaks().all(|it| it.how == Loss::Exit);
    let is_plain = view.owner().is_none() && leaves && !view.close_raises();
    let edits = edit::close_before(view.source()?, view.site.span, &returns, &view.close()?);
    let description = format!("close `{}` before it returns", view.variable());
    edits.filter(|_| is_plain).map(|edits| Fix { applicability: Applicability::Safe, description, edits })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

    #[test]
    fn a_scope_takes_the_place_of_the_closes() {
        check_fix(
            "SUB002",
            r#"
import bittensor as bt
def f(a):
    sub = bt.Subtensor()
    if a:
        return None
    try:
        print(sub.block)
    except ValueError:
        sub.close()
        return 1
    except OSError:
        sub.close()
    if sub is not None:
        sub.close()
    return 2
"#,
            r#"
import bittensor as bt
def f(a):
    with bt.Subtensor() as sub:
        if a:
            return None
        try:
            print(sub.block)
        except ValueError:
            return 1
        except OSError:
            pass
        return 2
"#,
        );
    }

    #[test]
    fn where_it_cannot_be_scoped_a_return_closes_first() {
        check_fix(
            "SUB002",
            r#"
import bittensor as bt
def f(a):
    sub = bt.Subtensor()
    ask = lambda: 1
    if a:
        return ask()  # early
    print(sub.block)
    close(sub)
    sub.close()
"#,
            r#"
import bittensor as bt
def f(a):
    with bt.Subtensor() as sub:
        ask = lambda: 1
        if a:
            return ask()  # early
        print(sub.block)
        close(sub)
"#,
        );
    }

    #[test]
    fn an_early_exit_of_rust_closes_first() {
        check_fix(
            "SUB002",
            r#"use subtensor::Subtensor;
async fn f(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
        let Ok(number) = client.block().await else { continue };
        match number {
            0 => return Ok(()),
            1 => {
                break;
            }
            _ => {}
        }
        client.close().await?;
    }
    Ok(())
}
"#,
            r#"use subtensor::Subtensor;
async fn f(urls: &[String]) -> Result<(), Error> {
    for url in urls {
        let client = Subtensor::connect(url).await?;
        let Ok(number) = client.block().await else { let _ = client.close().await; continue };
        match number {
            0 => { let _ = client.close().await; return Ok(()) },
            1 => {
                let _ = client.close().await;
                break;
            }
            _ => {}
        }
        client.close().await?;
    }
    Ok(())
}
"#,
        );
    }

    #[test]
    fn a_question_mark_of_rust_becomes_a_match_that_closes() {
        check_unsafe_fix(
            "SUB002",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let client = Subtensor::connect(url).await?;\n    client.ping().await?;\n    client.close().await\n}\n",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Result<(), Error> {\n    let client = Subtensor::connect(url).await?;\n    match client.ping().await {\n        Ok(value) => value,\n        Err(error) => {\n            let _ = client.close().await;\n            return Err(error.into());\n        }\n    };\n    client.close().await\n}\n",
        );
        // Nothing says whether this `?` is one of a `Result`.
        check_no_fix(
            "SUB002",
            "use subtensor::Subtensor;\nasync fn f(url: &str) -> Option<()> {\n    let client = Subtensor::connect(url).await.ok()?;\n    client.ping()?;\n    client.close().await.ok()\n}\n",
        );
    }
    #[test]
    fn what_an_earlier_round_opened_has_no_name_to_close_it_by() {
        check_no_fix(
            "SUB002",
            "use subtensor::Subtensor;\nasync fn f(urls: &[String]) -> Result<(), Error> {\n    let mut all = Vec::new();\n    for url in urls {\n        let client = Subtensor::connect(url).await?;\n        all.push(client);\n    }\n    for client in all {\n        client.close().await.ok();\n    }\n    Ok(())\n}\n",
        );
    }
}
