//! Front-ends: the only place that knows a language's syntax.
//!
//! A front-end first reads a file's names ([`Parsed::module`]), so that the program's names can be linked,
//! and then lowers its functions with all names resolved.

pub mod excerpt;
pub mod markdown;
pub mod notebook;
pub mod python;
pub mod rust;

use std::ops::Range;

/// Edits that fixes consist of; so far of Python alone.
pub use python::edit;

use crate::finding::Edit;
use crate::ir::{Body, FnId};
use crate::project::{Module, Project};
use crate::source::{Document, Language, SourceFile, Span};
use excerpt::{Excerpt, Spelling};

/// A parsed file, before and after its names are known.
#[derive(Debug)]
pub enum Parsed {
    Python(python::Parsed),
    Rust(rust::Parsed),
}

impl Default for Parsed {
    /// An empty file, in place of one that could not be read into a tree.
    fn default() -> Parsed {
        Parsed::Python(python::parse(0, ""))
    }
}

/// A part of a file that the grammar cannot parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub span: Span,
    /// The number of lines that are not analysed.
    pub lines: usize,
    pub fault: Fault,
}

/// Why a part of a file is not analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The grammar cannot make sense of it.
    Syntax,
    /// It is nested so deeply that reading it would take too much stack or time.
    Depth,
}

impl Parsed {
    pub fn take_module(&mut self) -> Module {
        match self {
            Parsed::Python(it) => std::mem::take(&mut it.module),
            Parsed::Rust(it) => std::mem::take(&mut it.module),
        }
    }

    /// All comments, in order.
    pub fn comments(&self) -> Vec<Span> {
        match self {
            Parsed::Python(it) => it.comments(),
            Parsed::Rust(it) => it.comments(),
        }
    }

    /// The statement around a place, without the block that it may have.
    pub fn statement(&self, place: Span) -> Span {
        match self {
            Parsed::Python(it) => it.statement(place),
            Parsed::Rust(it) => it.statement(place),
        }
    }

    /// The functions and classes around a place: `Miner.run`; empty at the level of the module.
    pub fn function_around(&self, text: &str, place: Span) -> String {
        match self {
            Parsed::Python(it) => it.function_around(text, place),
            Parsed::Rust(it) => it.function_around(place),
        }
    }

    /// The text as something that can be edited, unless a part of it could not be parsed.
    pub fn editable<'a>(&'a self, text: &'a str) -> Option<edit::Source<'a>> {
        match self {
            Parsed::Python(it) => edit::Source::new(it, text),
            Parsed::Rust(_) => None,
        }
    }

    pub fn errors(&self) -> &[SyntaxError] {
        match self {
            Parsed::Python(it) => &it.errors,
            Parsed::Rust(it) => &it.errors,
        }
    }
}

/// What a document holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// In the order of their places.
    pub parts: Vec<Part>,
    pub notes: Vec<Note>,
    /// Where it stops being what it should be, and why.
    pub broken: Option<(Span, String)>,
}

/// Code of a document that is a module of its own.
#[derive(Debug)]
pub struct Part {
    pub excerpt: Excerpt,
    pub language: Language,
    /// How lines are spelt, in the parts of it that can be edited by themselves.
    spelling: Vec<Spelling>,
    /// What was left out of the text because it cannot be parsed.
    pub errors: Vec<SyntaxError>,
    /// Where its block begins in the document.
    pub begins: usize,
    /// All lines of the block, by which alone it can be read again.
    pub lines: Range<usize>,
}

impl Part {
    fn new(language: Language) -> Part {
        Part {
            excerpt: Excerpt::default(),
            language,
            spelling: vec![],
            errors: vec![],
            begins: 0,
            lines: 0..0,
        }
    }

    /// The edits as they would be made in the document, if they can be.
    pub fn edits(&self, edits: &[Edit], document: &str) -> Option<Vec<Edit>> {
        let with = |spelling| {
            let edits = edits.iter().map(|it| self.excerpt.edit(it, spelling, document));
            edits.collect::<Option<Vec<_>>>()
        };
        self.spelling.iter().find_map(with)
    }
}

/// A comment of a document about the block below it.
#[derive(Debug)]
pub struct Note {
    /// Where it stands.
    pub range: Range<usize>,
    /// The block, if it is one of the parts.
    pub part: Option<usize>,
}

/// Reads a document.
pub fn contents(document: &SourceFile) -> Contents {
    match document.language {
        Language::Document(Document::Notebook) => notebook::read(&document.text),
        Language::Document(it @ (Document::Markdown | Document::Mdx)) => markdown::read(&document.text, it),
        Language::Python | Language::Rust => Contents::default(),
    }
}

/// Parses `source`, which is file number `file` of the run.
pub fn parse(file: u32, source: &SourceFile) -> Parsed {
    match source.language {
        Language::Python => Parsed::Python(python::parse(file, &source.text)),
        Language::Rust => Parsed::Rust(rust::parse(file, source)),
        // What they hold is parsed, not they themselves.
        Language::Document(_) => Parsed::default(),
    }
}

/// An outermost function that waits to be lowered.
#[derive(Debug)]
pub enum Outermost {
    Python(python::Outermost),
}

impl Outermost {
    /// The body that it is lowered to.
    pub fn index(&self) -> u32 {
        match self {
            Outermost::Python(it) => it.index,
        }
    }
}

/// Lowers the code of a module that stands in no function.
pub fn lower_module(
    file: u32,
    source: &SourceFile,
    parsed: &Parsed,
    project: &Project,
) -> (Vec<Body>, Vec<Outermost>) {
    match parsed {
        Parsed::Python(it) => {
            let (bodies, functions) = python::lower_module(file, &source.text, it, project);
            (bodies, functions.into_iter().map(Outermost::Python).collect())
        }
        // A file that somebody asks about is lowered as a whole: its tree cannot wait.
        Parsed::Rust(it) => (rust::lower(file, source, it, project), vec![]),
    }
}

/// Lowers an outermost function and everything that is nested in it.
pub fn lower_function(
    file: u32,
    source: &SourceFile,
    parsed: &Parsed,
    project: &Project,
    function: &Outermost,
) -> Vec<Body> {
    match (parsed, function) {
        (Parsed::Python(it), Outermost::Python(function)) => {
            python::lower_function(file, &source.text, it, project, function)
        }
        (Parsed::Rust(_), Outermost::Python(_)) => vec![],
    }
}

/// What stands for a body that no code leads to.
pub fn unreachable(id: FnId) -> Body {
    python::unreachable(id)
}
