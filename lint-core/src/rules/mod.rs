//! The rules: each file is one rule with its page, its metadata, its check and its tests.
//!
//! To add one, write its file and put it into [`ALL`]; a test complains about a file that is not there.

mod advice;
mod close_not_awaited;
pub(crate) mod context;
mod detached_task_owns_connection;
mod discarded_connection;
mod drop_does_not_close;
mod exit_while_open;
mod forgotten_connection;
mod implicit_connection;
mod never_closed;
mod not_closed_on_error;
mod not_closed_on_every_path;
mod opened_in_loop;
mod owner_never_closes;
mod owner_not_closed;
mod process_lifetime_connection;
mod redundant_close;
pub(crate) mod reopened_without_close;
mod shared_between_threads;
pub(crate) mod syntax_error;
pub(crate) mod unused_ignore;
mod used_after_close;
mod used_before_initialize;
mod wrong_context_manager;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use context::Context;

use crate::finding::{Finding, Location, Severity};
use crate::source::{Language, Span};

/// When a rule is asked for, unless the user says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
    /// Only with `--strict`; a warning then.
    Strict,
    /// Only with `--pedantic`; information then.
    Pedantic,
}

impl Level {
    pub fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning | Level::Strict => Severity::Warning,
            Level::Pedantic => Severity::Info,
        }
    }
}

/// A rule as plain data; a user knows it by `id` or by `name`.
#[derive(Debug)]
pub struct Rule {
    /// "SUB001"; never changed, never used again.
    pub id: &'static str,
    /// "never-closed"; reads as the fault.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    pub level: Level,
    /// The version that first had it.
    pub since: &'static str,
    /// The source of the rule's file, whose leading `//!` lines are its page.
    pub source: &'static str,
    /// Adds what the rule finds in a judged program.
    pub(crate) check: fn(&Context<'_>, &mut Vec<Finding>),
}

/// The rules that speak of a connection left open, the most specific first: a site gives one such finding.
static LEAKS: &[&str] = &[
    "SUB101", "SUB103", "SUB104", "SUB010", "SUB004", "SUB005", "SUB009", "SUB008", "SUB007", "SUB006",
    "SUB002", "SUB001", "SUB003",
];

/// Rules about what the compiler of Rust refuses, or what the language does not have.
static NOT_RUST: &[&str] = &["SUB009", "SUB011", "SUB012", "SUB015"];

impl Rule {
    /// A rule that finds nothing, for tests of what shows rules.
    pub const fn described(id: &'static str, name: &'static str, level: Level) -> Rule {
        fn check(_: &Context<'_>, _: &mut Vec<Finding>) {}
        Rule { id, name, summary: "a rule for tests", level, since: "0.1.0", source: "//! A page.\n", check }
    }

    /// The rule's page in Markdown.
    pub fn page(&self) -> String {
        let lines = self.source.lines().take_while(|line| line.starts_with("//!"));
        let text =
            |line: &str| line.strip_prefix("//! ").or(line.strip_prefix("//!")).unwrap_or("").to_owned();
        lines.map(|line| text(line) + "\n").collect()
    }

    /// Where the page can be read.
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

/// Every rule, in the order of the documentation.
pub static ALL: &[&Rule] = &[
    &never_closed::RULE,
    &not_closed_on_every_path::RULE,
    &not_closed_on_error::RULE,
    &discarded_connection::RULE,
    &reopened_without_close::RULE,
    &owner_never_closes::RULE,
    &owner_not_closed::RULE,
    &process_lifetime_connection::RULE,
    &implicit_connection::RULE,
    &close_not_awaited::RULE,
    &wrong_context_manager::RULE,
    &used_before_initialize::RULE,
    &used_after_close::RULE,
    &redundant_close::RULE,
    &shared_between_threads::RULE,
    &opened_in_loop::RULE,
    &forgotten_connection::RULE,
    &exit_while_open::RULE,
    &detached_task_owns_connection::RULE,
    &drop_does_not_close::RULE,
    &unused_ignore::RULE,
    &syntax_error::RULE,
];

/// Runs every rule; of several leak findings at one opening the most specific stays.
pub(crate) fn run(cx: &Context<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for rule in ALL {
        (rule.check)(cx, &mut all);
    }
    all.retain(|it| {
        let language = cx.files[it.location.file.0 as usize].language;
        language != Language::Rust || !NOT_RUST.contains(&it.rule.id)
    });
    let rank = |it: &Finding| LEAKS.iter().position(|id| *id == it.rule.id);
    all.sort_by_key(|it| (it.location.file, it.location.span, rank(it).is_none(), rank(it), it.rule.id));
    // Of several that say the same the one that shows most is kept, whatever the order of files.
    let place = |it: &Location| (cx.files[it.file.0 as usize].path.clone(), it.span);
    let story = |it: &Finding| -> Vec<(String, Span)> {
        it.related.iter().chain(&it.trace).map(|it| place(&it.location)).collect()
    };
    let same = |a: &Finding, b: &Finding| a.location == b.location && a.rule == b.rule;
    for alike in all.chunk_by_mut(same).filter(|it| it.len() > 1) {
        alike.sort_by_cached_key(|it| {
            (it.fix.is_none(), Reverse(it.related.len() + it.trace.len()), story(it))
        });
    }
    all.dedup_by(|next, kept| {
        let same_place = next.location == kept.location;
        same_place && ((rank(next).is_some() && rank(kept).is_some()) || next.rule == kept.rule)
    });
    all
}

/// The rule with this id or name, in any case.
pub fn find(id_or_name: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.id.eq_ignore_ascii_case(id_or_name) || rule.name.eq_ignore_ascii_case(id_or_name))
}

/// The ids of the rules that run when the user asks for nothing.
pub fn default_ids() -> BTreeSet<&'static str> {
    let runs = |rule: &&&Rule| matches!(rule.level, Level::Error | Level::Warning);
    ALL.iter().filter(runs).map(|rule| rule.id).collect()
}
