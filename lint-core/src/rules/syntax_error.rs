//! A part of a file cannot be parsed, and the connections in it are not judged.
//!
//! ## Why is this bad?
//!
//! What the linter cannot read it cannot follow: a connection that is opened or closed in the broken part is invisible.
//! The rest of the file is still analysed, and the message says how many lines were not.
//! Python itself will refuse to run the file, unless it is meant for another version or is a template.
//!
//! The same is said of a file that nests its syntax too deeply to be read (500 levels in Python, 300 in Rust), and of a function that opens so many connections on so many paths that judging it would take too long; neither happens in code that people write.
//!
//! It is a warning for files that are named on the command line and information for files found in a folder, so that one half-written file does not fail a build.
//! A file of a folder that neither names anything that opens a connection nor shares imports with one that does is not parsed at all; name it to have it looked at.
//!
//! ## Example
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def tempo() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.tempo(netuid 1)  # error
//! ```
//!
//! Use instead:
//!
//! ```python
//! import bittensor as bt
//!
//!
//! def tempo() -> int:
//!     with bt.Subtensor(network="finney") as sub:
//!         return sub.tempo(netuid=1)
//! ```
//!
//! Of a Markdown document or a notebook, only the block or the lines of a cell that cannot be parsed are left out.
//!
//! ## When it errs
//!
//! The grammar knows Python 3.8 to 3.14; syntax that is newer is reported although the interpreter accepts it.
//! Some faults that the interpreter refuses, like `return` outside a function, are accepted here.
//!
//! ## How to silence it
//!
//! Leave the file out with `exclude = ["templates/**"]` in the config, or write `# subtensor-lint: ignore[SUB901] a template` on the broken line or above it.

use super::context::Context;
use super::{Level, Rule};
use crate::finding::{FileId, Finding, Location, Severity};
use crate::lang::{Fault, SyntaxError};
use crate::source::{Origin, Span};

pub(super) static RULE: Rule = Rule {
    id: "SUB901",
    name: "syntax-error",
    summary: "part of a file cannot be parsed",
    level: Level::Warning,
    since: "0.1.0",
    source: include_str!("syntax_error.rs"),
    check,
};

/// Syntax errors are known before anything is analysed; see [`report`].
fn check(_cx: &Context<'_>, _out: &mut Vec<Finding>) {}

/// One finding for a part of a file that the grammar could not read.
pub(crate) fn report(file: FileId, origin: Origin, error: &SyntaxError) -> Finding {
    let lines = if error.lines == 1 { "1 line is".to_owned() } else { format!("{} lines are", error.lines) };
    let (what, help) = match error.fault {
        Fault::Syntax => {
            ("this part cannot be parsed", "mend the syntax, or leave the file out with `exclude`")
        }
        Fault::Depth => {
            ("this is nested too deeply to be read", "split it, or leave the file out with `exclude`")
        }
    };
    about(file, origin, error.span, format!("{what}: {lines} not analysed"), help)
}

/// One finding for a function that opens connections and is too complex to be judged; `lines` is its length.
pub(crate) fn too_complex(file: FileId, origin: Origin, span: Span, lines: usize) -> Finding {
    let message =
        format!("this is too complex to be judged: connections in its {lines} lines are not reported");
    about(file, origin, span, message, "split it into functions")
}

fn about(file: FileId, origin: Origin, span: Span, message: String, help: &str) -> Finding {
    Finding {
        severity: severity(origin),
        ..Finding::about_text(&RULE, Location { file, span }, message, help)
    }
}

/// The finding for a document of which nothing could be read.
pub(crate) fn report_broken(file: FileId, origin: Origin, span: Span, cause: &str) -> Finding {
    let help = "mend the file, or leave it out with `exclude`";
    let message = format!("this is no notebook that can be read: {cause}");
    Finding {
        severity: severity(origin),
        ..Finding::about_text(&RULE, Location { file, span }, message, help)
    }
}

fn severity(origin: Origin) -> Severity {
    if origin == Origin::Named { Severity::Warning } else { Severity::Info }
}
