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
//! A `with` is safe if the class has `__enter__` and `__exit__`, the former does no more than return `self`, and the latter no more than close; it is unsafe if they do more; a `try` with the closing method in its `finally` is unsafe.
//! Nothing is offered for an object that starts a task or thread with itself, which goes on when the call that started it has returned.
//!
//! ## When it errs
//!
//! An instance that is handed to a framework which calls its `close()` by name is reported, unless the config names that callee.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB007] the framework calls close()` on the line of the call or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::Loss;
use crate::finding::{Finding, Label};
use crate::ir::{BlockId, ClassId, LocalKind, Name, Op};
use crate::ownership::endless::reaches;
use crate::ownership::value::Step;

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
        let line = view.line(leak.span);
        let itself = closes_itself(&view, way);
        let fault = if view.is_discharged_somewhere() {
            format!("is {} on some paths, but not on the way out in line {line}", view.fate())
        } else if is_closed_behind(&view, way) {
            format!("is closed on some paths, but not on the way out in line {line}")
        } else if let Some(method) = &itself {
            format!("`{method}()` closes it on some paths only{}", view.often())
        } else {
            format!("is never closed{}", view.often())
        };
        let message = format!("this {class} owns a connection and {fault}{}", view.collector());
        let help = match itself.filter(|it| view.closing_method(way).as_ref() == Some(it)) {
            Some(method) => {
                format!("have `{method}()` close it on every way out, not only where all goes well")
            }
            None => view.advice(),
        };
        let mut finding = view.with_path(view.finding(&RULE, message, help), leak);
        // What a method of the object lets go of no later close reaches.
        finding.fix = view.scoped().filter(|_| leak.how != Loss::Dropped && view.is_made_here());
        if let Some(origin) = view.site.origin.and_then(|(body, site)| cx.view(body, site)) {
            let location = cx.location(origin.body, origin.site.span);
            finding.related.push(Label { message: format!("{class} opens its connection here"), location });
        }
        out.push(finding);
    }
}

/// The method that the flagged call runs, if it closes what it opens on some paths.
fn closes_itself(view: &View<'_, '_>, way: &[(ClassId, Step)]) -> Option<Name> {
    let method = view.site.callee.filter(|_| !view.is_made_here())?;
    let name = view.cx.program.project.function_name(method).clone();
    view.closes_by(&name, way).then_some(name)
}

/// Whether another call behind the flagged one closes the object, if only on paths on which the flagged one raises.
fn is_closed_behind(view: &View<'_, '_>, way: &[(ClassId, Step)]) -> bool {
    let body = view.cx.program.body(view.body);
    let points = || body.blocks.iter().flat_map(|it| &it.points);
    let callee = points().find_map(|it| match it.op {
        Op::Call { callee, .. } if it.span == view.site.span => Some(callee),
        _ => None,
    });
    let receiver = points().find_map(|it| match it.op {
        Op::Attr { dst, obj, .. } if Some(dst) == callee => Some(obj),
        _ => None,
    });
    let Some(object) = receiver.filter(|it| body.local(*it).kind == LocalKind::Named) else { return false };
    let behind = reaches(body, BlockId(view.site.block));
    let blocks = body.blocks.iter().zip(behind).filter(|it| it.1);
    blocks.flat_map(|it| &it.0.points).any(|it| match &it.op {
        Op::Attr { dst, obj, name } => *obj == object && Some(*dst) != callee && view.closes_by(name, way),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

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

    #[test]
    fn an_object_that_goes_on_in_the_background_is_not_scoped() {
        let main = "def main():\n    miner = Miner()\n    miner.start()\n";
        let ways = [
            "    def start(self):\n        self.task = asyncio.create_task(self.watch())\n",
            "    def start(self):\n        threading.Thread(target=self.watch, daemon=True).start()\n",
            "    def start(self):\n        self.spawn()\n    def spawn(self):\n        thread = threading.Thread(target=watch, args=(self,))\n        thread.start()\n",
            "    def start(self):\n        loop = asyncio.get_running_loop()\n        loop.call_later(1, lambda: self.watch())\n",
        ];
        for start in ways {
            let watch = "    async def watch(self):\n        print(self.sub.block)\n";
            check_no_fix("SUB007", &format!("import asyncio, threading\n{CLASS}{start}{watch}{main}"));
        }
        let other = "    def start(self):\n        self.task = asyncio.create_task(other())\n";
        let closed = "def main():\n    miner = Miner()\n    try:\n        miner.start()\n    finally:\n        miner.stop()\n";
        check_unsafe_fix("SUB007", &format!("{CLASS}{other}{main}"), &format!("{CLASS}{other}{closed}"));
    }

    #[test]
    fn a_close_that_wants_an_argument_is_not_called_without() {
        let class = CLASS.replace("def stop(self)", "def stop(self, reason)");
        check_no_fix(
            "SUB007",
            &format!("{class}def main():\n    miner = Miner()\n    print(miner.sub.block)\n"),
        );
    }
}
