//! Lines and their indentation.

use crate::lang::python::tree::Node;

use super::{Source, ancestors};
use crate::source::Span;

/// Where the line with this offset begins.
pub(super) fn start(text: &str, offset: usize) -> usize {
    let line = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    // A byte order mark is no part of the first line.
    if line == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(offset) } else { line }
}

/// Where the line with this offset ends, before its line end.
pub(super) fn end(text: &str, offset: usize) -> usize {
    let line = text[offset..].find('\n').map_or(text.len(), |it| offset + it);
    // A node that ends in a comment ends behind its `\r`.
    if text[..line].ends_with('\r') { line - 1 } else { line }
}

/// Where the next line begins, or the end of the text.
pub(super) fn next(text: &str, offset: usize) -> usize {
    text[offset..].find('\n').map_or(text.len(), |it| offset + it + 1)
}

/// The line end that is in use around an offset.
pub(super) fn newline(text: &str, offset: usize) -> &'static str {
    let here = text[offset..].find('\n').map(|it| offset + it).or_else(|| text[..offset].rfind('\n'));
    match here {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The lines of a node, the line end of the last included.
pub(super) fn whole(text: &str, node: Node<'_>) -> Span {
    Span::new(start(text, node.start_byte()), next(text, node.end_byte()))
}

/// Where the comment begins that stands behind a node in its last line.
pub(super) fn comment_behind(text: &str, node: Node<'_>) -> Option<usize> {
    let rest = &text[node.end_byte()..end(text, node.end_byte())];
    rest.trim_start().starts_with('#').then(|| node.end_byte() + rest.len() - rest.trim_start().len())
}

/// Whether nothing but blanks and a comment shares its lines with a node.
pub(super) fn is_alone(source: Source<'_>, node: Node<'_>) -> bool {
    let before = &source.text[start(source.text, node.start_byte())..node.start_byte()];
    let after = source.text.get(node.end_byte()..end(source.text, node.end_byte()));
    let after = after.unwrap_or_default().trim_start();
    before.bytes().all(|it| matches!(it, b' ' | b'\t')) && (after.is_empty() || after.starts_with('#'))
}

/// What stands before the first word of the line.
pub(super) fn indent<'a>(text: &'a str, node: Node<'_>) -> &'a str {
    let line = &text[start(text, node.start_byte())..node.start_byte()];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// One step of indentation, as this block, or else the file, has it.
pub(super) fn unit<'a>(source: Source<'a>, statement: Node<'_>) -> &'a str {
    let block = statement.parent().filter(|it| it.kind() == "block");
    let outer = block.and_then(|it| it.parent());
    let here = outer.and_then(|it| step(source, it, statement));
    here.or_else(|| first_unit(source)).unwrap_or("    ")
}

/// What an inner line is indented more than an outer one.
fn step<'a>(source: Source<'a>, outer: Node<'_>, inner: Node<'_>) -> Option<&'a str> {
    let (outer, inner) = (indent(source.text, outer), indent(source.text, inner));
    inner.strip_prefix(outer).filter(|it| !it.is_empty())
}

fn first_unit(source: Source<'_>) -> Option<&str> {
    let mut todo = vec![source.parsed.tree.root_node()];
    while let Some(node) = todo.pop() {
        if node.kind() == "block"
            && let (Some(outer), Some(inner)) = (node.parent(), node.named_children().next())
            && let Some(found) = step(source, outer, inner)
        {
            return Some(found);
        }
        let below: Vec<Node<'_>> = node.named_children().collect();
        todo.extend(below.into_iter().rev());
    }
    None
}

/// Whether the place lies in a string or f-string that begins before it.
pub(super) fn is_in_string(source: Source<'_>, offset: usize) -> bool {
    let root = source.parsed.tree.root_node();
    let node = root.descendant_for_byte_range(offset, offset);
    let holds = |it: &Node<'_>| it.kind() == "string" && it.start_byte() < offset && offset < it.end_byte();
    node.is_some_and(|it| std::iter::once(it).chain(ancestors(it)).any(|it| holds(&it)))
}
