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
//! ## Fix safety
//!
//! A `with` around the rest of the block is safe: it is offered only for a name that is bound once, that nothing uses behind the block, captures, returns or hands to a thread or task, and whose version has `with`.
//! Existing `close()` statements in the block are removed, and `await sub.initialize()` is left to `async with`.
//! Where a metagraph or a `query_map` result that was made with the connection leaves the block, the fix is unsafe: its next request would open a new one.
//! So it is where `async with` would connect sooner than the program does, where the class's own `__exit__` does more than close, and where a callee that cannot be seen is handed the connection for good: `registry.put("chain", sub)`.
//! Where there is no `with` (bittensor 6 to 8), the fix is an unsafe one, a `try` and `finally`.
//! Where the SDK's own `close()` is known to raise (`retry_forever=True`, `fallback_endpoints=`, `archive_endpoints=`) there is none, since the program would fail where it worked; write `with contextlib.suppress(AttributeError), bt.Subtensor(…) as sub:` by hand.
//!
//! In Rust the fix is unsafe, since only the compiler knows types: `let _ = client.close().await;` before the end of the block and before each `return`, `break` and `continue`; a `?` becomes a `match` that closes before it returns the error.
//! A value that needs the connection is worked out first.
//! Where the client has a scope of its own and everything in the rest of the function that may fail is one of its requests, the rest goes in there: `Subtensor::scope(url, options, async |client| { … })`.
//! It is offered only in an `async fn` and where nothing moves the connection.
//!
//! ## When it errs
//!
//! A callee that the linter cannot see is taken to borrow; if it closes the connection after all, the finding has low confidence.
//! What a dependency (`Depends(get_sub)`) returns counts as closed if a function that mentions the dependency closes an argument, whichever it is.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB001] the process ends here` on the line of the call or above it.

use super::context::{Context, View};
use super::reopened_without_close::is_put_in_place;
use super::{Level, Rule};
use crate::facts::{Leak, Loss};
use crate::finding::Finding;
use crate::ir::Root;
use crate::ownership::state::Event;

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
        if view.is_discharged_somewhere() || is_only_replaced(&view) {
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
        let finding = Finding { fix: view.scoped(), ..view.finding(&RULE, message, view.advice()) };
        out.push(view.with_path(finding, leak));
    }
    for view in cx.sites().filter(is_injected) {
        let name = &cx.program.body(view.body).name;
        let message = format!(
            "what `{name}` returns is never closed: one more connection on every request{}",
            view.collector()
        );
        let help = "`yield` it from within a `with` or `async with`, so that the request ends it".to_owned();
        out.push(view.finding(&RULE, message, help));
    }
}

/// Whether a framework gets the connection from a dependency that returns it, and no handler closes it.
fn is_injected(view: &View<'_, '_>) -> bool {
    let program = view.cx.program;
    let traits = &program.body(view.body).traits;
    let is_lent = view.facts.kept.contains_key(&view.id) || traits.is_generator || traits.is_cached;
    let owes = !view.knowledge().resource(view.resource()).self_closing && view.owner().is_none();
    let closes_an_argument = |id| {
        program.summary(id).is_some_and(|it| {
            let of_argument = |it: &Event| matches!(it.sym.root, Root::Param(_)) && it.sym.steps.is_empty();
            it.events.iter().any(|it| of_argument(it) && view.knowledge().is_closer(&it.method))
        })
    };
    program.is_dependency(view.body)
        && view.facts.returned.contains(&view.id)
        && owes
        && !is_lent
        && !program.mentioning(program.project.function_name(view.body)).any(|it| closes_an_argument(it.id))
}

/// Whether all that happens to an object is that its own methods replace its connection: their fault.
fn is_only_replaced(view: &View<'_, '_>) -> bool {
    let in_place = |leak: &Leak| match leak.how {
        Loss::Reopened(new) => view.cx.view(view.body, new).is_some_and(|it| is_put_in_place(&it)),
        _ => false,
    };
    view.owner().is_some() && view.written_leaks().all(in_place)
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

    #[test]
    fn the_rest_of_the_block_is_scoped() {
        check_fix(
            "SUB001",
            r#"
import bittensor as bt

def height(network):
    sub = bt.Subtensor(network)  # opens
    # Asks.
    if sub.block > 1:
        return sub.block

    else:
        text = f"""
  {sub.network}
"""
    total = (1 +
      2)
    @staticmethod
    def inner():
        return total
    return text + \
        "x"
"#,
            r#"
import bittensor as bt

def height(network):
    with bt.Subtensor(network) as sub:  # opens
        # Asks.
        if sub.block > 1:
            return sub.block

        else:
            text = f"""
  {sub.network}
"""
        total = (1 +
          2)
        @staticmethod
        def inner():
            return total
        return text + \
            "x"
"#,
        );
    }

    #[test]
    fn a_script_is_scoped_up_to_its_definitions() {
        check_fix(
            "SUB001",
            "import bittensor as bt\nsub = bt.Subtensor()\nprint(\n  sub.block\n)\n\ndef other():\n  pass\n",
            "import bittensor as bt\nwith bt.Subtensor() as sub:\n  print(\n    sub.block\n  )\n\ndef other():\n  pass\n",
        );
    }

    #[test]
    fn the_parameter_of_a_function_is_another_name() {
        check_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    def show(sub, *, n: int = 1):\n        print(sub.block)\n    sub = bt.Subtensor()\n    show(sub)\n",
            "import bittensor as bt\ndef f():\n    def show(sub, *, n: int = 1):\n        print(sub.block)\n    with bt.Subtensor() as sub:\n        show(sub)\n",
        );
        check_no_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    def show(sub, other=lambda: sub.block):\n        print(sub.block, other())\n    sub = bt.Subtensor()\n    print(sub.block)\n",
        );
    }

    #[test]
    fn tabs_and_line_ends_and_a_missing_last_one_stay() {
        check_fix(
            "SUB001",
            "\u{feff}import bittensor as bt\r\ndef f():\r\n\tsub = bt.Subtensor()\r\n\r\n\tprint(sub.block)",
            "\u{feff}import bittensor as bt\r\ndef f():\r\n\twith bt.Subtensor() as sub:\r\n\t\tprint(sub.block)",
        );
        check_unsafe_fix(
            "SUB001",
            "# sdk: 8.5.2\r\nimport bittensor as bt\r\ndef f():\r\n\tsub = bt.Subtensor()\r\n\tprint(sub.block)",
            "# sdk: 8.5.2\r\nimport bittensor as bt\r\ndef f():\r\n\tsub = bt.Subtensor()\r\n\ttry:\r\n\t\tprint(sub.block)\r\n\tfinally:\r\n\t\tsub.close()",
        );
    }

    #[test]
    fn an_async_connection_is_entered_instead_of_initialized() {
        let after = r#"
import bittensor as bt
async def f():
    async with bt.AsyncSubtensor("test") as sub:
        return await sub.block
"#;
        check_fix(
            "SUB001",
            r#"
import bittensor as bt
async def f():
    sub = await bt.AsyncSubtensor("test").initialize()
    return await sub.block
"#,
            after,
        );
        check_fix(
            "SUB001",
            r#"
import bittensor as bt
async def f():
    sub = bt.AsyncSubtensor("test")
    await sub.initialize()
    return await sub.block
"#,
            after,
        );
        check_fix(
            "SUB001",
            r#"
import bittensor as bt
async def f():
    sub = await bt.get_async_subtensor()
    return await sub.block
"#,
            r#"
import bittensor as bt
async def f():
    async with await bt.get_async_subtensor() as sub:
        return await sub.block
"#,
        );
    }

    #[test]
    fn where_with_is_missing_a_finally_closes() {
        check_unsafe_fix(
            "SUB001",
            r#"# sdk: 7.4.0
import bittensor as bt
def f():
    if True:
        sub: bt.subtensor = bt.subtensor()
        # first
        print(sub.tempo(1))  # last
    return 1
"#,
            r#"# sdk: 7.4.0
import bittensor as bt
def f():
    if True:
        sub: bt.subtensor = bt.subtensor()
        try:
            # first
            print(sub.tempo(1))  # last
        finally:
            sub.close()
    return 1
"#,
        );
    }

    #[test]
    fn what_connecting_gives_is_not_replaced_by_what_entering_binds() {
        let text = "from bittensor.extras import SubtensorApi\nasync def f():\n    sub = await SubtensorApi(async_subtensor=True).initialize()\n    print(await sub.get_current_block())\n";
        check_no_fix("SUB001", text);
    }

    #[test]
    fn a_close_that_is_known_to_raise_is_not_added() {
        for argument in ["retry_forever=True", "fallback_endpoints=[other]", "archive_endpoints=[other]"] {
            let text = format!("import bittensor as bt\nsub = bt.Subtensor({argument})\nprint(sub.block)\n");
            check_no_fix("SUB001", &text);
        }
    }

    #[test]
    fn what_is_pending_may_end_within_the_block() {
        let check = |before: &str, after: &str| {
            check_fix(
                "SUB001",
                &format!("import bittensor as bt\n{before}"),
                &format!("import bittensor as bt\n{after}"),
            );
        };
        check(
            "async def f():\n    sub = await bt.AsyncSubtensor().initialize()\n    tempo = sub.tempo(1)\n    return await tempo\n",
            "async def f():\n    async with bt.AsyncSubtensor() as sub:\n        tempo = sub.tempo(1)\n        return await tempo\n",
        );
        check(
            "def work(sub):\n    yield sub.block\ndef f():\n    sub = bt.Subtensor()\n    return list(work(sub)), sub.network\n",
            "def work(sub):\n    yield sub.block\ndef f():\n    with bt.Subtensor() as sub:\n        return list(work(sub)), sub.network\n",
        );
    }

    #[test]
    fn a_name_that_is_dropped_in_the_end_is_no_hindrance() {
        check_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    print(sub.block)\n    del sub\n    return 1\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor() as sub:\n        print(sub.block)\n        del sub\n        return 1\n",
        );
        check_no_fix(
            "SUB001",
            "# sdk: 8.5.2\nimport bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    print(sub.block)\n    sub = None\n",
        );
    }

    #[test]
    fn a_metagraph_that_leaves_the_block_makes_the_fix_unsafe() {
        check_unsafe_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    return sub.metagraph(1)\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor() as sub:\n        return sub.metagraph(1)\n",
        );
        check_unsafe_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    metagraph = bt.Metagraph(1, subtensor=sub)\n    return metagraph\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor() as sub:\n        metagraph = bt.Metagraph(1, subtensor=sub)\n        return metagraph\n",
        );
        check_fix(
            "SUB001",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    metagraph = sub.metagraph(1)\n    return metagraph.n\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor() as sub:\n        metagraph = sub.metagraph(1)\n        return metagraph.n\n",
        );
    }

    #[test]
    fn what_could_notice_is_left_alone() {
        let check = |body: &str| {
            let text = format!("import bittensor as bt, threading, asyncio\n{body}");
            check_no_fix("SUB001", &text);
        };
        // Used after the block.
        check(
            "def f(a):\n    if a:\n        sub = bt.Subtensor()\n        print(sub.block)\n    print(sub)\n",
        );
        // Captured by something that may run later.
        check("def f():\n    sub = bt.Subtensor()\n    return lambda: sub.block\n");
        check("def f():\n    sub = bt.Subtensor()\n    return (sub.hash(it) for it in range(3))\n");
        check("def f():\n    sub = bt.Subtensor()\n    threading.Thread(target=sub.watch).start()\n");
        check(
            "async def f():\n    sub = bt.AsyncSubtensor()\n    await sub.initialize()\n    asyncio.create_task(sub.watch())\n",
        );
        check("def f():\n    sub = bt.Subtensor()\n    return map(sub.tempo, range(3))\n");
        check(
            "def f():\n    sub = bt.Subtensor()\n    return work(sub)\ndef work(sub):\n    yield sub.block\n",
        );
        check(
            "def f():\n    sub = bt.Subtensor()\n    it = work(sub)\n    return it\ndef work(sub):\n    yield sub.block\n",
        );
        check(
            "async def f():\n    sub = bt.AsyncSubtensor()\n    await sub.initialize()\n    return sub.tempo(1)\n",
        );
        // Known to others as a name.
        check("sub = bt.Subtensor()\nprint(sub.block)\n__all__ = ['sub']\n");
        check("def f():\n    sub = bt.Subtensor()\n    return 'x {block}'.format(**locals())\n");
        // An alias, another statement on the line, nothing behind it.
        check("def f():\n    sub = bt.Subtensor()\n    other = sub\n    print(other.block)\n");
        check("def f():\n    sub = bt.Subtensor(); print(sub.block)\n");
        check("def f(a):\n    if a: sub = bt.Subtensor()\n    print(a)\n");
        check("def f():\n    sub = bt.Subtensor()\n");
        // An async one outside of an async function.
        check(
            "def f(loop):\n    sub = bt.AsyncSubtensor()\n    loop.run_until_complete(sub.initialize())\n    print(1)\n",
        );
        // A part of the file cannot be read.
        check("def f():\n    sub = bt.Subtensor()\n    print(sub.block)\ndef g(:\n");
    }

    #[test]
    fn a_client_of_rust_is_closed_on_every_way_out() {
        check_unsafe_fix(
            "SUB001",
            r#"use subtensor::Subtensor;
async fn f(url: &str, early: bool) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    if early {
        return Ok(0);
    }
    show(client.name().await?);
    client.block().await
}
"#,
            r#"use subtensor::Subtensor;
async fn f(url: &str, early: bool) -> Result<u64, Error> {
    let client = Subtensor::connect(url).await?;
    if early {
        let _ = client.close().await;
        return Ok(0);
    }
    show(match client.name().await {
        Ok(value) => value,
        Err(error) => {
            let _ = client.close().await;
            return Err(error.into());
        }
    });
    let result = client.block().await;
    let _ = client.close().await;
    result
}
"#,
        );
        check_unsafe_fix(
            "SUB001",
            "use tokio_tungstenite::connect_async;\r\nasync fn f(url: &str) {\r\n\tlet Ok((stream, _)) = connect_async(url).await else { return };\r\n\tshow(&stream);\r\n}\r\n",
            "use tokio_tungstenite::connect_async;\r\nasync fn f(url: &str) {\r\n\tlet Ok((mut stream, _)) = connect_async(url).await else { return };\r\n\tshow(&stream);\r\n\tlet _ = stream.close(None).await;\r\n}\r\n",
        );
    }

    #[test]
    fn the_scope_of_the_client_takes_the_rest_of_a_function() {
        check_unsafe_fix(
            "SUB001",
            r#"use subtensor::{Options, Subtensor};
async fn f(url: &str) -> anyhow::Result<u64> {
    let client = Subtensor::connect(url, Options::default()).await?;
    show(client.name().await?);
    Ok(client.block().await?)
}
"#,
            r#"use subtensor::{Options, Subtensor};
async fn f(url: &str) -> anyhow::Result<u64> {
    Ok(Subtensor::scope(url, Options::default(), async |client| {
        show(client.name().await?);
        client.block().await
    })
    .await?)
}
"#,
        );
    }

    #[test]
    fn what_is_moved_or_cannot_be_awaited_is_left_alone() {
        check_no_fix(
            "SUB001",
            r#"use subtensor::Subtensor;
async fn f(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    let work = async move { show(client.block().await) };
    work.await;
    Ok(())
}
"#,
        );
        check_no_fix(
            "SUB001",
            r#"use subtensor::Subtensor;
fn f(url: &str) {
    let client = block_on(Subtensor::connect(url)).unwrap();
    show(block_on(client.block()));
}
"#,
        );
    }
}
