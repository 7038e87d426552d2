//! Source files as the core sees them: a name, a text and what is known about the project around it.
//!
//! Everything inside the core counts in byte offsets of the original text.
//! Lines and columns are born in the output formats, with the help of [`LineIndex`].

use std::collections::BTreeMap;
use std::sync::Arc;

use pep440_rs::Version;

/// A language that a front-end can lower, or a kind of document that holds code in such languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    Python,
    Rust,
    Document(Document),
}

/// What holds code in other languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    Markdown,
    /// Markdown with JSX.
    Mdx,
    /// Jupyter's `.ipynb`.
    Notebook,
}

impl Language {
    /// The language of files with this extension, in lower case.
    pub fn of_extension(extension: &str) -> Option<Language> {
        match extension {
            "py" | "pyw" => Some(Language::Python),
            "rs" => Some(Language::Rust),
            "md" | "markdown" => Some(Language::Document(Document::Markdown)),
            "mdx" => Some(Language::Document(Document::Mdx)),
            "ipynb" => Some(Language::Document(Document::Notebook)),
            _ => None,
        }
    }

    pub fn is_document(self) -> bool {
        matches!(self, Language::Document(_))
    }

    /// What a comment to the end of the line begins with.
    pub fn comment(self) -> &'static str {
        match self {
            Language::Python | Language::Document(_) => "#",
            Language::Rust => "//",
        }
    }
}

/// One file to check.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path to show, with forward slashes, relative to where the user stands.
    pub path: String,
    pub text: String,
    pub language: Language,
    /// What the project around the file says about the SDK version.
    pub pin: SdkPin,
    /// Folder whose manifests gave `pin`; files of one root share evidence about the version.
    pub root: String,
    pub origin: Origin,
}

/// How a file came into the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Named on the command line: its syntax errors are warnings.
    Named,
    /// Found while walking a tree: its syntax errors are only information.
    Walked,
}

/// The SDK version that a project asks for, as far as its manifests say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SdkPin {
    /// The version to judge by, already the highest below 11 where a range leaves a choice.
    pub sdk: Option<Version>,
    /// Set when `sdk` came out of an open range that admits 11 as well: the newest such version.
    /// The style of the code then decides between the two.
    pub newer: Option<Version>,
    /// The version of `async-substrate-interface`, if a lock file or pin names one.
    pub asi: Option<Version>,
    /// Where the pin was found, for messages: "uv.lock", "--sdk".
    pub found_in: Option<String>,
    /// The Cargo package around a Rust file.
    pub package: Option<Arc<Package>>,
}

/// A Cargo package, as far as its manifest, its workspace's and the lock file say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// As the manifest spells it: "my-bot".
    pub name: String,
    /// The root file of its library, in the form of [`SourceFile::path`].
    pub library: Option<String>,
    /// What the code calls the library: "my_bot".
    pub library_name: String,
    /// The root files of its programs, tests, examples and benches.
    pub programs: Vec<String>,
    /// What the code calls a dependency, where that is not the package's own name: `sub` to "subxt".
    pub renamed: BTreeMap<String, String>,
    /// Versions of the packages that it is built with, from the lock file or an exact requirement.
    pub versions: BTreeMap<String, Version>,
    /// As its manifest or its workspace's says.
    pub edition: Edition,
}

/// An edition of Rust, as far as it says how long temporaries live.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// 2015 to 2021: those of an `if let` live through its `else`, those of a block's value longer than the block.
    Until2021,
    /// What is assumed where no manifest is found.
    #[default]
    Since2024,
}

/// A half-open range of bytes in a text, 0-based.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// The text under this span; empty if the span does not fit the text.
    pub fn text(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A position in a text: 1-based line, 1-based column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// Where the lines of a text begin.
///
/// A line ends after `\n`, after `\r\n`, and after a `\r` that stands alone.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts =
            std::iter::once(0).chain((0..bytes.len()).filter(|&at| ends_line(at)).map(|at| at + 1)).collect();
        LineIndex { starts }
    }

    /// The position of a 0-based byte `offset` in `text`; an offset past the end gives the end.
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let offset = (offset as usize).min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = text.get(self.starts[line]..offset).map_or(0, |it| it.chars().count());
        LineColumn { line: line + 1, column: column + 1 }
    }

    /// The 1-based line of a 0-based byte `offset`; unlike [`Self::line_column`] it never counts characters.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset as usize)
    }

    /// The byte range of a 1-based line, its line end included; `None` past the last line.
    pub fn line_span(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        Some(Span::new(start, end))
    }

    pub fn n_lines(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_line_end_counts() {
        let text = "ä = 1\r\nb\rc\n";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.line_column(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("="), LineColumn { line: 1, column: 3 });
        assert_eq!(at("b"), LineColumn { line: 2, column: 1 });
        assert_eq!(at("c"), LineColumn { line: 3, column: 1 });
        assert_eq!(index.line_column(text, 99), LineColumn { line: 4, column: 1 });
        assert_eq!(index.line_span(text, 2).unwrap().text(text), "b\r");
        let both = |it: u32| (index.line(it), index.line_column(text, it).line);
        assert!((0..text.len() as u32).all(|it| both(it).0 == both(it).1));
    }
}
