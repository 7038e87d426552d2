//! Edits of Rust text: closes where there is none, `.await` where it is missing.
//!
//! Each reads the text anew and works on the places of its [`outline`]; it gives up rather than guess.
//! Whether the result still compiles nobody can say without types: what moves or restructures code is unsafe.

mod exits;
mod outline;
mod scope;

use crate::finding::Edit;
use crate::profile::Takes;
use crate::source::Span;
use outline::{Kind, Outline, holds};

pub use exits::close_on;
pub use scope::scope;

/// How a connection is closed in words: `client.close().await`.
#[derive(Debug, Clone)]
pub struct Close {
    /// With its arguments: `close(None)`.
    pub call: String,
    pub takes: Takes,
}

impl Close {
    fn statement(&self, name: &str) -> String {
        format!("let _ = {name}.{}.await;", self.call)
    }
}

/// Awaits the closing call at a place, if nothing but its statement has the future.
pub fn await_call(text: &str, call: Span) -> Option<Vec<Edit>> {
    let outline = Outline::new(text)?;
    let (_, statement) = outline.statement_around(call)?;
    let words = statement.span.text(text);
    let before = words.get(..(call.start - statement.span.start) as usize)?.trim();
    let after = words.get((call.end - statement.span.start) as usize..)?.trim();
    let is_unused = before.is_empty() || (before.starts_with("let _") && before.ends_with('='));
    let is_async = outline.function_around(call)?.is_async;
    (is_async && is_unused && after == ";").then(|| vec![insertion(call.end, ".await")])
}

/// Removes the closing call at a place, if it is a statement of its own.
pub fn remove_call(text: &str, call: Span) -> Option<Vec<Edit>> {
    let outline = Outline::new(text)?;
    let (_, statement) = outline.statement_around(call)?;
    let words = statement.span.text(text);
    let before = words.get(..(call.start - statement.span.start) as usize)?.trim();
    let after = words.get((call.end - statement.span.start) as usize..)?.trim();
    let is_own = before.is_empty() || before == "let _ =";
    if statement.kind != Kind::Plain || !is_own || !matches!(after, ".await;" | ".await?;" | ".await.ok();") {
        return None;
    }
    indent_of(text, statement.span.start)?;
    let line = line_start(text, statement.span.start);
    let rest = text.get(statement.span.end as usize..)?;
    let end = rest.find('\n').filter(|it| rest[..*it].trim().is_empty())?;
    let span = Span { start: line, end: statement.span.end + end as u32 + 1 };
    Some(vec![Edit { span, content: String::new() }])
}

/// Closes what a variable or field holds before the opening at a place is stored in it.
pub fn close_old(text: &str, opening: Span, close: &Close) -> Option<Vec<Edit>> {
    let outline = Outline::new(text)?;
    let around = outline.assignments.iter().filter(|it| holds(it.value, opening));
    let assignment = around.min_by_key(|it| it.whole.end - it.whole.start)?;
    let (_, statement) = outline.statement_around(assignment.whole)?;
    if statement.span.start != assignment.whole.start || !outline.function_around(opening)?.is_async {
        return None;
    }
    let target = assignment.target.text(text);
    let is_plain = target.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '.'));
    let is_field = target.contains('.');
    let indent = indent_of(text, statement.span.start).filter(|_| is_plain)?;
    let (newline, unit) = (newline(text), unit(indent));
    let content = match (assignment.is_option, close.takes) {
        (true, takes) => {
            let old = if takes == Takes::Mut { "mut old" } else { "old" };
            let inner = close.statement("old");
            format!(
                "if let Some({old}) = {target}.take() {{{newline}{indent}{unit}{inner}{newline}{indent}}}{newline}{indent}"
            )
        }
        // A field cannot give up what it holds and stay without.
        (false, Takes::Value) if is_field => return None,
        (false, _) => format!("{}{newline}{indent}", close.statement(target)),
    };
    Some(vec![insertion(statement.span.start, content)])
}

fn insertion(at: u32, content: impl Into<String>) -> Edit {
    Edit { span: Span { start: at, end: at }, content: content.into() }
}

fn line_start(text: &str, at: u32) -> u32 {
    text[..at as usize].rfind('\n').map_or(0, |it| it as u32 + 1)
}

/// The blanks before a place, if nothing else stands before it in its line.
fn indent_of(text: &str, at: u32) -> Option<&str> {
    let before = &text[line_start(text, at) as usize..at as usize];
    before.trim_start_matches('\u{feff}').trim().is_empty().then_some(before)
}

/// The blanks at the beginning of the line that a place is in.
fn indent_around(text: &str, at: u32) -> &str {
    let line = &text[line_start(text, at) as usize..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn unit(indent: &str) -> &'static str {
    if indent.contains('\t') { "\t" } else { "    " }
}
