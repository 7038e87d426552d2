//! A task that never ends holds a connection, and nobody has a handle to stop it.
//!
//! ## Why is this bad?
//!
//! Dropping the handle of a task does not end the task: its loop runs on, and with it the connection.
//! A program that starts such a task on every reconnect holds one more connection each time.
//!
//! ## Example
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn watch(url: &str) -> Result<(), subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?; // error
//!     tokio::spawn(async move {
//!         loop {
//!             println!("{:?}", client.blocks().at_latest().await);
//!         }
//!     });
//!     Ok(())
//! }
//! ```
//!
//! Use instead:
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use subxt::{OnlineClient, PolkadotConfig};
//! use tokio_util::sync::CancellationToken;
//!
//! async fn watch(url: &str, stop: CancellationToken) -> Result<(), subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//!     tokio::spawn(async move {
//!         loop {
//!             tokio::select! {
//!                 _ = stop.cancelled() => break,
//!                 block = client.blocks().at_latest() => println!("{block:?}"),
//!             }
//!         }
//!     });
//!     Ok(())
//! }
//! ```
//!
//! ## When it errs
//!
//! A task that is meant to run as long as the program does no harm; say so in an ignore comment.
//!
//! ## How to silence it
//!
//! Write `// subtensor-lint: ignore[SUB103] runs as long as the program` on a line of the opening statement or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};

pub(super) static RULE: Rule = Rule {
    id: "SUB103",
    name: "detached-task-owns-connection",
    summary: "task that nobody can stop holds a connection",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("detached_task_owns_connection.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts.iter().filter(|it| !it.1.exhausted) {
        for (task, held) in &facts.tasks {
            let Some(task) = cx.view(*body, *task) else { continue };
            let Some(leak) = task.written_leaks().next() else { continue };
            for site in held {
                let Some(view) = cx.view(*body, *site).filter(|it| it.is_connection()) else { continue };
                let message = format!(
                    "{} is held by a task that never ends and whose handle is lost{}",
                    view.name(),
                    view.often()
                );
                let help =
                    "keep the handle and abort it, or let a `select!` or a channel end the loop".to_owned();
                let mut finding = view.finding(&RULE, message, help);
                let location = cx.location(*body, task.site.span);
                finding.related.push(Label { message: "the task is started here".to_owned(), location });
                let location = cx.location(*body, leak.span);
                if leak.span.start < leak.span.end {
                    finding.related.push(Label { message: "its handle is lost here".to_owned(), location });
                }
                out.push(finding);
            }
        }
    }
}
