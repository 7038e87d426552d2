//! Front-ends: the only place that knows a language's syntax.
//!
//! A front-end first reads a file's names ([`Parsed::module`]), so that the program's names can be linked,
//! and then lowers its functions with all names resolved.

pub mod python;

use crate::ir::Body;
use crate::project::{Module, Project};
use crate::source::{SourceFile, Span};

/// A parsed file, before and after its names are known.
#[derive(Debug)]
pub enum Parsed {
    Python(python::Parsed),
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
}

impl Parsed {
    pub fn take_module(&mut self) -> Module {
        match self {
            Parsed::Python(it) => std::mem::take(&mut it.module),
        }
    }

    pub fn errors(&self) -> &[SyntaxError] {
        match self {
            Parsed::Python(it) => &it.errors,
        }
    }
}

/// Parses `source`, which is file number `file` of the run.
pub fn parse(file: u32, source: &SourceFile) -> Parsed {
    match source.language {
        crate::source::Language::Python => Parsed::Python(python::parse(file, &source.text)),
    }
}

/// Lowers every function of a parsed file.
pub fn lower(file: u32, source: &SourceFile, parsed: &Parsed, project: &Project) -> Vec<Body> {
    match parsed {
        Parsed::Python(it) => python::lower(file, &source.text, it, project),
    }
}
