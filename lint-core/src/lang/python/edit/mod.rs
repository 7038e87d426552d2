//! Edits of Python text that keep what they do not mean: comments, strings, line ends and the style of indentation.
//!
//! Everything here works on whole statements of a tree without errors, and gives up rather than guess.
//! [`scope`] wraps the rest of a block, [`confined`] tells whether that is allowed; this file has the smaller edits
//! and what all of them need.

mod confined;
mod later;
mod lines;
mod protocol;
mod scope;
mod uses;

use crate::lang::python::tree::Node;

use super::{Parsed, children, field, is_async, span, text_of};
use crate::finding::Edit;
use crate::source::Span;
use crate::suppress::beside_others;

pub use confined::{Allowed, Ending, callees};
pub use later::gives_later;
pub use protocol::{enters_plainly, exits_plainly, returns_self};
pub use scope::{Scoped, Scoping, outlives_block, scope};

/// A parsed text that edits are made for.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub parsed: &'a Parsed,
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// The text with its tree; none if a part of it could not be parsed or is not in the tree, or if its lines end in a lone `\r`,
    /// which the grammar does not count as a line end.
    pub fn new(parsed: &'a Parsed, text: &'a str) -> Option<Source<'a>> {
        let lone = |(at, byte): (usize, &u8)| *byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
        let is_whole = parsed.errors.is_empty() && parsed.left_out.is_empty();
        let is_sound = is_whole && !text.as_bytes().iter().enumerate().any(lone);
        is_sound.then_some(Source { parsed, text })
    }

    fn node(self, place: Span, kind: &str) -> Option<Node<'a>> {
        let root = self.parsed.tree.root_node();
        let node = root.descendant_for_byte_range(place.start as usize, place.end as usize)?;
        (node.kind() == kind && span(node) == place).then_some(node)
    }

    fn text_of(self, node: Node<'_>) -> &'a str {
        text_of(node, self.text)
    }
}

/// Awaits the closing call at a place, if it is a statement of its own in an async function.
pub fn await_call(source: Source<'_>, call: Span) -> Option<Vec<Edit>> {
    let call = source.node(call, "call")?;
    let statement = call.parent().filter(|it| it.kind() == "expression_statement")?;
    let is_whole = children(statement).len() == 1 && is_async(function_around(statement)?);
    is_whole.then(|| vec![Edit { span: at(call.start_byte()), content: "await ".to_owned() }])
}

/// Removes the closing call at a place, if it is a statement of its own.
pub fn remove_call(source: Source<'_>, call: Span) -> Option<Vec<Edit>> {
    let call = source.node(call, "call").or_else(|| source.node(call, "await"))?;
    let statement = own_statement(call)?;
    removal(source, statement).map(|it| vec![it])
}

/// Closes before the returns at the places given, each of which leaves the function with the connection open.
pub fn close_before(source: Source<'_>, opening: Span, returns: &[Span], close: &Close) -> Option<Vec<Edit>> {
    let binding = uses::Binding::new(source, opening)?;
    let scope = binding.scope;
    let later = later::names_made_of(source, scope, binding.name);
    if close.awaited && !is_async(function_around(binding.statement)?)
        || !uses::is_bound_once(source, &binding)
    {
        return None;
    }
    let edit = |place: &Span| {
        let root = source.parsed.tree.root_node();
        let mut node = root.descendant_for_byte_range(place.start as usize, place.end as usize)?;
        while node.kind() != "return_statement" {
            node = node.parent().filter(|it| !matches!(it.kind(), "block" | "module"))?;
        }
        // Whether the name is bound there: the binding stands before it in the same or an outer block.
        let block = binding.statement.parent()?;
        let inside =
            ancestors(node).any(|it| it == block) && node.start_byte() > binding.statement.end_byte();
        let same = uses::scope_of(node) == Some(scope);
        let mentions = |name: &str| uses::mentions(source, node, name);
        let mentioned = mentions(binding.name) || later.iter().any(|it| mentions(it));
        if !inside || !same || mentioned || !lines::is_alone(source, node) {
            return None;
        }
        let line = lines::start(source.text, node.start_byte());
        let indent = &source.text[line..node.start_byte()];
        let newline = lines::newline(source.text, node.start_byte());
        Some(Edit { span: at(line), content: format!("{indent}{}{newline}", close.text(binding.name)) })
    };
    returns.iter().map(edit).collect()
}

/// Closes what a name or attribute holds before the opening at a place is stored in it.
///
/// `before` is where the old one was opened, in the same file.
pub fn close_old(source: Source<'_>, opening: Span, before: Span, close: &Close) -> Option<Vec<Edit>> {
    let call = source.node(opening, "call")?;
    let assignment = uses::assignment_of(call)?;
    let target = field(assignment, "left").filter(|it| matches!(it.kind(), "identifier" | "attribute"))?;
    let statement = assignment.parent().filter(|it| it.kind() == "expression_statement")?;
    if !lines::is_alone(source, statement)
        || close.awaited && !function_around(statement).is_some_and(is_async)
    {
        return None;
    }
    let name = source.text_of(target);
    // The closest place where the same name may have been set to None.
    let mut owner = uses::scope_of(statement)?;
    if target.kind() == "attribute" {
        owner = ancestors(statement).find(|it| it.kind() == "class_definition")?;
    }
    let old = uses::assignment_of(source.node(before, "call")?)?;
    if field(old, "left").map(|it| source.text_of(it)) != Some(name) {
        return None;
    }
    let guarded = uses::is_set_to_none(source, owner, name);
    let is_there = match target.kind() {
        "identifier" => ancestors(statement).any(|it| Some(it) == old.parent().and_then(|it| it.parent())),
        _ => {
            let init = function_around(old).and_then(|it| field(it, "name"));
            init.is_some_and(|it| source.text_of(it) == "__init__") || span(statement) == span(old)
        }
    };
    if !guarded && !is_there {
        return None;
    }
    let line = lines::start(source.text, statement.start_byte());
    let indent = &source.text[line..statement.start_byte()];
    let newline = lines::newline(source.text, statement.start_byte());
    let close = close.text(name);
    let content = if guarded {
        let unit = lines::unit(source, statement);
        format!("{indent}if {name} is not None:{newline}{indent}{unit}{close}{newline}")
    } else {
        format!("{indent}{close}{newline}")
    };
    Some(vec![Edit { span: at(line), content }])
}

/// Gives a class a `close()` that closes one of its fields.
pub fn add_close(source: Source<'_>, class: Span, field_name: &str, close: &Close) -> Option<Vec<Edit>> {
    let root = source.parsed.tree.root_node();
    let mut class_node = root.descendant_for_byte_range(class.start as usize, class.end as usize)?;
    while class_node.kind() != "class_definition" {
        class_node = class_node.parent()?;
    }
    let body = field(class_node, "body")?;
    let statements = children(body);
    let (first, last) = (statements.first()?, statements.last()?);
    if !lines::is_alone(source, *first) {
        return None;
    }
    let line = lines::start(source.text, first.start_byte());
    let indent = &source.text[line..first.start_byte()];
    let newline = lines::newline(source.text, first.start_byte());
    let end = lines::end(source.text, last.end_byte());
    let unit = lines::unit(source, *first);
    let word = if close.awaited { "async def" } else { "def" };
    let close = close.text(&format!("self.{field_name}"));
    let method =
        format!("{newline}{newline}{indent}{word} close(self) -> None:{newline}{indent}{unit}{close}");
    Some(vec![Edit { span: at(end), content: method }])
}

/// Passes the one connection that is open around a call to it.
///
/// `openings` are the calls that open one of the right kind in the same function.
pub fn pass_argument(source: Source<'_>, call: Span, openings: &[Span], keyword: &str) -> Option<Vec<Edit>> {
    let call = source.node(call, "call")?;
    let scope = uses::scope_of(call)?;
    let bound: Vec<(&str, Node<'_>)> = openings
        .iter()
        .filter_map(|it| uses::bound_around(source, source.node(*it, "call")?, call, scope))
        .collect();
    let [(name, opening)] = bound.as_slice() else { return None };
    if network(source, *opening, 0).is_some_and(|it| is_rebound(source, scope, it, *opening, call)) {
        return None;
    }
    let arguments = field(call, "arguments").filter(|it| it.kind() == "argument_list")?;
    let all = children(arguments);
    let has_spread = all.iter().any(|it| matches!(it.kind(), "list_splat" | "dictionary_splat"));
    if has_spread || network(source, call, 1) != network(source, *opening, 0) {
        return None;
    }
    let content = match all.is_empty() {
        true => format!("{keyword}={name}"),
        false => format!(", {keyword}={name}"),
    };
    let end = all.last().map_or(arguments.start_byte() + 1, |it| it.end_byte());
    Some(vec![Edit { span: at(end), content }])
}

/// Whether a variable, taken by its text, may change between two calls.
fn is_rebound<'a>(source: Source<'a>, scope: Node<'a>, text: &str, from: Node<'a>, to: Node<'a>) -> bool {
    let between = |it: &Node<'a>| it.start_byte() >= from.end_byte() && it.end_byte() <= to.start_byte();
    let Some(name) = text.split(['.', '[', '(']).next().filter(|it| !it.is_empty()) else { return false };
    let binds = |it: Node<'a>| matches!(uses::role(it), uses::Role::Other | uses::Role::Dropped);
    let is_written = |it: Node<'a>| {
        it.parent().is_some_and(|it| it.parent().is_some_and(|up| field(up, "left") == Some(it)))
    };
    let all = uses::occurrences(source, scope, name);
    all.into_iter().filter(between).any(|it| binds(it) || is_written(it))
}

/// The text of the argument that chooses the network; `Some("")` stands for the default.
fn network<'a>(source: Source<'a>, call: Node<'a>, position: usize) -> Option<&'a str> {
    let all = children(field(call, "arguments")?);
    let keyword = |it: &&Node<'_>| it.kind() == "keyword_argument";
    let named = |name: &str| {
        let named = all
            .iter()
            .filter(keyword)
            .find(|it| field(**it, "name").is_some_and(|it| source.text_of(it) == name));
        named.and_then(|it| field(*it, "value"))
    };
    if named("config").is_some() || named("chain_endpoint").is_some() {
        return None;
    }
    let by_position = all.iter().filter(|it| !keyword(it)).nth(position).copied();
    let text = named("network").or(by_position).map_or("", |it| source.text_of(it));
    Some(if text.trim_matches(['"', '\'']) == "finney" { "" } else { text })
}

/// Removes an ignored rule from its comment, and the comment if it was the last.
///
/// `comments` are all that the text has, in order: whoever removes many reads them once.
pub fn remove_ignore(source: Source<'_>, comments: &[Span], rule: Span) -> Option<Vec<Edit>> {
    let before = comments.partition_point(|it| it.start <= rule.start);
    let comment = comments.get(before.checked_sub(1)?).filter(|it| rule.end <= it.end)?;
    // In the grammar a comment ends before `\n`, behind the `\r` of that line end.
    let words = comment.text(source.text).trim_end_matches('\r');
    let (start, end) = ((rule.start - comment.start) as usize, (rule.end - comment.start) as usize);
    let base = comment.start as usize;
    if let Some(part) = beside_others(words, start..end) {
        return Some(vec![Edit {
            span: Span::new(base + part.start, base + part.end),
            content: String::new(),
        }]);
    }
    let from = words[..start].rfind('#')?;
    // What stands behind it in the same comment is somebody else's: `# noqa`.
    let to = words[end..].find('#').map_or(words.len(), |it| end + it);
    let (mut from, mut to) = (base + from, base + to);
    let line = lines::start(source.text, from);
    if to == base + words.len() {
        from = source.text[..from].trim_end_matches([' ', '\t']).len().max(line);
        if from == line {
            to = lines::next(source.text, to);
        }
    }
    Some(vec![Edit { span: Span::new(from, to), content: String::new() }])
}

/// Whether a call has an argument of that name.
pub fn has_argument(source: Source<'_>, call: Span, name: &str) -> bool {
    let arguments = source.node(call, "call").and_then(|it| field(it, "arguments"));
    let named = |it: &Node<'_>| field(*it, "name").is_some_and(|it| source.text_of(it) == name);
    arguments.is_some_and(|it| children(it).iter().any(|it| it.kind() == "keyword_argument" && named(it)))
}

/// What a call's value is assigned to, as the source has it: `app.sub`.
pub fn target<'a>(source: Source<'a>, call: Span) -> Option<&'a str> {
    let assignment = uses::assignment_of(source.node(call, "call")?)?;
    Some(source.text_of(field(assignment, "left")?))
}

/// The last word of what a call calls; empty where it has none.
pub fn callee_name<'a>(source: Source<'a>, call: Span) -> &'a str {
    source.node(call, "call").map_or("", |it| confined::called_name(source, it))
}

/// Whether what a call gives goes on behind the block or function in which it is called.
pub fn outlives(source: Source<'_>, call: Span) -> bool {
    let call = source.node(call, "call");
    let scope = call.and_then(uses::scope_of);
    call.zip(scope).is_none_or(|(call, scope)| confined::outlives(source, call, scope))
}

/// The function whose definition has the place.
fn function_at<'a>(source: Source<'a>, place: Span) -> Option<Node<'a>> {
    let root = source.parsed.tree.root_node();
    let node = root.descendant_for_byte_range(place.start as usize, place.end as usize)?;
    std::iter::once(node).chain(ancestors(node)).find(|it| it.kind() == "function_definition")
}

/// How a connection is closed in words: `await sub.close()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// The method, or the way to it: `substrate.close`.
    pub path: String,
    pub awaited: bool,
}

impl Close {
    fn text(&self, name: &str) -> String {
        let wait = if self.awaited { "await " } else { "" };
        format!("{wait}{name}.{}()", self.path)
    }
}

fn at(offset: usize) -> Span {
    Span::new(offset, offset)
}

fn ancestors<'a>(node: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    std::iter::successors(node.parent(), |it| it.parent())
}

fn function_around(node: Node<'_>) -> Option<Node<'_>> {
    ancestors(node).find(|it| matches!(it.kind(), "function_definition" | "lambda" | "class_definition"))
}

/// The statement that consists of a call, awaited or not, and nothing else.
fn own_statement(call: Node<'_>) -> Option<Node<'_>> {
    let mut statement = call.parent()?;
    if statement.kind() == "await" {
        statement = statement.parent()?;
    }
    (statement.kind() == "expression_statement" && children(statement).len() == 1).then_some(statement)
}

/// Removes a statement with its line, but for a comment behind it; the only one of a block becomes `pass`, or takes an `if` along that was
/// there for it alone.
fn removal(source: Source<'_>, statement: Node<'_>) -> Option<Edit> {
    if !lines::is_alone(source, statement) {
        return None;
    }
    let block = statement.parent()?;
    if children(block).len() > 1 {
        let span = lines::comment_behind(source.text, statement).map_or_else(
            || lines::whole(source.text, statement),
            |comment| Span::new(statement.start_byte(), comment),
        );
        return Some(Edit { span, content: String::new() });
    }
    let parent = block.parent();
    match parent.map(|it| it.kind()) {
        Some("if_statement") if parent.is_some_and(|it| is_plain_if(it)) => removal(source, parent?),
        // `finally: pass` would leave a `try` that does nothing.
        Some("finally_clause") => None,
        _ => Some(Edit { span: span(statement), content: "pass".to_owned() }),
    }
}

/// An `if` without `elif` and `else` whose condition calls nothing.
fn is_plain_if(node: Node<'_>) -> bool {
    let condition = field(node, "condition");
    let is_simple = |it: Node<'_>| {
        let plain = matches!(it.kind(), "identifier" | "comparison_operator" | "not_operator" | "attribute");
        plain && children(it).iter().all(|it| matches!(it.kind(), "identifier" | "none" | "attribute"))
    };
    field(node, "alternative").is_none() && condition.is_some_and(is_simple)
}
