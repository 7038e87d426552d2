//! Jupyter's notebooks: the code cells of one are one module.
//!
//! A cell is a JSON string or a list of them, and each byte of the code is traced into these strings. Formats 3 and 4
//! are read; whatever else a notebook holds is left alone.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::excerpt::{Excerpt, Spelling};
use super::python::interactive;
use super::{Contents, Part};
use crate::source::{Language, Span};

#[derive(Deserialize)]
#[serde(expecting = "a notebook")]
struct Notebook<'a> {
    #[serde(borrow, default)]
    cells: Vec<Cell<'a>>,
    #[serde(borrow, default)]
    worksheets: Vec<Worksheet<'a>>,
    #[serde(borrow)]
    metadata: Option<&'a RawValue>,
}

/// What format 3 has its cells in.
#[derive(Deserialize)]
struct Worksheet<'a> {
    #[serde(borrow, default)]
    cells: Vec<Cell<'a>>,
}

#[derive(Deserialize)]
#[serde(expecting = "a cell")]
struct Cell<'a> {
    cell_type: Option<String>,
    #[serde(borrow)]
    source: Option<&'a RawValue>,
    /// The source in format 3.
    #[serde(borrow)]
    input: Option<&'a RawValue>,
    language: Option<String>,
    #[serde(borrow)]
    metadata: Option<&'a RawValue>,
}

/// What tells the language, in a notebook or a cell.
#[derive(Default, Deserialize)]
struct Metadata {
    language_info: Option<LanguageInfo>,
    kernelspec: Option<Kernel>,
    vscode: Option<Editor>,
}

#[derive(Deserialize)]
struct LanguageInfo {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Kernel {
    language: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Editor {
    #[serde(rename = "languageId")]
    language: Option<String>,
}

pub fn read(document: &str) -> Contents {
    let start = document.len() - document.trim_start_matches('\u{feff}').len();
    let notebook: Notebook<'_> = match serde_json::from_str(&document[start..]) {
        Ok(it) => it,
        Err(error) => {
            return Contents { broken: Some(broken(document, start, &error)), ..Contents::default() };
        }
    };
    if notebook.metadata.and_then(language).is_some_and(|it| !is_python(&it)) {
        return Contents::default();
    }
    let cells = notebook.cells.iter().chain(notebook.worksheets.iter().flat_map(|it| &it.cells));
    let mut part = Part::new(Language::Python);
    for cell in cells.filter(|it| it.is_python()) {
        let Some(Source { excerpt, between }) =
            cell.source.or(cell.input).and_then(|it| source(document, it))
        else {
            continue;
        };
        let Some((code, mut errors)) = interactive::cell(&excerpt).map(interactive::sound) else { continue };
        if part.spelling.is_empty() {
            part.begins = code.start(0);
        }
        let start = part.excerpt.text.len();
        part.excerpt.copy(&code, 0..code.text.len());
        if !part.excerpt.text.ends_with('\n') {
            part.excerpt.push("\n", excerpt.end..excerpt.end);
        }
        part.excerpt.end = excerpt.end;
        let shift = |it: u32| it + u32::try_from(start).unwrap_or(u32::MAX);
        errors
            .iter_mut()
            .for_each(|it| it.span = Span { start: shift(it.span.start), end: shift(it.span.end) });
        part.errors.extend(errors);
        part.spelling.push(Spelling::Json { text: start..part.excerpt.text.len(), between });
    }
    part.lines = 0..document.len();
    let parts = if part.spelling.is_empty() { vec![] } else { vec![part] };
    Contents { parts, ..Contents::default() }
}

impl Cell<'_> {
    fn is_python(&self) -> bool {
        let own = self.language.clone().or_else(|| self.metadata.and_then(language));
        self.cell_type.as_deref() == Some("code") && own.is_none_or(|it| is_python(&it))
    }
}

/// What the metadata say; whoever writes nonsense there writes Python.
fn language(metadata: &RawValue) -> Option<String> {
    let metadata: Metadata = serde_json::from_str(metadata.get()).unwrap_or_default();
    let by_editor = metadata.vscode.and_then(|it| it.language);
    let by_kernel = metadata.kernelspec.and_then(|it| it.language.or(it.name));
    by_editor.or(metadata.language_info.and_then(|it| it.name)).or(by_kernel)
}

fn is_python(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    language.starts_with("python") || language == "ipython"
}

/// What a cell says, and what stands between the strings of two lines.
struct Source {
    excerpt: Excerpt,
    between: Option<String>,
}

fn source(document: &str, value: &RawValue) -> Option<Source> {
    let place = |it: &RawValue| {
        let start = it.get().as_ptr() as usize - document.as_ptr() as usize;
        start..start + it.get().len()
    };
    let mut excerpt = Excerpt::default();
    if value.get().starts_with('"') {
        decode(document, place(value), &mut excerpt);
        return Some(Source { excerpt, between: None });
    }
    let strings: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
    let places: Vec<Range<usize>> =
        strings.iter().filter(|it| it.get().starts_with('"')).map(|it| place(it)).collect();
    for it in &places {
        decode(document, it.clone(), &mut excerpt);
    }
    let first = places.first()?;
    let between = match places.get(1) {
        Some(second) => document[first.end - 1..=second.start].to_owned(),
        None => format!("\",{}\"", &document[place(value).start + 1..first.start]),
    };
    Some(Source { excerpt, between: Some(between) })
}

/// Reads a JSON string that is known to be one, its quotes included.
fn decode(document: &str, place: Range<usize>, out: &mut Excerpt) {
    let (mut at, end) = (place.start + 1, place.end - 1);
    while at < end {
        let rest = &document[at..end];
        let plain = rest.find('\\').unwrap_or(rest.len());
        out.push(&rest[..plain], at..at + plain);
        at += plain;
        if at < end {
            let (decoded, length) = escaped(&document[at..end]);
            out.push(decoded.encode_utf8(&mut [0; 4]), at..at + length);
            at += length;
        }
    }
    out.end = end;
}

/// The character that an escape at the beginning of a text stands for, and how long it is.
fn escaped(text: &str) -> (char, usize) {
    let unit =
        |at: usize| text.get(at..at + 6)?.strip_prefix("\\u").and_then(|it| u16::from_str_radix(it, 16).ok());
    let plain = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let units = [unit(0), unit(6)].map(|it| it.unwrap_or(u16::from(b' ')));
            return match char::decode_utf16(units).next() {
                Some(Ok(it)) => (it, 6 * it.len_utf16()),
                // Half of a pair stands for nothing.
                Some(Err(_)) | None => (char::REPLACEMENT_CHARACTER, 6),
            };
        }
        Some(other) => char::from(*other),
        None => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (plain, 2)
}

/// Where a text stops being a notebook, and why.
fn broken(document: &str, start: usize, error: &serde_json::Error) -> (Span, String) {
    let before = document[start..].split_inclusive('\n').take(error.line().saturating_sub(1));
    let line = start + before.map(str::len).sum::<usize>();
    let mut at = (line + error.column().saturating_sub(1)).min(document.len());
    while !document.is_char_boundary(at) {
        at -= 1;
    }
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or_default();
    (Span::new(at, at), cause.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(text: &str) -> Vec<String> {
        read(text).parts.into_iter().map(|it| it.excerpt.text).collect()
    }

    fn cells(cells: &str) -> String {
        format!("{{\"cells\": [{cells}], \"metadata\": {{}}, \"nbformat\": 4}}")
    }

    #[test]
    fn all_code_cells_are_one_module() {
        let check = |text: &str, expected: &[&str]| assert_eq!(modules(text), expected, "{text}");
        check(
            &cells(
                r#"{"cell_type": "code", "source": ["a = 1\n", "b"]}, {"cell_type": "markdown", "source": "c"},
                {"cell_type": "code", "source": "d\n!ls\n", "outputs": []}, {"cell_type": "code", "source": []}"#,
            ),
            &["a = 1\nb\nd\npass\n"],
        );
        check(
            r#"{"worksheets": [{"cells": [{"cell_type": "code", "language": "python", "input": ["x"]}]}]}"#,
            &["x\n"],
        );
        check(
            &cells(r#"{"cell_type": "code", "source": "\"\u00e9\ud83d\ude00\ud83d\t\/\\"}"#),
            &["pass #\"é😀\u{fffd}\t/\\\n"],
        );
        check(&format!("\u{feff}{}", cells(r#"{"cell_type": "code", "source": "x"}"#)), &["x\n"]);
        check("{}", &[]);
        check(&cells(""), &[]);
    }

    #[test]
    fn what_is_no_python_is_left_out() {
        let of = |metadata: &str| {
            format!(
                "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": \"x\"}}], \"metadata\": {metadata}}}"
            )
        };
        let n_parts = |text: &str| read(text).parts.len();
        assert_eq!(n_parts(&of(r#"{"kernelspec": {"language": "R", "name": "ir"}}"#)), 0);
        assert_eq!(n_parts(&of(r#"{"kernelspec": {"name": "julia-1.9"}}"#)), 0);
        assert_eq!(n_parts(&of(r#"{"language_info": {"name": "python", "version": 3}}"#)), 1);
        assert_eq!(n_parts(&of(r#"{"language_info": 7}"#)), 1);
        assert_eq!(n_parts(&cells(r#"{"cell_type": "code", "source": "%%bash\nls"}"#)), 0);
        assert_eq!(
            n_parts(&cells(
                r#"{"cell_type": "code", "source": "x", "metadata": {"vscode": {"languageId": "sql"}}}"#
            )),
            0
        );
    }

    #[test]
    fn places_lead_into_the_strings() {
        let text = cells(r#"{"cell_type": "code", "source": ["é = \"\u00e9\"\n", "sub = f()"]}"#);
        let part = read(&text).parts.remove(0);
        let at = |needle: &str| part.excerpt.text.find(needle).unwrap();
        let span = |needle: &str| part.excerpt.span(Span::new(at(needle), at(needle) + needle.len()));
        assert_eq!(span("sub = f()").text(&text), "sub = f()");
        assert_eq!(span("\"é\"").text(&text), r#"\"\u00e9\""#);
    }

    #[test]
    fn a_broken_notebook_says_where() {
        let check = |text: &str, at: usize, cause: &str| {
            let (span, message) = read(text).broken.unwrap();
            assert_eq!((span.start as usize, message.as_str()), (at, cause), "{text}");
        };
        check("{\"cells\": [\n  }", 14, "expected value");
        check("", 0, "EOF while parsing a value");
        check("{\n\n  7", 5, "key must be a string");
        check("é", 0, "expected value");
        check("null", 3, "invalid type: null, expected a notebook");
    }
}
