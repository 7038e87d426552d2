//! One connection is used by a thread, and by another one or by its opener at the same time.
//!
//! ## Why is this bad?
//!
//! A sync connection sends a request and then waits for the answer on the same websocket.
//! Two threads that do so at once read each other's answers, or websockets raises "cannot call recv while another thread is already running recv".
//! Opening a connection for each thread helps only if each of them is closed too.
//!
//! ## Example
//!
//! ```python
//! from concurrent.futures import ThreadPoolExecutor
//!
//! import bittensor as bt
//!
//!
//! def tempo(sub: bt.Subtensor, netuid: int) -> int:
//!     return sub.tempo(netuid)
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub, ThreadPoolExecutor() as pool:
//!         first = pool.submit(tempo, sub, 1)  # error
//!         print(sub.block)
//!         print(first.result())
//! ```
//!
//! Use instead:
//!
//! ```python
//! from concurrent.futures import ThreadPoolExecutor
//!
//! import bittensor as bt
//!
//!
//! def tempo(netuid: int) -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.tempo(netuid)
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub, ThreadPoolExecutor() as pool:
//!         first = pool.submit(tempo, 1)
//!         print(sub.block)
//!         print(first.result())
//! ```
//!
//! ## When it errs
//!
//! Threads that take turns without a lock, by an event or a queue, are reported.
//! A function in which a lock is mentioned is believed to guard every use, and so is a class for its attributes.
//! A thread that one method starts is not followed into other methods.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB015] reason` on the line that starts the thread or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::Kept;
use crate::finding::{Finding, Label};
use crate::ir::{ClassId, FnId, Name};
use crate::ownership::value::Step;
use crate::profile::{Opens, Style};
use crate::source::Span;

pub(super) static RULE: Rule = Rule {
    id: "SUB015",
    name: "shared-between-threads",
    summary: "connection is used by a thread and elsewhere at the same time",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("shared_between_threads.rs"),
    check,
};

const HELP: &str = "open and close a connection in each thread, or guard every use with one lock";

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts {
        for ((thread, id), other) in &facts.shared {
            let Some(view) = cx.view(*body, *id) else { continue };
            let name = view.name();
            let message = if thread == other {
                format!("{name} is used by every thread that is started here: they read each other's answers")
            } else {
                format!("{name} is used by a thread from here on, and elsewhere meanwhile")
            };
            let mut finding = view.finding_at(&RULE, *thread, message, HELP.to_owned());
            let label = |message: &str, span| Label {
                message: message.to_owned(),
                location: cx.location(view.body, span),
            };
            finding.related.push(label("opened here", view.site.span));
            if thread != other {
                finding.related.push(label("used here while the thread may run", *other));
            }
            out.push(finding);
        }
        for ((thread, field), other) in &facts.shared_fields {
            out.extend(shared_field(cx, *body, (*thread, *other), field));
        }
    }
}

/// The finding about a field that methods share with a thread, if it holds a connection that cannot be shared.
fn shared_field(
    cx: &Context<'_>,
    body: FnId,
    (thread, other): (Span, Span),
    field: &Name,
) -> Option<Finding> {
    let view = opened_for(cx, cx.program.body(body).class?, field)?;
    let message = if thread == other {
        format!("`self.{field}` is used by every thread that is started here: they read each other's answers")
    } else {
        format!("`self.{field}` is used by a thread from here on, and elsewhere meanwhile")
    };
    let mut finding = view.finding_at(&RULE, thread, message, HELP.to_owned());
    finding.location = cx.location(body, thread);
    let opened = cx.location(view.body, view.site.span);
    finding.related.push(Label { message: "opened here".to_owned(), location: opened });
    if thread != other {
        let message = "used here while the thread may run".to_owned();
        finding.related.push(Label { message, location: cx.location(body, other) });
    }
    Some(finding)
}

/// The opening of a connection that methods of the class keep in a field, where no thread may share it.
fn opened_for<'c, 'a>(cx: &'c Context<'a>, class: ClassId, field: &Name) -> Option<View<'c, 'a>> {
    let family = cx.program.project.family(class);
    cx.facts.iter().find_map(|(body, facts)| {
        let is_it = |kept: &Kept| match kept {
            Kept::Field(sym, step @ Step::Attr(name)) if name == field => {
                cx.closers.owner_of(sym, step, *body).is_some_and(|it| family.contains(&it.0))
            }
            _ => false,
        };
        let mut kept = facts.kept.iter().filter(|it| it.1.iter().any(is_it));
        kept.find_map(|(id, _)| cx.view(*body, *id).filter(|it| cannot_be_shared(it)))
    })
}

fn cannot_be_shared(view: &View<'_, '_>) -> bool {
    let resource = view.knowledge().resource(view.resource());
    resource.style == Style::Sync && resource.opens == Opens::Constructor
}
