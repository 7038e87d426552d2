//! A client is dropped whose background task keeps the connection open.
//!
//! ## Why is this bad?
//!
//! From 0.50 on, subxt's default constructors spawn a task that drives the connection and holds a part of it.
//! Dropping the client does not end that task.
//! Observed with 0.50 and 0.51 on a node that serves `chainHead`: of 20 clients that were made and dropped, 20 stayed open until the process ended, without one close frame.
//!
//! In `main` it is a warning only, since the process ends soon after.
//!
//! ## Example
//!
//! ```rust
//! // lock: subxt 0.51.1
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn block(url: &str) -> Result<u64, subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?; // error
//!     client.latest().await
//! }
//! ```
//!
//! Use instead:
//!
//! ```rust
//! // lock: subxt 0.51.1
//! use std::sync::Arc;
//!
//! use subxt::backend::{CombinedBackend, rpc::RpcClient};
//! use subxt::{OnlineClient, PolkadotConfig};
//! use tokio_util::task::AbortOnDropHandle;
//!
//! async fn block(url: &str) -> Result<u64, subxt::Error> {
//!     let rpc = RpcClient::from_url(url).await?;
//!     let (backend, mut driver) = CombinedBackend::builder().build(rpc).await?;
//!     let _driver = AbortOnDropHandle::new(tokio::spawn(async move { while driver.next().await.is_some() {} }));
//!     let client = OnlineClient::<PolkadotConfig>::from_backend(Arc::new(backend)).await?;
//!     client.latest().await
//! }
//! ```
//!
//! ## When it errs
//!
//! A node that does not serve `chainHead` is reached by the legacy backend, which closes on drop; the linter does not see nodes.
//! A client that an object keeps is reported where the object is dropped that was made with it; what a method puts into a field later is not followed to the end of the object.
//!
//! ## How to silence it
//!
//! Write `// subtensor-lint: ignore[SUB104] a short-lived command` on a line of the opening statement or above it.

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::{Leak, Loss};
use crate::finding::{Finding, Severity};
use crate::profile::DropEffect;

pub(super) static RULE: Rule = Rule {
    id: "SUB104",
    name: "drop-does-not-close",
    summary: "dropping the client leaves its connection open",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("drop_does_not_close.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for view in cx.sites() {
        let is_driven = view.knowledge().resource(view.resource()).drop == DropEffect::Driver;
        let lost = |it: &&Leak| !matches!(it.how, Loss::Reopened(_));
        if let (true, Some(leak)) = (is_driven, view.written_leaks().find(lost)) {
            out.push(report(&view, leak));
        }
    }
}

fn report(view: &View<'_, '_>, leak: &Leak) -> Finding {
    let message =
        format!("dropping {} does not close its connection{}{}", view.name(), view.often(), view.collector());
    let help = "build the backend yourself and abort its driver, or keep one client for the whole program"
        .to_owned();
    let mut finding = view.with_path(view.finding(&RULE, message, help), leak);
    if view.is_in_main() {
        finding.severity = Severity::Warning;
    }
    finding
}
