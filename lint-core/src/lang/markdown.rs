//! Markdown, with what MDX adds: fenced blocks, and the comments that speak of them.
//!
//! Where a block is says pulldown-cmark. It knows CommonMark only, and MDX reads two things as code that are none there:
//! a fence right behind a tag, and one that is indented like the tag it stands in. Both are looked at again.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::excerpt::{Excerpt, Spelling};
use super::python::interactive::{self, Form};
use super::{Contents, Note, Part, rust};
use crate::source::{Document, Language};
use crate::suppress::BLOCK_MARK;

/// Tags before fences are looked for anew so many times: once for each in a row without an empty line.
const MAX_TURNS: usize = 20;
/// Indentation may hold further indentation.
const MAX_DEPTH: usize = 4;

/// A fenced block.
struct Block {
    /// What stands behind the opening fence.
    info: String,
    /// From the opening fence to the closing one, in the document.
    range: Range<usize>,
    excerpt: Excerpt,
}

/// What a text shows as it is.
#[derive(Default)]
struct Found {
    blocks: Vec<Block>,
    /// Where a comment would be none, in the document.
    literal: Vec<Range<usize>>,
}

pub fn read(document: &str, kind: Document) -> Contents {
    let mut found = Found::default();
    look(&Excerpt::whole(document, front_matter(document)), document, 0, &mut found);
    found.blocks.sort_by_key(|it| it.range.start);
    let mut contents = Contents::default();
    let mut parts_of = vec![];
    let mut before = 0;
    for block in &found.blocks {
        let is_hidden = kind == Document::Mdx && is_commented_out(&document[before..block.range.start]);
        let part = language_of(&block.info).filter(|_| !is_hidden).map(|it| part(document, block, it));
        parts_of.push(part.as_ref().map(|_| contents.parts.len()));
        contents.parts.extend(part);
        before = block.range.end;
    }
    for (at, _) in document.match_indices(BLOCK_MARK) {
        if found.literal.iter().any(|it| it.contains(&at)) {
            continue;
        }
        let next = found.blocks.iter().position(|it| it.range.start > at);
        let part = next.and_then(|it| parts_of[it]);
        contents.notes.extend(comment(document, at).map(|range| Note { range, part }));
    }
    contents
}

/// The comment above a block that begins at `offset`, and what keeps the block in its place below it.
pub fn comment_above(document: &str, offset: usize, words: &str, kind: Document) -> String {
    let (open, close) = brackets(kind);
    let start = document[..offset].rfind('\n').map_or(0, |it| it + 1);
    let line_end = document[offset..].find('\n').map(|it| offset + it);
    let newline = if line_end.is_some_and(|it| document[..it].ends_with('\r')) { "\r\n" } else { "\n" };
    // A bullet is not said again.
    let keep = |it: char| if matches!(it, '>' | '\t') { it } else { ' ' };
    let prefix: String = document[start..offset].trim_start_matches('\u{feff}').chars().map(keep).collect();
    format!("{open} {words} {close}{newline}{prefix}")
}

/// What a comment stands in.
pub fn brackets(kind: Document) -> (&'static str, &'static str) {
    match kind {
        Document::Markdown | Document::Notebook => ("<!--", "-->"),
        Document::Mdx => ("{/*", "*/}"),
    }
}

/// Where the text begins: behind a byte order mark and the block of YAML that pages begin with.
fn front_matter(document: &str) -> usize {
    let start = document.len() - document.trim_start_matches('\u{feff}').len();
    let mut lines = document[start..].split_inclusive('\n');
    let mut at = start + lines.next().map_or(0, str::len);
    if document[start..at].trim_end() != "---" {
        return start;
    }
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return at;
        }
    }
    start
}

/// Collects the blocks of a text, which is the document or an indented part of it.
fn look(excerpt: &Excerpt, document: &str, depth: usize, found: &mut Found) {
    let mut shown = excerpt.text.clone();
    for _ in 0..MAX_TURNS {
        let tags = tags_before_fences(&shown);
        if tags.is_empty() {
            break;
        }
        for range in tags {
            let blank: String =
                shown[range.clone()].bytes().map(|it| if it == b'\n' { '\n' } else { ' ' }).collect();
            shown.replace_range(range, &blank);
        }
    }
    let mut code: Option<(CodeBlockKind<'_>, Range<usize>, Excerpt)> = None;
    for (event, range) in Parser::new(&shown).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => code = Some((kind, range, Excerpt::default())),
            Event::Text(text) => {
                if let Some((_, block, lines)) = &mut code {
                    add_lines(lines, excerpt, block.start, range, &text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((kind, range, mut lines)) = code.take() else { continue };
                let in_document = excerpt.start(range.start)..excerpt.stop(range.end);
                match kind {
                    CodeBlockKind::Fenced(info) => {
                        lines.end = behind(&in_document, document);
                        found.literal.push(in_document.clone());
                        found.blocks.push(Block {
                            info: info.into_string(),
                            range: in_document,
                            excerpt: lines,
                        });
                    }
                    CodeBlockKind::Indented
                        if depth < MAX_DEPTH && line_with_fence(&lines.text).is_some() =>
                    {
                        look(&lines, document, depth + 1, found);
                    }
                    CodeBlockKind::Indented => found.literal.push(in_document),
                }
            }
            Event::Code(_) => found.literal.push(excerpt.start(range.start)..excerpt.stop(range.end)),
            _ => {}
        }
    }
}

/// Adds what an event says of a block.
fn add_lines(lines: &mut Excerpt, source: &Excerpt, start: usize, range: Range<usize>, text: &str) {
    let is_copy = source.text.get(range.clone()) == Some(text);
    // The library leaves the `\r` of a line end out.
    let is_line_end = text.starts_with('\n') && source.text[start..range.start].ends_with('\r');
    match is_copy {
        true => lines.copy(source, range.start - usize::from(is_line_end)..range.end),
        false => lines.replace(source, range, text),
    }
}

/// Where something stands that is added to a block: before the closing fence, if it has one.
fn behind(block: &Range<usize>, document: &str) -> usize {
    let text = document[block.clone()].trim_end_matches(['\r', '\n']);
    let last = text.rfind('\n').map_or(0, |it| it + 1);
    let fence = text[last..].trim_matches([' ', '\t', '>']);
    let is_closed = last > 0 && fence.len() >= 3 && fence.bytes().all(|it| matches!(it, b'`' | b'~'));
    if is_closed { block.start + last } else { block.end }
}

/// What every line of a block begins with in the document.
fn prefix<'a>(lines: &Excerpt, document: &'a str) -> &'a str {
    let first = lines.lines().into_iter().find(|it| !lines.text[it.clone()].trim().is_empty());
    let at = first.map_or(0, |it| lines.start(it.start));
    let start = document[..at].rfind('\n').map_or(0, |it| it + 1);
    &document[start..at]
}

/// Tags that hide the fence behind them: CommonMark reads HTML until the next empty line.
fn tags_before_fences(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    for (event, range) in Parser::new(text).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::HtmlBlock)) {
            continue;
        }
        let html = &text[range.clone()];
        let name = html.trim_start().trim_start_matches(['<', '/']);
        let is_tag = name.starts_with(|it: char| it.is_ascii_alphabetic());
        let is_literal = ["script", "pre", "style", "textarea"].iter().any(|it| {
            let rest = name.get(it.len()..).filter(|_| name[..it.len()].eq_ignore_ascii_case(it));
            rest.is_some_and(|it| !it.starts_with(|it: char| it.is_alphanumeric()))
        });
        let fence = line_with_fence(html).filter(|it| *it > 0 && is_tag && !is_literal);
        found.extend(fence.map(|it| range.start..range.start + it));
    }
    found
}

/// Where the first line begins that looks like an opening fence.
fn line_with_fence(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Whether a comment of MDX begins in a text and does not end there.
fn is_commented_out(text: &str) -> bool {
    let open = text.rfind("{/*");
    let begins_line =
        |it: usize| text[..it].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|it| it == '\n');
    open.is_some_and(|it| begins_line(it) && !text[it..].contains("*/"))
}

/// The language of a block, as far as it is one of ours: `python title="a.py"`, `{.python}`, `{code-cell} ipython3`.
fn language_of(info: &str) -> Option<Language> {
    let separators = |it: char| it.is_whitespace() || matches!(it, ',' | ':' | ';' | '{' | '}' | '(' | '[');
    let words: Vec<String> =
        info.split(separators).filter(|it| !it.is_empty()).map(str::to_ascii_lowercase).collect();
    let is_directive =
        |it: &&String| matches!(it.as_str(), "code-cell" | "code-block" | "code" | "sourcecode");
    let class = words.iter().find(|it| it.starts_with('.')).filter(|_| info.trim_start().starts_with('{'));
    let first = class.or_else(|| words.iter().find(|it| !is_directive(it) && !it.starts_with('#')))?;
    match first.trim_start_matches('.') {
        "python" | "py" | "python3" | "py3" | "pycon" | "ipython" | "ipython3" | "python-repl" | "pyi"
        | "python2" => Some(Language::Python),
        // What is shown because it does not compile never runs.
        "rust" | "rs" if !words.iter().any(|it| it == "compile_fail") => Some(Language::Rust),
        _ => None,
    }
}

fn part(document: &str, block: &Block, language: Language) -> Part {
    let (excerpt, form) = match language {
        Language::Rust => (rust::snippet::module(&block.excerpt), None),
        Language::Python | Language::Document(_) => {
            let (excerpt, form) = interactive::module(&block.excerpt);
            (excerpt, Some(form))
        }
    };
    let spelling = match form {
        Some(Form::Plain) => vec![Spelling::Prefixed(prefix(&excerpt, document).to_owned())],
        Some(Form::Session) | None => vec![],
    };
    let start = document[..block.range.start].rfind('\n').map_or(0, |it| it + 1);
    let end = document[block.range.end..].find('\n').map_or(document.len(), |it| block.range.end + it + 1);
    // The line end may be a part of the block.
    let end = if document[..block.range.end].ends_with('\n') { block.range.end } else { end };
    Part { excerpt, spelling, begins: block.range.start, lines: start..end, ..Part::new(language) }
}

/// The comment around a place; `None` if it is not in one.
fn comment(document: &str, at: usize) -> Option<Range<usize>> {
    let before = document[..at].trim_end();
    [Document::Markdown, Document::Mdx].into_iter().map(brackets).find_map(|(open, close)| {
        let start = before.strip_suffix(open)?.len();
        let end = at + document[at..].find(close)? + close.len();
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block's language, text and place.
    fn blocks(text: &str) -> Vec<(Language, String, usize)> {
        let parts = read(text, Document::Markdown).parts;
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        parts
            .into_iter()
            .map(|it| (it.language, it.excerpt.text.clone(), line(it.excerpt.start(0))))
            .collect()
    }

    #[track_caller]
    fn python(text: &str, expected: &[(&str, usize)]) {
        let expected: Vec<_> = expected.iter().map(|it| (Language::Python, it.0.to_owned(), it.1)).collect();
        assert_eq!(blocks(text), expected, "{text}");
    }

    #[test]
    fn fences_of_every_kind_are_found() {
        python("```python\nx\n```\n", &[("x\n", 2)]);
        python("~~~~ py title=\"a\"\nx\n```\n~~~\n~~~~\ny\n", &[("x\n```\n~~~\n", 2)]);
        python("a\n```python\nx", &[("x", 3)]);
        python("- a\n\n  ```py\n  x\n\n    y\n  ```\n", &[("x\n\n  y\n", 4)]);
        python("1. ```py\n   x\n   ```\n", &[("x\n", 2)]);
        python("> ```py\n> x\n>\n> y\n> ```\n", &[("x\n\ny\n", 2)]);
        python("\u{feff}```py\r\nx\r\n\r\ny\r\n```\r\n", &[("x\r\n\r\ny\r\n", 2)]);
        python("- a\n\n\t```py\n\tx\n\t\ty\n\t```\n", &[("x\n\ty\n", 4)]);
        python("````md\n```py\nx\n```\n````\n", &[]);
        python("<!--\n```py\nx\n```\n-->\n", &[]);
        python("---\na: |\n  ```py\n  x\n  ```\n---\n```py\ny\n```\n", &[("y\n", 8)]);
        python("a\n\n---\n```py\ny\n```\n---\n", &[("y\n", 5)]);
        python("```py\n```\n", &[("", 2)]);
    }

    #[test]
    fn fences_in_tags_are_found() {
        python(
            "<Tab>\n```py\nx\n\ny\n```\n</Tab>\n<Tab>\n```py\nz\n```\n</Tab>\n",
            &[("x\n\ny\n", 3), ("z\n", 10)],
        );
        python(
            "<Tabs>\n  <Tab>\n\n    ```py\n    x\n      y\n    ```\n\n  </Tab>\n</Tabs>\n",
            &[("x\n  y\n", 5)],
        );
        python("<pre>\n```py\nx\n```\n</pre>\n", &[]);
        let hidden = "{/*\n```py\nx\n```\n*/}\n\n```py\ny\n```\n";
        assert_eq!(read(hidden, Document::Mdx).parts.len(), 1);
    }

    #[test]
    fn a_block_says_its_language() {
        let python = [
            "python",
            "Py",
            "python3",
            "pycon",
            "{.python .numbers}",
            "{#a .py k=v}",
            "py,linenos",
            "python:a.py",
            "{code-cell} ipython3",
            "python {1,3}",
            "python{1}",
        ];
        let rust = ["rust", "rs", "rust,ignore", "rust, no_run"];
        let none =
            ["", "bash", "text python", "rust,compile_fail", "pytb", "{r}", "console", "{.text .python}"];
        python.iter().for_each(|it| assert_eq!(language_of(it), Some(Language::Python), "{it}"));
        rust.iter().for_each(|it| assert_eq!(language_of(it), Some(Language::Rust), "{it}"));
        none.iter().for_each(|it| assert_eq!(language_of(it), None, "{it}"));
    }

    #[test]
    fn comments_belong_to_the_next_block() {
        let check = |text: &str, expected: &[(&str, Option<usize>)]| {
            let notes = read(text, Document::Markdown).notes;
            let notes: Vec<_> = notes.iter().map(|it| (&text[it.range.clone()], it.part)).collect();
            assert_eq!(notes, expected, "{text}");
        };
        let html = "<!-- subtensor-lint: ignore-next-block[SUB001] why -->";
        let mdx = "{/* subtensor-lint: ignore-next-block[SUB001] why */}";
        check(&format!("{html}\n```py\n```\n{mdx}\n\nso\n```rs\n```\n"), &[(html, Some(0)), (mdx, Some(1))]);
        check(&format!("```py\n```\n- {html}\n"), &[(html, None)]);
        check(&format!("{html}\n```sh\n```\n```py\n```\n"), &[(html, None)]);
        check(&format!("`{html}`\n```html\n{html}\n```\n    {html}\n```py\n```\n"), &[]);
    }
}
