//! The syntax tree of a file as one row of records, in the order of the source.
//!
//! tree-sitter's own tree is small in memory but slow to walk, above all upwards; it is read once and dropped.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use crate::source::Span;

/// A node and all below it stand in a row: the first child comes next, the next sibling after the last descendant.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Record>,
}

#[derive(Debug)]
struct Record {
    kind: u16,
    /// 0 for none.
    field: u16,
    parent: u32,
    /// Where the row goes on after the last descendant.
    next: u32,
    /// Byte offsets.
    start: u32,
    end: u32,
    fault: Fault,
}

/// What of the text the grammar could not make sense of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Below,
    Here,
}

/// A node of a [`Tree`]; equal to itself alone.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    at: u32,
}

/// What the grammar calls its nodes and fields.
struct Names {
    /// By number: the name, whether the node is named, and whether it never has children.
    kinds: Vec<(&'static str, bool, bool)>,
    fields: Vec<&'static str>,
    comment: u16,
    continuation: u16,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let language = &*LANGUAGE;
    let kind = |id: u16| {
        let name = language.node_kind_for_id(id).unwrap_or_default();
        let is_named = language.node_kind_is_named(id);
        // `not in` is a node of two words.
        let is_leaf = if is_named { name == "identifier" } else { !name.contains([' ', '_']) };
        (name, is_named, is_leaf)
    };
    Names {
        kinds: (0..language.node_kind_count() as u16).map(kind).collect(),
        fields: (0..=language.field_count() as u16)
            .map(|it| language.field_name_for_id(it).unwrap_or_default())
            .collect(),
        comment: kind_id("comment"),
        continuation: kind_id("line_continuation"),
    }
});

/// What stands for text that fits nowhere; its number is none of the grammar's.
const ERROR: (&str, bool, bool) = ("ERROR", true, false);

static LANGUAGE: LazyLock<tree_sitter::Language> = LazyLock::new(|| tree_sitter_python::LANGUAGE.into());

thread_local! {
    /// A parser keeps the memory of its last text for the next.
    static PARSER: RefCell<tree_sitter::Parser> = {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&LANGUAGE).expect("the grammar's ABI fits the library: a test parses with it");
        RefCell::new(parser)
    };
}

/// The number of a kind of named nodes: comparing numbers is faster than comparing names.
pub(super) fn kind_id(name: &str) -> u16 {
    LANGUAGE.id_for_node_kind(name, true)
}

impl Names {
    fn kind(&self, id: u16) -> (&'static str, bool, bool) {
        self.kinds.get(id as usize).copied().unwrap_or(ERROR)
    }
}

impl Tree {
    /// Parses a text; one whose tree has more than `max_depth` levels is given up, with the place where it has.
    pub(super) fn new(text: &[u8], max_depth: usize) -> Result<Tree, Span> {
        let tree = PARSER.with_borrow_mut(|it| it.parse(text, None));
        let tree = tree.expect("parsing is neither cancelled nor limited in time");
        let names = &*NAMES;
        let is_faulty = tree.root_node().has_error();
        let mut nodes: Vec<Record> = Vec::with_capacity(text.len() / 4 + 1);
        let mut open: Vec<u32> = vec![];
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            let kind = node.kind_id();
            let fault = match is_faulty {
                true if node.is_error() || node.is_missing() => Fault::Here,
                true if node.has_error() => Fault::Below,
                _ => Fault::None,
            };
            let at = nodes.len() as u32;
            nodes.push(Record {
                kind,
                field: cursor.field_id().map_or(0, u16::from),
                parent: open.last().copied().unwrap_or_default(),
                next: at + 1,
                start: node.start_byte() as u32,
                end: node.end_byte() as u32,
                fault,
            });
            if !names.kind(kind).2 && cursor.goto_first_child() {
                open.push(at);
                if open.len() > max_depth {
                    let node = cursor.node();
                    return Err(Span::new(node.start_byte(), node.end_byte()));
                }
                continue;
            }
            while !cursor.goto_next_sibling() {
                let next = nodes.len() as u32;
                let Some(above) = open.pop() else {
                    nodes.shrink_to_fit();
                    return Ok(Tree { nodes });
                };
                nodes[above as usize].next = next;
                cursor.goto_parent();
            }
        }
    }

    /// The module.
    pub(super) fn root_node(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }

    /// All nodes, in the order of the source: a node comes before what is in it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len() as u32).map(|at| Node { tree: self, at })
    }
}

impl<'t> Node<'t> {
    fn record(self) -> &'t Record {
        &self.tree.nodes[self.at as usize]
    }

    fn with(self, at: u32) -> Node<'t> {
        Node { at, ..self }
    }

    pub(super) fn kind(self) -> &'static str {
        NAMES.kind(self.kind_id()).0
    }

    pub(super) fn kind_id(self) -> u16 {
        self.record().kind
    }

    /// The node's place in the row.
    pub(super) fn id(self) -> usize {
        self.at as usize
    }

    /// The place in the row behind all that is in the node.
    pub(super) fn end_id(self) -> usize {
        self.record().next as usize
    }

    pub(super) fn is_named(self) -> bool {
        NAMES.kind(self.kind_id()).1
    }

    /// Whether the node is code and no mark, comment or broken line.
    fn is_code(self) -> bool {
        let kind = self.kind_id();
        NAMES.kind(kind).1 && kind != NAMES.comment && kind != NAMES.continuation
    }

    /// Whether the grammar could not make sense of this very node.
    pub(super) fn is_error(self) -> bool {
        self.record().fault == Fault::Here
    }

    /// Whether the grammar could not make sense of the node or of something in it.
    pub(super) fn has_error(self) -> bool {
        self.record().fault != Fault::None
    }

    pub(super) fn start_byte(self) -> usize {
        self.record().start as usize
    }

    pub(super) fn end_byte(self) -> usize {
        self.record().end as usize
    }

    pub(super) fn byte_range(self) -> Range<usize> {
        self.start_byte()..self.end_byte()
    }

    pub(super) fn parent(self) -> Option<Node<'t>> {
        (self.at > 0).then(|| self.with(self.record().parent))
    }

    /// The children, marks and comments among them.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let end = self.record().next;
        let first = (self.at + 1 < end).then(|| self.with(self.at + 1));
        std::iter::successors(first, move |it| {
            let next = it.record().next;
            (next < end).then(|| it.with(next))
        })
    }

    pub(super) fn named_children(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.children().filter(|it| it.is_named())
    }

    /// The children that are code.
    pub(super) fn code(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.children().filter(|it| it.is_code())
    }

    pub(super) fn named_child_count(self) -> usize {
        self.named_children().count()
    }

    pub(super) fn next_named_sibling(self) -> Option<Node<'t>> {
        let mut following = self.parent()?.named_children();
        following.find(|it| it.at > self.at)
    }

    pub(super) fn field(self, name: &str) -> Option<Node<'t>> {
        self.fields(name).next()
    }

    pub(super) fn fields(self, name: &str) -> impl Iterator<Item = Node<'t>> + use<'t, '_> {
        let names = &*NAMES;
        self.children().filter(move |it| {
            let field = it.record().field;
            field != 0 && names.fields[field as usize] == name
        })
    }

    /// The smallest node that reaches from one byte offset to another.
    pub(super) fn descendant_for_byte_range(self, start: usize, end: usize) -> Option<Node<'t>> {
        let (start, end) = (start as u32, end as u32);
        let mut found = self;
        loop {
            let reaches = |it: &Node<'_>| {
                let Record { start: first, end: last, .. } = *it.record();
                last >= end && if first == last { last >= start } else { last > start }
            };
            match found.children().find(reaches).filter(|it| it.record().start <= start) {
                Some(it) => found = it,
                None => return Some(found),
            }
        }
    }

    pub(super) fn named_descendant_for_byte_range(self, start: usize, end: usize) -> Option<Node<'t>> {
        let found = self.descendant_for_byte_range(start, end);
        std::iter::successors(found, |it| it.parent()).find(|it| it.is_named())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.byte_range())
    }
}
