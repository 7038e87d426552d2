//! Wraps what follows an opening in its block: `with … as name:`, or `try` and `finally`.

use crate::lang::python::tree::Node;

use super::confined::{Allowed, Ending, ending};
use super::uses::{Binding, Role, is_shadowed, occurrences, role};
use super::{Close, Source, ancestors, at, children, field, is_async, lines, own_statement, removal};
use crate::finding::Edit;
use crate::profile::Scope;
use crate::source::Span;

/// How the rest of a block is to hold a connection.
#[derive(Debug, Clone)]
pub struct Scoping<'a> {
    /// The statement that closes it; `None` for `try` and `finally`.
    pub with: Option<Scope>,
    /// How a `finally` closes it.
    pub close: Close,
    /// Methods that connect, which entering does as well; those of the first list return the object.
    pub connect: &'a [String],
    /// What they return is what entering binds.
    pub connect_binds_same: bool,
    pub connect_returns_none: &'a [String],
    /// The call opens nothing before it is asked for something.
    pub is_cold: bool,
    /// Ways to close it, which the scope makes redundant.
    pub closers: &'a [String],
    /// Where the analysis has seen it closed: all of these must be among what is removed.
    pub closed_at: &'a [Span],
    pub allowed: Allowed<'a>,
}

/// A block that has been wrapped.
#[derive(Debug)]
pub struct Scoped<'a> {
    /// The name of the connection.
    pub name: &'a str,
    pub ending: Ending,
    /// Entering connects, and what guards or bounds the connecting until now no longer does.
    pub connects_sooner: bool,
    pub edits: Vec<Edit>,
}

/// Wraps the rest of the block behind an opening; `None` if anything could notice.
pub fn scope<'a>(source: Source<'a>, opening: Span, how: &Scoping<'_>) -> Option<Scoped<'a>> {
    let binding = Binding::new(source, opening)?;
    let in_async = binding.scope.kind() == "function_definition" && is_async(binding.scope);
    let waits = how.with == Some(Scope::AsyncWith) || how.with.is_none() && how.close.awaited;
    if waits && !in_async {
        return None;
    }
    let entered = entered(source, &binding, how)?;
    let rest = until_closed(source, &binding, rest(source, &binding)?, how);
    let ending = ending(source, &binding, &rest, how.allowed)?;
    let mut edits = vec![];
    if how.with.is_some() {
        edits.extend(blank_lines(source, &binding));
        edits.extend(connecting(source, &binding, rest[0], how));
    }
    let closes: Option<Vec<Edit>> =
        closes(source, &binding, &rest, how).into_iter().map(|it| removal(source, it)).collect();
    edits.extend(closes?);
    // What is removed needs no indentation.
    edits.dedup_by(|next, kept| next.span.start < kept.span.end);
    let removed: Vec<Span> = edits.iter().map(|it| it.span).filter(|it| it.start < it.end).collect();
    let is_gone = |it: &Span| removed.iter().any(|gone| gone.start <= it.start && it.end <= gone.end);
    if !how.closed_at.iter().all(is_gone) {
        return None;
    }
    let unit = lines::unit(source, binding.statement);
    match how.with {
        Some(with) => edits.extend(header(source, &binding, entered, with)?),
        None => edits.extend(try_finally(source, &binding, &rest, &how.close, unit)),
    }
    edits.extend(indented(source, &binding, &rest, unit, &removed)?);
    let connects_sooner = how.with == Some(Scope::AsyncWith)
        && how.is_cold
        && entered == binding.value
        && !connects_at_once(source, &binding, &rest);
    Some(Scoped { name: binding.name, ending, connects_sooner, edits })
}

/// Whether something goes on with the connection behind the rest of the block in which it is opened.
pub fn outlives_block(source: Source<'_>, opening: Span, how: &Scoping<'_>) -> bool {
    let Some(binding) = Binding::new(source, opening) else { return false };
    let rest = rest(source, &binding);
    rest.is_some_and(|rest| ending(source, &binding, &rest, how.allowed).is_none())
}

/// What the `with` enters: `X()` in `await X().initialize()`, since entering initialises.
fn entered<'a>(source: Source<'a>, binding: &Binding<'a>, how: &Scoping<'_>) -> Option<Node<'a>> {
    let mut value = binding.call;
    while let Some(parent) = value.parent().filter(|it| *it != binding.assignment) {
        if parent.kind() == "attribute" {
            let method = source.text_of(field(parent, "attribute")?);
            let call = parent.parent()?;
            let plain = children(field(call, "arguments")?).is_empty();
            let connects = how.connect.iter().any(|it| it == method) && plain;
            // A `finally` leaves the statement as it is, whatever connects.
            let replaced = how.with == Some(Scope::AsyncWith) && how.connect_binds_same;
            return (connects && (replaced || how.with.is_none())).then_some(value);
        }
        value = parent;
    }
    Some(value)
}

/// The statements behind the opening that are wrapped.
///
/// In a module they end where functions and classes begin that have nothing to do with the connection.
fn rest<'a>(source: Source<'a>, binding: &Binding<'a>) -> Option<Vec<Node<'a>>> {
    let block = binding.statement.parent()?;
    let mut rest: Vec<Node<'_>> =
        children(block).into_iter().filter(|it| it.start_byte() >= binding.statement.end_byte()).collect();
    if block.kind() == "module" {
        let definition = |it: &Node<'_>| {
            matches!(it.kind(), "function_definition" | "class_definition" | "decorated_definition")
                || it.kind() == "if_statement" && source.text_of(*it).starts_with("if __name__")
        };
        let end = rest.iter().position(definition).unwrap_or(rest.len());
        let behind = &rest[end..];
        if behind.iter().any(|it| is_meant(source, binding, *it)) {
            return None;
        }
        rest.truncate(end);
    }
    let first = rest.first()?;
    (lines::start(source.text, first.start_byte()) > binding.statement.end_byte()).then_some(rest)
}

/// The statements up to the one that closes the connection, if none behind it uses it: what comes then may take hours.
fn until_closed<'a>(
    source: Source<'a>,
    binding: &Binding<'a>,
    mut rest: Vec<Node<'a>>,
    how: &Scoping<'_>,
) -> Vec<Node<'a>> {
    let last = rest.iter().rposition(|it| is_meant(source, binding, *it));
    let closes = |it: Node<'a>| {
        let path = called_on(source, it, binding.name);
        path.is_some_and(|it| how.closers.iter().any(|closer| closer == it))
    };
    // Something else has to be left for the block.
    if let Some(last) = last.filter(|it| *it > 0 && closes(rest[*it])) {
        rest.truncate(last + 1);
    }
    rest
}

/// Whether a statement uses the connection's name for the connection.
fn is_meant<'a>(source: Source<'a>, binding: &Binding<'a>, statement: Node<'a>) -> bool {
    occurrences(source, statement, binding.name).into_iter().any(|it| !is_shadowed(source, binding, it))
}

/// Removes the blank lines right behind the opening, where a block begins now.
fn blank_lines(source: Source<'_>, binding: &Binding<'_>) -> Option<Edit> {
    let start = lines::next(source.text, binding.statement.end_byte());
    let mut end = start;
    while source.text[end..lines::end(source.text, end)].trim().is_empty() && end < source.text.len() {
        end = lines::next(source.text, end);
    }
    (start < end).then(|| Edit { span: Span::new(start, end), content: String::new() })
}

/// Removes `await sub.initialize()` right behind the opening.
fn connecting(source: Source<'_>, binding: &Binding<'_>, first: Node<'_>, how: &Scoping<'_>) -> Option<Edit> {
    let methods: Vec<&str> = how.connect.iter().chain(how.connect_returns_none).map(String::as_str).collect();
    let is_last = first.next_named_sibling().is_none();
    let is_connecting = called_on(source, first, binding.name).is_some_and(|it| methods.contains(&it));
    (is_connecting && !is_last && lines::is_alone(source, first))
        .then(|| Edit { span: lines::whole(source.text, first), content: String::new() })
}

/// Whether the first statement that uses the connection does so on every way, and with nothing around it that guards
/// or bounds the connecting: `try`, a time limit, a helper.
fn connects_at_once<'a>(source: Source<'a>, binding: &Binding<'a>, rest: &[Node<'a>]) -> bool {
    let is_simple = |it: &Node<'a>| it.kind() == "expression_statement";
    let names = |it: &Node<'a>| occurrences(source, *it, binding.name);
    let before = rest.iter().take_while(|it| is_simple(it) && names(it).is_empty()).count();
    let Some(first) = rest.get(before) else { return true };
    // `await sub.x()`, as a statement or as a part of one; not `await wait_for(sub.initialize(), 9)`.
    let is_asked = |name: Node<'a>| match role(name) {
        Role::Receiver { chain, .. } => {
            let guards = |it: Node<'a>| matches!(it.kind(), "call" | "await" | "lambda");
            !ancestors(chain).take_while(|it| it != first).any(guards)
                || chain.kind() == "await"
                || chain.parent().is_some_and(|it| it.kind() == "await")
        }
        _ => false,
    };
    let is_plain = matches!(first.kind(), "expression_statement" | "return_statement");
    is_plain && names(first).into_iter().any(is_asked)
}

/// `substrate.close` if the statement is `await name.substrate.close()`.
fn called_on<'a>(source: Source<'a>, statement: Node<'a>, name: &str) -> Option<&'a str> {
    let [expression] = children(statement)[..] else { return None };
    let call = match expression.kind() {
        "await" => children(expression).first().copied()?,
        _ => expression,
    };
    if call.kind() != "call" || own_statement(call)? != statement {
        return None;
    }
    source.text_of(field(call, "function")?).strip_prefix(name)?.strip_prefix('.')
}

/// The statements that close the connection and nothing else.
fn closes<'a>(
    source: Source<'a>,
    binding: &Binding<'a>,
    rest: &[Node<'a>],
    how: &Scoping<'_>,
) -> Vec<Node<'a>> {
    let mut found = vec![];
    let mut todo: Vec<Node<'a>> = rest.iter().rev().copied().collect();
    while let Some(node) = todo.pop() {
        if node.kind() == "expression_statement" {
            let closes = called_on(source, node, binding.name);
            if closes.is_some_and(|it| how.closers.iter().any(|closer| closer == it)) {
                found.push(node);
            }
            continue;
        }
        let below: Vec<Node<'a>> = node.named_children().collect();
        todo.extend(below.into_iter().rev());
    }
    found
}

/// `name = value` becomes `with value as name:`.
fn header(source: Source<'_>, binding: &Binding<'_>, entered: Node<'_>, with: Scope) -> Option<Vec<Edit>> {
    let has_type = field(binding.assignment, "type").is_some();
    if has_type && binding.scope.kind() == "module" {
        // The annotation of a module-level name can be asked for.
        return None;
    }
    let word = match with {
        Scope::With => "with ",
        Scope::AsyncWith => "async with ",
    };
    // Without its brackets the value may not span lines.
    let wrapped = binding.value.kind() == "parenthesized_expression" && entered != binding.value;
    if wrapped || binding.text_between(source, entered).contains('#') {
        return None;
    }
    let before = Span::new(binding.statement.start_byte(), entered.start_byte());
    let after = Span::new(entered.end_byte(), binding.statement.end_byte());
    Some(vec![
        Edit { span: before, content: word.to_owned() },
        Edit { span: after, content: format!(" as {}:", binding.name) },
    ])
}

impl<'a> Binding<'a> {
    /// What the header loses of the statement.
    fn text_between(&self, source: Source<'a>, entered: Node<'_>) -> String {
        let before = &source.text[self.statement.start_byte()..entered.start_byte()];
        let after = &source.text[entered.end_byte()..self.statement.end_byte()];
        format!("{before}{after}")
    }
}

fn try_finally(
    source: Source<'_>,
    binding: &Binding<'_>,
    rest: &[Node<'_>],
    close: &Close,
    unit: &str,
) -> Vec<Edit> {
    let text = source.text;
    let indent = lines::indent(text, binding.statement);
    let newline = lines::newline(text, binding.statement.end_byte());
    let start = lines::next(text, binding.statement.end_byte());
    let last = rest.last().map_or(start, |it| it.end_byte());
    let end = lines::end(text, last);
    let close = close.text(binding.name);
    let finally = format!("{newline}{indent}finally:{newline}{indent}{unit}{close}");
    vec![
        Edit { span: at(start), content: format!("{indent}try:{newline}") },
        Edit { span: at(end), content: finally },
    ]
}

/// One more step of indentation for every line that is not in a string.
fn indented(
    source: Source<'_>,
    binding: &Binding<'_>,
    rest: &[Node<'_>],
    unit: &str,
    removed: &[Span],
) -> Option<Vec<Edit>> {
    let text = source.text;
    let indent = lines::indent(text, binding.statement);
    let last = rest.last()?;
    let mut edits = vec![];
    let mut line = lines::next(text, binding.statement.end_byte());
    while line < last.end_byte() {
        let whole = &text[line..lines::end(text, line)];
        let blanks = &whole[..whole.len() - whole.trim_start().len()];
        if blanks.contains('\u{c}') {
            return None;
        }
        let is_removed = removed.iter().any(|it| it.start as usize <= line && line < it.end as usize);
        let is_outside = whole[blanks.len()..].starts_with('#') && !blanks.starts_with(indent);
        if !whole.trim().is_empty() && !is_removed && !is_outside && !lines::is_in_string(source, line) {
            let column = if blanks.starts_with(indent) { indent.len() } else { 0 };
            edits.push(Edit { span: at(line + column), content: unit.to_owned() });
        }
        line = lines::next(text, line);
    }
    // Something must be left to indent.
    let is_code = |it: &Edit| {
        let line = &text[it.span.start as usize..];
        !line.trim_start().starts_with('#')
    };
    edits.iter().any(is_code).then_some(edits)
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_unsafe_fix};

    #[test]
    fn the_block_ends_where_the_connection_was_closed() {
        check_fix(
            "SUB002",
            "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    if not sub.tempo(1):\n        return\n    sub.close()  # no more\n    while True:\n        wait()\n",
            "import bittensor as bt\ndef f():\n    with bt.Subtensor() as sub:\n        if not sub.tempo(1):\n            return\n        # no more\n    while True:\n        wait()\n",
        );
    }

    #[test]
    fn what_connects_sooner_than_before_is_for_people_to_decide() {
        let before = |body: &str| {
            format!("import bittensor as bt\nasync def f(dry):\n    sub = bt.AsyncSubtensor()\n{body}")
        };
        let after = |body: &str| {
            format!(
                "import bittensor as bt\nasync def f(dry):\n    async with bt.AsyncSubtensor() as sub:\n{body}"
            )
        };
        check_unsafe_fix(
            "SUB001",
            &before("    if dry:\n        return\n    print(await sub.tempo(1))\n"),
            &after("        if dry:\n            return\n        print(await sub.tempo(1))\n"),
        );
        check_unsafe_fix(
            "SUB001",
            &before("    try:\n        return await sub.tempo(1)\n    except OSError:\n        return 0\n"),
            &after(
                "        try:\n            return await sub.tempo(1)\n        except OSError:\n            return 0\n",
            ),
        );
        check_fix(
            "SUB001",
            &before("    print('asking')\n    print(await sub.tempo(1))\n"),
            &after("        print('asking')\n        print(await sub.tempo(1))\n"),
        );
    }
}
