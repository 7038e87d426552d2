//! Closes a connection on the ways out on which it is forgotten.

use super::outline::{Block, Exit, Function, Kind, Let, Outline, holds};
use super::{Close, indent_around, indent_of, insertion, newline, unit};
use crate::finding::Edit;
use crate::profile::Takes;
use crate::source::Span;

/// The edits that close on every way out.
#[derive(Debug)]
pub struct Closed {
    pub edits: Vec<Edit>,
    /// Only statements were added, before `return`, `break` or `continue`.
    pub is_plain: bool,
}

/// Where a connection is bound, and what it is called there.
struct Binding<'o> {
    name: &'o str,
    /// The block in which the name is good.
    scope: Span,
    function: &'o Function,
}

/// Closes the connection that is opened at a place, and bound to a name, on each of the ways given.
pub fn close_on(text: &str, opening: Span, name: &str, ways: &[Span], close: &Close) -> Option<Closed> {
    let outline = Outline::new(text)?;
    let around = outline.lets.iter().filter(|it| holds(it.init, opening));
    let bound_by = around.min_by_key(|it| it.init.end - it.init.start)?;
    let bound = bound_by.names.iter().find(|it| &*it.name == name)?;
    let binding = Binding {
        name,
        scope: match bound_by.scope {
            Some(it) => it,
            None => outline.block_around(bound_by.span)?.span,
        },
        function: outline.function_around(bound_by.span)?,
    };
    let others = outline.bound.iter().filter(|it| &*it.0 == name && it.1 != bound.span);
    let is_shadowed = others.into_iter().any(|it| holds(binding.scope, it.1));
    // What leaks in the binding's own statement is the connection of an earlier round, which has the name no more.
    let is_early = ways.iter().any(|it| it.start < bound_by.span.end);
    let is_sync = !binding.function.is_async;
    if is_sync || is_early || is_shadowed || is_moved(&outline, &binding, bound_by, ways) {
        return None;
    }
    let mut closed = Closed { edits: vec![], is_plain: true };
    if close.takes == Takes::Mut && !bound.is_mut {
        closed.edits.push(insertion(bound.span.start, "mut "));
        closed.is_plain = false;
    }
    // What surrounds comes before what is inside: both may begin at the same place.
    let ends = ways.iter().filter(|it| it.text(text) == "}");
    for way in ends.clone() {
        let block = outline.blocks.iter().find(|it| it.span == binding.scope && it.span.end == way.end)?;
        closed.is_plain = false;
        closed.edits.extend(at_end(text, &outline, block, name, close)?);
    }
    for way in ways.iter().filter(|it| it.text(text) != "}") {
        match outline.exits.iter().find(|it| it.at == *way) {
            Some(exit) => leave(text, &outline, &binding, exit, ways, close, &mut closed)?,
            None => {
                closed.is_plain = false;
                closed.edits.push(instead_of_drop(text, &outline, *way, name, close)?);
            }
        }
    }
    Some(closed)
}

/// Whether somebody else may have the connection where it is to be closed.
fn is_moved(outline: &Outline, binding: &Binding<'_>, bound_by: &Let, ways: &[Span]) -> bool {
    let last = ways.iter().map(|it| it.end).max().unwrap_or_default();
    let mut mentions = outline.mentions.iter().filter(|it| {
        &*it.name == binding.name && holds(binding.scope, it.span) && it.span.start >= bound_by.span.end
    });
    mentions.any(|it| {
        let inner = outline.function_around(it.span).filter(|inner| inner.span != binding.function.span);
        let is_taken = inner.is_some_and(|it| it.is_move);
        let is_dropped = ways.iter().any(|way| holds(*way, it.span));
        is_taken || (!it.is_lent && it.span.start < last && !is_dropped)
    })
}

/// Before the end of a block; a value that needs the connection is worked out first.
fn at_end(text: &str, outline: &Outline, block: &Block, name: &str, close: &Close) -> Option<Vec<Edit>> {
    let (last, newline) = (block.statements.last()?, newline(text));
    let statement = close.statement(name);
    let line = indent_of(text, last.span.start).map(|indent| format!("{newline}{indent}"));
    let gap = line.unwrap_or_else(|| " ".to_owned());
    match last.kind {
        Kind::Leaves => None,
        Kind::Plain => Some(vec![insertion(last.span.end, format!("{gap}{statement}"))]),
        Kind::Tail if outline.mentions(last.span, name) => Some(vec![
            insertion(last.span.start, "let result = "),
            insertion(last.span.end, format!(";{gap}{statement}{gap}result")),
        ]),
        Kind::Tail => Some(vec![insertion(last.span.start, format!("{statement}{gap}"))]),
    }
}

/// At a `return`, `break`, `continue`, `bail!` or `?`.
fn leave(
    text: &str,
    outline: &Outline,
    binding: &Binding<'_>,
    exit: &Exit,
    ways: &[Span],
    close: &Close,
    closed: &mut Closed,
) -> Option<()> {
    let function = outline.function_around(exit.whole)?;
    if function.span != binding.function.span || !holds(binding.scope, exit.whole) {
        return None;
    }
    let (_, statement) = outline.statement_around(exit.whole)?;
    let is_own = statement.span.start == exit.whole.start;
    let name = binding.name;
    if exit.is_question {
        closed.is_plain = false;
        let rest = text.get(exit.whole.end as usize..statement.span.end as usize)?;
        let nested = ways.iter().any(|it| exit.value.is_some_and(|value| holds(value, *it)));
        // A statement that begins with a `match` ends with it.
        if nested || !function.gives_result || (is_own && !matches!(rest.trim(), "" | ";")) {
            return None;
        }
        closed.edits.push(insertion(exit.whole.start, "match "));
        closed.edits.push(Edit { span: exit.at, content: arms(text, exit, &close.statement(name)) });
        return Some(());
    }
    let statement = close.statement(name);
    let needs = exit.value.filter(|it| outline.mentions(*it, name));
    let indent = indent_of(text, exit.whole.start);
    let gap = indent.map_or_else(|| " ".to_owned(), |indent| format!("{}{indent}", newline(text)));
    match (is_own, needs) {
        (true, None) => closed.edits.push(insertion(exit.whole.start, format!("{statement}{gap}"))),
        (true, Some(value)) => {
            closed.is_plain = false;
            let first = format!("let result = {};{gap}{statement}{gap}", value.text(text));
            closed.edits.push(insertion(exit.whole.start, first));
            closed.edits.push(Edit { span: value, content: "result".to_owned() });
        }
        // The arm of a `match`.
        (false, None) => {
            closed.edits.push(insertion(exit.whole.start, format!("{{ {statement} ")));
            closed.edits.push(insertion(exit.whole.end, " }"));
        }
        (false, Some(_)) => return None,
    }
    Some(())
}

/// What stands behind the scrutinee of the `match` that takes the place of a `?`.
fn arms(text: &str, exit: &Exit, statement: &str) -> String {
    let indent = indent_around(text, exit.whole.start);
    let (line, unit) = (format!("{}{indent}", newline(text)), unit(indent));
    let deep = format!("{line}{unit}");
    format!(
        " {{{deep}Ok(value) => value,{deep}Err(error) => {{{deep}{unit}{statement}{deep}{unit}return Err(error.into());{deep}}}{line}}}"
    )
}

/// `drop(client)` becomes a close.
fn instead_of_drop(text: &str, outline: &Outline, way: Span, name: &str, close: &Close) -> Option<Edit> {
    let (_, statement) = outline.statement_around(way)?;
    let is_drop =
        way.text(text) == format!("drop({name})") && statement.span.text(text) == format!("drop({name});");
    is_drop.then(|| Edit { span: statement.span, content: close.statement(name) })
}
