//! A connection lives as long as the process: at module or class level, in a default argument or in a cache.
//!
//! ## Why is this bad?
//!
//! It is opened by an import, so every test, worker and command-line help pays for it, and an import fails when the node does not answer.
//! No caller can close it, and all threads share it: `websockets` raises `ConcurrencyError` when two of them read at once.
//! It ends only with the process: with bittensor 8.4.0 to 10.5 a sync connection is not closed by the garbage collector either.
//! With 11 a blocking `bt.Subtensor()` connects on first use and closes itself at exit; it may live at module level and is no finding.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//! sub = bt.Subtensor(network="finney")  # error
//!
//!
//! def current_block() -> int:
//!     return sub.get_current_block()
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def current_block(sub: bt.Subtensor) -> int:
//!     return sub.get_current_block()
//!
//!
//! def main() -> None:
//!     with bt.Subtensor(network="finney") as sub:
//!         print(current_block(sub))
//! ```
//!
//! Or, where one connection has to serve the whole process, say who closes it:
//!
//! ```python
//! import atexit
//!
//! import bittensor as bt
//!
//! sub = bt.Subtensor(network="finney")
//! atexit.register(sub.close)
//!
//!
//! def current_block() -> int:
//!     return sub.get_current_block()
//! ```
//!
//! ## When it errs
//!
//! A shutdown hook that is registered outside the checked files is not seen.
//! In Rust a static is never dropped; a client that its drop would close is no finding if a function that mentions the static also writes `take`, `remove`, `None` or the like.
//!
//! ## How to silence it
//!
//! Write `# subtensor-lint: ignore[SUB008] one per worker, ends with it` on the line of the opening call or above it.

use std::collections::BTreeSet;

use super::context::{Context, View};
use super::{Level, Rule};
use crate::facts::Kept;
use crate::finding::Finding;
use crate::ir::{FnId, Name, Root};
use crate::profile::DropEffect;

pub(super) static RULE: Rule = Rule {
    id: "SUB008",
    name: "process-lifetime-connection",
    summary: "connection lives as long as the process",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("process_lifetime_connection.rs"),
    check,
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Objects that have been told: the call that comes first stands for all that may have it open its connection.
    let mut told: BTreeSet<&Kept> = BTreeSet::new();
    for view in cx.sites() {
        let Some(kept) = view.facts.kept.get(&view.id) else { continue };
        if view.knowledge().resource(view.resource()).self_closing {
            continue;
        }
        let in_default =
            |it: &Kept| matches!(it, Kept::Field(sym, _) if cx.closers.is_shared_default(sym, view.body));
        let lasting: Vec<&Kept> = kept.iter().filter(|it| lasts(it) || in_default(it)).collect();
        let connected = |it: &&&Kept| view.facts.kept_open.contains(&view.id) || cx.closers.connects(it);
        let closed = view.is_closed_where_kept() || lasting.iter().any(|it| is_let_go(cx, &view, it));
        if let (false, Some(place)) = (closed, lasting.iter().find(connected)) {
            if view.is_opened_in_keeper() && !told.insert(place) {
                continue;
            }
            let name = view.name();
            let message = match place {
                Kept::ClassLevel(class, _) => {
                    format!("{name} is opened when {} is defined and shared by all instances for good", view.class_name(*class))
                }
                Kept::Root(Root::Global(_, it)) if it.starts_with("<default") => {
                    "this default value is a connection that is opened once, with the definition, and never closed".to_owned()
                }
                Kept::Root(Root::Global(_, it)) if it.starts_with("<cache") => {
                    "the result of this function is cached, so its connection is never closed".to_owned()
                }
                Kept::Root(Root::Global(_, it)) if view.is_opened_in_keeper() => {
                    format!("`{it}` lives as long as the process, and nothing closes the connection that it opens here")
                }
                it if in_default(it) => {
                    "this connection is kept in a default value, which lives as long as the process, and nothing closes it".to_owned()
                }
                _ => {
                    let what = if name.starts_with('`') { format!("{name} is a connection that") } else { name };
                    format!("{what} lives as long as the process and nothing closes it")
                }
            };
            let help = "open it where it is used, or close it at the end: `atexit.register(….close)`, a shutdown hook".to_owned();
            out.push(view.finding(&RULE, message + &view.collector(), help));
        }
    }
}

/// Whether a function takes out of a static of Rust what its drop closes: it says so by a word like `take`.
fn is_let_go(cx: &Context<'_>, view: &View<'_, '_>, kept: &Kept) -> bool {
    let root = match kept {
        Kept::Root(root) => root,
        Kept::Field(sym, _) => &sym.root,
        Kept::ClassLevel(..) | Kept::Returned(..) => return false,
    };
    let Root::Global(_, name) = root else { return false };
    let knowledge = view.knowledge();
    if !knowledge.is_rust || knowledge.resource(view.resource()).drop != DropEffect::Closes {
        return false;
    }
    let words: Vec<Name> = LET_GO.iter().map(|it| Name::from(*it)).collect();
    let lets_go = words.iter().flat_map(|it| cx.program.mentioning(it));
    let lets_go: BTreeSet<FnId> = lets_go.map(|it| it.id).collect();
    // In the module itself stands what it holds at first.
    cx.program.mentioning(name).any(|it| it.id.index != 0 && lets_go.contains(&it.id))
}

/// What is written where something is taken out of a lock, cell or container, or replaced by nothing.
const LET_GO: &[&str] = &[
    "None",
    "take",
    "remove",
    "swap_remove",
    "clear",
    "drain",
    "retain",
    "pop",
    "pop_front",
    "pop_back",
    "truncate",
    "invalidate",
];

/// Whether the place lives as long as the process; a variable of an enclosing function does not.
fn lasts(kept: &Kept) -> bool {
    match kept {
        Kept::ClassLevel(..) | Kept::Root(Root::Global(..)) => true,
        // What a package outside of the program owns, it ends: `st.session_state["sub"]`.
        Kept::Field(sym, _) => match &sym.root {
            Root::Global(_, name) => !name.contains('.'),
            root => matches!(root, Root::Class(_)),
        },
        Kept::Root(_) | Kept::Returned(..) => false,
    }
}
