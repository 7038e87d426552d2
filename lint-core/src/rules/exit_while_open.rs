//! The process is ended while a connection is open, so that nothing says goodbye to the node.
//!
//! ## Why is this bad?
//!
//! `std::process::exit` and `abort` run no destructors, and what a client does on drop needs a running runtime.
//! Observed with jsonrpsee 0.26, the node sees the connection cut off, even where the client was dropped the moment before.
//!
//! ## Example
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn run(url: &str) -> Result<(), subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//!     if client.blocks().at_latest().await.is_err() {
//!         std::process::exit(1); // error
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Use instead:
//!
//! ```rust
//! // lock: subxt 0.44.0
//! use std::process::ExitCode;
//!
//! use subxt::{OnlineClient, PolkadotConfig};
//!
//! async fn run(url: &str) -> Result<ExitCode, subxt::Error> {
//!     let client = OnlineClient::<PolkadotConfig>::from_url(url).await?;
//!     if client.blocks().at_latest().await.is_err() {
//!         return Ok(ExitCode::FAILURE);
//!     }
//!     Ok(ExitCode::SUCCESS)
//! }
//! ```
//!
//! ## When it errs
//!
//! Connections of the functions that called this one are not seen.
//!
//! ## How to silence it
//!
//! Write `// subtensor-lint: ignore[SUB102] nothing is in flight` on the line of the call or above it.

use std::collections::BTreeSet;

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{Finding, Label};

pub(super) static RULE: Rule = Rule {
    id: "SUB102",
    name: "exit-while-open",
    summary: "process is ended while a connection is open",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("exit_while_open.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (body, facts) in cx.facts.iter().filter(|it| !it.1.exhausted) {
        let mut said = BTreeSet::new();
        for (span, site) in &facts.halted {
            let Some(view) = cx.view(*body, *site).filter(|it| it.is_connection()) else { continue };
            if !said.insert(*span) {
                continue;
            }
            let message = format!("the process ends here while {} is open", view.name());
            let help =
                "return an `ExitCode` from `main`, so that the connection is closed on the way".to_owned();
            let mut finding = view.finding_at(&RULE, *span, message, help);
            let location = cx.location(*body, view.site.span);
            finding.related.push(Label { message: "opened here".to_owned(), location });
            out.push(finding);
        }
    }
}
