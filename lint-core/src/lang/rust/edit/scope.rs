//! Puts the rest of a function into a client's own scope, which closes whatever happens.

use super::outline::{Kind, Outline, holds};
use super::{indent_of, insertion, unit};
use crate::finding::Edit;
use crate::source::Span;

/// Turns `let client = T::connect(url, options).await?;` and what follows into
/// `Ok(T::scope(url, options, async |client| { … }).await?)`.
///
/// Only where all that can fail in there is a request of the client, so that no error needs a type, and where the
/// function's error type takes the scope's.
pub fn scope(text: &str, opening: Span, name: &str, function: &str) -> Option<Vec<Edit>> {
    let outline = Outline::new(text)?;
    let call = outline.calls.iter().find(|it| it.span == opening).filter(|it| it.arguments.len() == 2)?;
    let binding = outline.lets.iter().find(|it| it.scope.is_none() && holds(it.init, opening))?;
    let around = outline.function_around(binding.span)?;
    let block = outline.block_around(binding.span).filter(|it| it.span == around.span)?;
    let is_bare = binding.init.text(text) == format!("{}.await?", opening.text(text));
    let fits = around.is_async && around.takes_any_error && is_bare && binding.names.len() == 1;
    let first = block.statements.iter().position(|it| it.span == binding.span).filter(|_| fits)? + 1;
    let (next, tail) = (block.statements.get(first)?, block.statements.last()?);
    let rest = Span { start: next.span.start, end: tail.span.end };
    let asks = |it: &str| it.starts_with(&format!("{name}.")) && it.ends_with(".await");
    let all_ask = outline
        .exits
        .iter()
        .filter(|it| holds(rest, it.whole))
        .all(|it| it.is_question && it.value.is_some_and(|it| asks(it.text(text))));
    let mut mentions = outline.mentions.iter().filter(|it| &*it.name == name && holds(rest, it.span));
    let is_lent = mentions.all(|it| it.is_lent);
    let is_bound_once =
        outline.bound.iter().filter(|it| &*it.0 == name && holds(around.span, it.1)).count() == 1;
    let is_long = outline.long_literals.iter().any(|it| holds(rest, *it));
    // `Ok(client.block().await?)` gives the client's own error without the `Ok` and the `?`.
    let words = tail.span.text(text);
    let bare = words.strip_prefix("Ok(").and_then(|it| it.strip_suffix("?)"));
    if tail.kind != Kind::Tail
        || !asks(bare.unwrap_or(words))
        || !all_ask
        || !is_lent
        || !is_bound_once
        || is_long
    {
        return None;
    }
    let indent = indent_of(text, binding.span.start)?;
    let unit = unit(indent);
    let mut edits = vec![
        Edit { span: Span { start: binding.span.start, end: opening.start }, content: "Ok(".to_owned() },
        Edit { span: call.last, content: function.to_owned() },
        Edit {
            span: Span { start: call.arguments[1].end, end: binding.span.end },
            content: format!(", async |{name}| {{"),
        },
    ];
    let mut at = binding.span.end as usize;
    while let Some(line) = text[at..rest.end as usize].find('\n').map(|it| at + it + 1) {
        if !text[line..].starts_with(['\n', '\r']) {
            edits.push(insertion(line as u32, unit));
        }
        at = line;
    }
    if bare.is_some() {
        let (start, end) = (tail.span.start, tail.span.end);
        edits.push(Edit { span: Span { start, end: start + 3 }, content: String::new() });
        edits.push(Edit { span: Span { start: end - 2, end }, content: String::new() });
    }
    let newline = super::newline(text);
    edits.push(insertion(rest.end, format!("{newline}{indent}}}){newline}{indent}.await?)")));
    Some(edits)
}
