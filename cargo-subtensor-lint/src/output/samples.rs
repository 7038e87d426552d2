//! Findings made by hand, on which the tests of all formats agree.

use lint_core::finding::{Applicability, Confidence, Edit, FileId, Finding, Fix, Label, Location, Severity};
use lint_core::rules::{Level, Rule};
use lint_core::source::{Language, Origin, SdkPin, SourceFile, Span};

use super::{Run, RunError};

const fn rule(id: &'static str, name: &'static str, level: Level) -> Rule {
    Rule::described(id, name, level)
}

static NEVER_CLOSED: Rule = rule("SUB001", "never-closed", Level::Error);
static PROCESS: Rule = rule("SUB008", "process-lifetime-connection", Level::Warning);
static REDUNDANT: Rule = rule("SUB014", "redundant-close", Level::Warning);
static IN_LOOP: Rule = rule("SUB016", "opened-in-loop", Level::Pedantic);

const CLIENT: &str = "\
# Größe
import bittensor as bt

def height(network):
    größe, sub = 1, bt.Subtensor(network)
    if not sub.is_fast_blocks():
        return None
    return sub.block

SUB = bt.Subtensor()
";

const SHUTDOWN: &str = "\
from client import SUB

def shutdown():
    with SUB as sub:
        sub.block
        sub.close()
";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
        language: Language::Python,
        pin: SdkPin::default(),
        root: ".".to_owned(),
        origin: Origin::Walked,
    }
}

/// The place of the `nth` occurrence (from 0) of `needle` in a file.
fn at(files: &[SourceFile], file: u32, needle: &str, nth: usize) -> Location {
    let (start, _) = files[file as usize].text.match_indices(needle).nth(nth).unwrap();
    Location { file: FileId(file), span: Span::new(start, start + needle.len()) }
}

fn label(message: &str, location: Location) -> Label {
    Label { message: message.to_owned(), location }
}

fn finding(rule: &'static Rule, message: &str, help: &str, location: Location) -> Finding {
    Finding {
        rule,
        severity: rule.level.severity(),
        confidence: Confidence::High,
        message: message.to_owned(),
        help: help.to_owned(),
        notes: Vec::new(),
        location,
        related: Vec::new(),
        trace: Vec::new(),
        fix: None,
        resource: "Subtensor".to_owned(),
        sdk: "bittensor 10.5.0".to_owned(),
        cause: None,
        fingerprint: "00c0ffee00c0ffee".to_owned(),
    }
}

/// Two files with one finding of each severity, one with labels in both files, and a file that was not read.
pub(crate) fn run() -> Run<'static> {
    let files = Vec::leak(vec![file("client.py", CLIENT), file("app/shutdown.py", SHUTDOWN)]);
    let open = at(files, 0, "bt.Subtensor(network)", 0);
    let never_closed = Finding {
        related: vec![label("this `return` leaves it open", at(files, 0, "return sub.block", 0))],
        trace: vec![
            label("opened here", open),
            label("when this is false", at(files, 0, "not sub.is_fast_blocks()", 0)),
            label("this `return` leaves it open", at(files, 0, "return sub.block", 0)),
        ],
        fix: Some(Fix {
            applicability: Applicability::Unsafe,
            description: "scope it with `with`".to_owned(),
            edits: vec![Edit { span: open.span, content: "…".to_owned() }],
        }),
        notes: vec!["with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`".to_owned()],
        ..finding(
            &NEVER_CLOSED,
            "`sub` is never closed; with bittensor 10.5.0 a dropped connection is closed only when the cyclic collector runs",
            "scope it: `with bt.Subtensor(network) as sub:`",
            open,
        )
    };
    let process = Finding {
        related: vec![
            label("used here", at(files, 1, "SUB", 0)),
            label("and here", at(files, 1, "SUB as sub", 0)),
        ],
        confidence: Confidence::Medium,
        ..finding(&PROCESS, "`SUB` lives as long as the process", "", at(files, 0, "bt.Subtensor()", 0))
    };
    let redundant = Finding {
        severity: Severity::Info,
        ..finding(
            &REDUNDANT,
            "the `with` block closes it already",
            "drop this `close()`",
            at(files, 1, "sub.close()", 0),
        )
    };
    let errors = vec![RunError::io("latin1.py".to_owned(), "not UTF-8".to_owned(), Origin::Walked)];
    Run {
        files,
        findings: vec![never_closed, process, redundant],
        errors,
        strict_only: 2,
        fixed: vec![],
        fixes: super::Fixes::None,
        suppressed: 1,
        held_back: true,
        ..Run::default()
    }
}

/// Sources, names and messages that try to write on the terminal.
pub(crate) fn hostile() -> Run<'static> {
    let text = "x = '\u{1b}]0;title\u{7}\u{9b}2J\u{202e}'\rbt.Subtensor()  # \u{1b}[31m\u{200f}\n";
    let files = Vec::leak(vec![file("a\u{1b}[2J\nb.py", text)]);
    let location = at(files, 0, "bt.Subtensor()", 0);
    let related = vec![label("\u{9b}2J here", at(files, 0, "x =", 0))];
    let hostile = finding(&NEVER_CLOSED, "`\u{1b}[5m` is \u{9b}2J open", "close \u{1b}c it", location);
    let errors = vec![RunError::io("\u{1b}.py".to_owned(), "not\u{7}".to_owned(), Origin::Walked)];
    Run {
        files,
        findings: vec![Finding { related, notes: vec!["\u{1b}[2J".to_owned()], ..hostile }],
        errors,
        ..Run::default()
    }
}

/// As many findings as `n_lines`, all in one file.
pub(crate) fn large(n_lines: usize) -> Run<'static> {
    let line = "bt.Subtensor()\n";
    let files = Vec::leak(vec![file("large.py", &line.repeat(n_lines))]);
    let span = |nth: usize| Span::new(nth * line.len(), (nth + 1) * line.len() - 1);
    let one = |nth| finding(&IN_LOOP, "opened", "", Location { file: FileId(0), span: span(nth) });
    Run { files, findings: (0..n_lines).map(one).collect(), ..Run::default() }
}

/// One finding at `needle` in a file with this text.
pub(crate) fn single(text: &str, needle: &str) -> Run<'static> {
    let files = Vec::leak(vec![file("a.py", text)]);
    let location = at(files, 0, needle, 0);
    let findings = vec![finding(&NEVER_CLOSED, "`x` is never closed", "close it", location)];
    Run { files, findings, ..Run::default() }
}
