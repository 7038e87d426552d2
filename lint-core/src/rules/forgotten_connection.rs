//! A connection is put where it is never dropped, so nothing can ever end it.
//!
//! ## Why is this bad?
//!
//! `mem::forget`, `Box::leak`, `ManuallyDrop` and `into_raw` switch off the one thing that closes a Rust client by itself: its drop.
//! Observed with jsonrpsee 0.26, a forgotten client stays open until the process ends, and then the node sees no close frame.
//!
//! ## Example
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn shared(url: &str) -> Result<&'static OnlineClient<PolkadotConfig>, subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?; // error
//!     Ok(Box::leak(Box::new(client)))
//! }
//! ```
//!
//! Use instead:
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use std::sync::Arc;
//!
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn shared(url: &str) -> Result<Arc<OnlineClient<PolkadotConfig>>, subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//!     Ok(Arc::new(client))
//! }
//! ```
//!
//! ## When it errs
//!
//! A raw pointer that is turned back with `from_raw` in another file is not seen; in the same file it is.
//!
//! ## How to silence it
//!
//! Write `// subtensor-lint: ignore[SUB101] C code gives it back` on a line of the opening statement or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};

pub(super) static RULE: Rule = Rule {
    id: "SUB101",
    name: "forgotten-connection",
    summary: "connection is kept from ever being dropped",
    level: Level::Error,
    since: "0.1.0",
    source: include_str!("forgotten_connection.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts.iter().filter(|it| !it.1.exhausted) {
        for ((span, site), callee) in &facts.forgotten {
            let Some(view) = cx.view(*body, *site) else { continue };
            let text = &cx.files[body.file as usize].text;
            if callee.ends_with("into_raw") && text.contains("from_raw") {
                continue;
            }
            let callee = callee.replace('.', "::");
            let message = format!("{} is never dropped, because `{callee}` takes it", view.name());
            let help = "share it with an `Arc`, or pass a reference".to_owned();
            let mut finding = view.finding(&RULE, message, help);
            let location = cx.location(*body, *span);
            finding.related.push(Label { message: "forgotten here".to_owned(), location });
            out.push(finding);
        }
    }
}
