//! Python 3.8 to 3.14, by tree-sitter.

mod assign;
mod collection;
mod condition;
pub mod edit;
mod expr;
pub mod imports;
mod index;
pub mod interactive;
mod lower;
mod meaning;
mod pattern;
mod protect;
mod scope;
mod stmt;
mod traits;
mod tree;

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Fault, SyntaxError};
use crate::ir::{Body, FnId, Name};
use crate::project::{Module, Project};
use crate::source::Span;
pub use lower::Outermost;
use tree::{Node, Tree};

/// A parsed file: its tree, its names, and which tree node is which function or class.
pub struct Parsed {
    tree: Tree,
    pub module: Module,
    pub errors: Vec<SyntaxError>,
    /// Node ids of functions, lambdas and class bodies to indices of bodies.
    bodies: HashMap<usize, u32>,
    /// Node ids of class definitions to indices of classes.
    classes: HashMap<usize, u32>,
    /// Attributes that are assigned to names that may be modules: `bt.subtensor = Fake`.
    patched: Vec<(Name, Name)>,
    /// Comments that the tree does not have, in order; see [`long_rows`].
    left_out: Vec<Span>,
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parsed").field("errors", &self.errors).finish_non_exhaustive()
    }
}

impl Parsed {
    /// All comments, in order.
    pub fn comments(&self) -> Vec<Span> {
        let mut found = self.left_out.clone();
        found.extend(self.tree.nodes().filter(|it| it.kind() == "comment").map(span));
        found.sort();
        found
    }

    /// The statement around a place: of one with a block only what stands before the block.
    pub fn statement(&self, place: Span) -> Span {
        let root = self.tree.root_node();
        let mut node = root.descendant_for_byte_range(place.start as usize, place.end as usize);
        while let Some(it) = node.filter(|it| !PARTS.contains(&it.kind())) {
            match it.parent() {
                Some(parent) if !matches!(parent.kind(), "module" | "block") => node = Some(parent),
                _ => break,
            }
        }
        let Some(node) = node.filter(|it| it.kind() != "module") else { return place };
        let blocks = node.children().filter(|it| it.kind() == "block");
        let end = blocks.map(|it| it.start_byte()).min().unwrap_or(node.end_byte());
        let end = end.max(place.end as usize);
        Span::new(node.start_byte().min(place.start as usize), self.before_blanks(node, end))
    }

    /// The functions and classes around a place, the outermost first: `Miner.run`.
    pub fn function_around(&self, text: &str, place: Span) -> String {
        let mut names = vec![];
        let root = self.tree.root_node();
        let mut node = root.descendant_for_byte_range(place.start as usize, place.end as usize);
        while let Some(it) = node {
            if matches!(it.kind(), "function_definition" | "class_definition") {
                names.extend(field(it, "name").map(|it| text_of(it, text)));
            }
            node = it.parent();
        }
        names.reverse();
        names.join(".")
    }

    /// The end of what stands before `end`, without the line break and indentation of a block.
    fn before_blanks(&self, node: Node<'_>, end: usize) -> usize {
        let mut last = node.start_byte();
        for child in node.children() {
            if child.end_byte() <= end {
                last = last.max(child.end_byte());
            }
        }
        last
    }
}

/// Parts of a statement that have a head of their own.
const PARTS: &[&str] = &[
    "decorator",
    "function_definition",
    "class_definition",
    "elif_clause",
    "else_clause",
    "except_clause",
    "finally_clause",
    "case_clause",
];

/// Syntax nested deeper than this is read as an unknown value, so that no source overflows the stack.
const MAX_DEPTH: usize = 400;

/// A tree deeper than this is not looked at: much of what reads trees walks from a node to the root.
const MAX_TREE_DEPTH: usize = 500;

/// What ends the process, as it is written after `import sys` and `import os`.
const ENDS_PROCESS: [&str; 5] = ["exit", "quit", "sys.exit", "os._exit", "os.abort"];

/// Parses `text`; what the grammar cannot read is listed, the rest is there.
pub fn parse(file: u32, text: &str) -> Parsed {
    let mut left_out = long_rows(text);
    let tree = match tree_of(text, &left_out) {
        Ok(it) => it,
        Err(place) => {
            let lines = text.lines().count().max(1);
            let mut parsed = parse(file, "");
            parsed.errors.push(SyntaxError { span: first_line(place, text), lines, fault: Fault::Depth });
            return parsed;
        }
    };
    // In a string of many lines they are no comments.
    left_out.retain(|row| {
        let node = row
            .first()
            .and_then(|it| tree.root_node().descendant_for_byte_range(it.start as usize, it.start as usize));
        node.is_some_and(|it| !it.kind().starts_with("string"))
    });
    let errors = syntax_errors(tree.root_node(), text);
    let mut parsed = Parsed {
        tree,
        module: Module::default(),
        errors,
        bodies: HashMap::new(),
        classes: HashMap::new(),
        patched: vec![],
        left_out: left_out.concat(),
    };
    index::index(file, text, &mut parsed);
    parsed
}

/// Comments of this many lines one after the other are kept from the parser.
const MAX_ROW: usize = 100;

/// The long rows of lines that are nothing but comments.
///
/// The grammar looks at all comments that follow each time it reads one, to find out where a block ends: a
/// row of a million would keep it busy for days.
fn long_rows(text: &str) -> Vec<Vec<Span>> {
    let (mut rows, mut row, mut at) = (vec![], vec![], 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '\u{c}']);
        if words.starts_with('#') {
            let start = at + line.len() - words.len();
            row.push(Span::new(start, start + words.trim_end_matches(['\r', '\n']).len()));
        } else {
            let done = std::mem::take(&mut row);
            rows.extend((done.len() > MAX_ROW).then_some(done));
        }
        at += line.len();
    }
    rows.extend((row.len() > MAX_ROW).then_some(row));
    rows
}

/// The tree of a text without the comments in `left_out`: blanks stand in their places. Else where it becomes too deep.
fn tree_of(text: &str, left_out: &[Vec<Span>]) -> Result<Tree, Span> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    for it in left_out.iter().flatten() {
        bytes.to_mut()[it.start as usize..it.end as usize].fill(b' ');
    }
    Tree::new(&bytes, MAX_TREE_DEPTH)
}

/// Lowers the module's own code; its functions wait to be asked for.
pub fn lower_module(
    file: u32,
    text: &str,
    parsed: &Parsed,
    project: &Project,
) -> (Vec<Body>, Vec<Outermost>) {
    lower::lower_module(&lower::Context { file, text, parsed, project })
}

/// Lowers an outermost function with everything that is nested in it.
pub fn lower_function(
    file: u32,
    text: &str,
    parsed: &Parsed,
    project: &Project,
    function: &Outermost,
) -> Vec<Body> {
    lower::lower_function(&lower::Context { file, text, parsed, project }, function)
}

/// What stands for a body that no code leads to.
pub fn unreachable(id: FnId) -> Body {
    lower::unreachable(id)
}

/// The outermost nodes that the grammar could not make sense of.
fn syntax_errors(root: Node<'_>, text: &str) -> Vec<SyntaxError> {
    let mut errors: Vec<SyntaxError> = Vec::new();
    if !root.has_error() {
        return errors;
    }
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if node.is_error() {
            let lines = text_of(node, text).matches('\n').count() + 1;
            let span = first_line(span(node), text);
            match errors.last_mut() {
                Some(last) if last.span.start == span.start => last.lines = last.lines.max(lines),
                _ => errors.push(SyntaxError { span, lines, fault: Fault::Syntax }),
            }
        } else if node.has_error() {
            let children: Vec<Node<'_>> = node.children().collect();
            todo.extend(children.into_iter().rev());
        }
    }
    errors
}

/// The part of the span on its first line, so that a report does not underline a whole file.
fn first_line(span: Span, text: &str) -> Span {
    let line = span.text(text).lines().next().unwrap_or_default().len();
    Span { start: span.start, end: span.start + line as u32 }
}

fn span(node: Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

fn text_of<'a>(node: Node<'_>, text: &'a str) -> &'a str {
    text.get(node.byte_range()).unwrap_or_default()
}

/// The named children that are code: comments and continuation marks are left out.
fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.code().collect()
}

fn field<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    node.field(name)
}

fn fields<'a>(node: Node<'a>, name: &str) -> Vec<Node<'a>> {
    node.fields(name).filter(|it| it.is_named() && it.kind() != "comment").collect()
}

/// Whether the definition or statement begins with `async`.
fn is_async(node: Node<'_>) -> bool {
    node.children().next().is_some_and(|it| it.kind() == "async")
}

/// The content of a plain string literal without prefix and quotes; `None` for f-strings with parts.
fn string_value<'a>(node: Node<'_>, text: &'a str) -> Option<&'a str> {
    if node.kind() != "string" {
        return None;
    }
    match children(node).as_slice() {
        [_start, _end] => Some(""),
        [_start, content, _end] if content.kind() == "string_content" => Some(text_of(*content, text)),
        _ => None,
    }
}
