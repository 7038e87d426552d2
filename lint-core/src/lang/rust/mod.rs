//! Rust of edition 2024 and before, by syn.
//!
//! A syntax tree of syn cannot leave its thread and its spans live in a map of that thread, so none is kept:
//! reading the names parses a file, and lowering it parses it again.

mod call;
pub mod edit;
mod expand;
mod expr;
mod future;
mod guard;
mod index;
mod inputs;
mod items;
mod lower;
mod macros;
mod method;
mod pattern;
mod place;
pub mod snippet;
mod stmt;
mod text;
mod types;

use std::collections::HashMap;

use super::SyntaxError;
use crate::ir::{Body, FnId, Name};
use crate::project::{Module, Project};
use crate::source::{SourceFile, Span};
use text::{Read, Text};

/// A file's names, and what is known of its text.
#[derive(Debug, Default)]
pub struct Parsed {
    pub module: Module,
    pub errors: Vec<SyntaxError>,
    numbers: Numbers,
    comments: Vec<Span>,
    statements: Vec<Span>,
    functions: Vec<(Span, Name)>,
}

/// Which function, type or block is which, by the place where it begins.
#[derive(Debug, Default)]
struct Numbers {
    /// The name of a function, the `|` of a closure, the `async` of a block: to indices of bodies.
    bodies: HashMap<u32, u32>,
    classes: HashMap<u32, u32>,
    /// Modules and blocks with items: to scopes.
    scopes: HashMap<u32, u32>,
}

/// Syntax nested deeper than this is read as an unknown value.
const MAX_DEPTH: usize = 250;

impl Parsed {
    /// All comments, in order; they are read only where one may silence a finding.
    pub fn comments(&self) -> Vec<Span> {
        self.comments.clone()
    }

    /// The innermost statement around a place.
    pub fn statement(&self, place: Span) -> Span {
        let around = self.statements.iter().filter(|it| it.start <= place.start && place.end <= it.end);
        around.min_by_key(|it| it.end - it.start).copied().unwrap_or(place)
    }
}

impl Parsed {
    /// The functions around a place, the outermost first: `outer.inner`.
    pub fn function_around(&self, place: Span) -> String {
        let around = self.functions.iter().filter(|it| it.0.start <= place.start && place.end <= it.0.end);
        around.map(|it| &*it.1).collect::<Vec<_>>().join(".")
    }
}

/// Reads the names of a file.
pub fn parse(file: u32, source: &SourceFile) -> Parsed {
    let text = Text::new(&source.text);
    let read = text.parse(|text, tree, words| index::index(file, source, text, tree, words));
    match read {
        Read::Done(parsed) => parsed,
        Read::Failed(error) => {
            let mut parsed = index::empty(source);
            parsed.errors.push(error);
            parsed
        }
    }
}

/// Lowers everything in a file.
pub fn lower(file: u32, source: &SourceFile, parsed: &Parsed, project: &Project) -> Vec<Body> {
    let text = Text::new(&source.text);
    let edition = source.pin.package.as_ref().map(|it| it.edition).unwrap_or_default();
    let read = text.parse(|text, tree, _| lower::lower(file, text, &parsed.numbers, project, edition, tree));
    match read {
        Read::Done(bodies) => bodies,
        Read::Failed(_) => vec![unreachable(FnId { file, index: 0 })],
    }
}

fn unreachable(id: FnId) -> Body {
    super::unreachable(id)
}
