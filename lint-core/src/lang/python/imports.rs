//! Which modules a text may import, read without parsing it.
//!
//! What is found covers what the syntax tree would show, and may be more: an `import` in a comment or string counts.

use memchr::memmem;

use crate::ir::Name;
use crate::layout::ImportPath;

/// How far before an `import` its `from` is looked for, and after a dynamic import its string. In bytes.
const REACH: usize = 400;

/// A module that may be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub path: ImportPath,
    /// What is taken from it.
    pub name: Option<Name>,
    /// The module itself is within reach, and so is everything that a package holds: `import pkg`, not
    /// `from pkg import name`.
    pub whole: bool,
}

/// Every module that may be imported.
pub fn imports(text: &str) -> Vec<Import> {
    let mut found = vec![];
    for at in memmem::find_iter(text.as_bytes(), "import") {
        let end = at + "import".len();
        if text[..at].chars().next_back().is_some_and(is_word) {
            if text[..at].ends_with("__") {
                dynamic(&text[end..], &mut found);
            }
            continue;
        }
        match text[end..].chars().next() {
            Some('_') => dynamic(&text[end..], &mut found),
            Some(it) if is_word(it) => {}
            _ => statement(&text[..at], &text[end..], &mut found),
        }
    }
    found
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

/// Reads what stands around the word `import`.
fn statement(before: &str, after: &str, found: &mut Vec<Import>) {
    let names = names(after);
    let Some(from) = module_before(before) else {
        for name in names {
            let parts: Vec<Name> = name.split('.').filter(|it| !it.is_empty()).map(Name::from).collect();
            let prefixes = (1..=parts.len()).map(|n| ImportPath { level: 0, parts: parts[..n].to_vec() });
            found.extend(prefixes.map(|path| Import { path, name: None, whole: true }));
        }
        return;
    };
    // A star takes what the package names, its modules among them.
    found.push(Import { path: from.clone(), name: None, whole: names.is_empty() });
    found.extend(names.into_iter().map(|it| Import {
        path: from.clone(),
        name: Some(it.into()),
        whole: false,
    }));
}

/// The module between a `from` and the end of the text: `from ..pkg.chain `.
fn module_before(text: &str) -> Option<ImportPath> {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let text = text[start..].replace("\\\r\n", " ").replace("\\\n", " ").replace("\\\r", " ");
    let line = text.rsplit(['\n', '\r']).next()?;
    let module = line.rmatch_indices("from").find_map(|(at, word)| {
        let (before, after) = (&line[..at], &line[at + word.len()..]);
        let is_whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        is_whole.then_some(after)
    })?;
    let spelt = |it: char| is_word(it) || it == '.' || it.is_whitespace();
    module.chars().all(spelt).then(|| path(&module.split_whitespace().collect::<String>()))
}

fn path(dotted: &str) -> ImportPath {
    let level = dotted.bytes().take_while(|it| *it == b'.').count();
    let parts = dotted[level..].split('.').filter(|it| !it.is_empty()).map(Name::from).collect();
    ImportPath { level, parts }
}

/// The dotted names of a list, without their aliases: `a.b as c, d`, in brackets or up to the end of the line.
fn names(text: &str) -> Vec<String> {
    let in_brackets = text.trim_start_matches([' ', '\t', '\\', '\r', '\n', '\x0c']).starts_with('(');
    let mut all = vec![];
    let mut words: Vec<String> = vec![];
    let mut glued = false;
    let mut chars = text.chars().peekable();
    let flush = |words: &mut Vec<String>, all: &mut Vec<String>| {
        all.extend(words.drain(..).next());
    };
    while let Some(it) = chars.next() {
        match it {
            '(' => {}
            '#' => while chars.next_if(|it| !matches!(it, '\n' | '\r')).is_some() {},
            '\\' => {
                chars.next_if_eq(&'\r');
                chars.next_if_eq(&'\n');
            }
            '\n' | '\r' if in_brackets => {}
            ' ' | '\t' | '\x0c' => {}
            ',' => flush(&mut words, &mut all),
            '.' => {
                glued = true;
                words.last_mut().into_iter().for_each(|it| it.push('.'));
            }
            it if is_word(it) => {
                let mut word = String::from(it);
                while let Some(it) = chars.next_if(|it| is_word(*it)) {
                    word.push(it);
                }
                match words.last_mut().filter(|_| glued) {
                    Some(last) => last.push_str(&word),
                    None => words.push(word),
                }
                glued = false;
            }
            _ => break,
        }
    }
    flush(&mut words, &mut all);
    all
}

/// Reads the first string after `import_module` or `__import__`. Whoever imports by name may mean any module beside it.
fn dynamic(after: &str, found: &mut Vec<Import>) {
    found.push(Import { path: ImportPath { level: 1, parts: vec![] }, name: None, whole: true });
    let mut end = after.len().min(REACH);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let after = &after[..end];
    let Some(start) = after.find(['"', '\'']) else { return };
    let quote = &after[start..=start];
    let text = after[start..].trim_start_matches(quote);
    let name = text.split(quote).next().unwrap_or_default();
    if name.chars().all(|it| is_word(it) || it == '.') {
        found.push(Import { path: path(name), name: None, whole: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let show = |Import { path, name, whole }| {
            let name = name.map_or(String::new(), |it| format!(" {it}"));
            let all = if whole { "!" } else { "" };
            format!("{}{}{name}{all}", ".".repeat(path.level), path.parts.join("."))
        };
        imports(text).into_iter().map(show).collect()
    }

    #[test]
    fn imports_are_read_however_they_are_spelt() {
        assert_eq!(found("import a.b as c, d\nx = 1"), ["a!", "a.b!", "d!"]);
        assert_eq!(found("from a.b import c as d, e; f()"), ["a.b", "a.b c", "a.b e"]);
        assert_eq!(found("from .. a . b import (c, # why\n  d as e,\n)\nf"), ["..a.b", "..a.b c", "..a.b d"]);
        assert_eq!(found("if x: from . import \\\n  c\nelse: pass"), [".", ". c"]);
        assert_eq!(found("from a import *"), ["a!"]);
        assert_eq!(found("from a import(b)"), ["a", "a b"]);
        assert_eq!(found("from\\\n a \\\n import b"), ["a", "a b"]);
    }

    #[test]
    fn modules_that_are_named_by_strings_count() {
        assert_eq!(found("importlib.import_module('.chain', 'pkg')"), [".!", ".chain!"]);
        assert_eq!(found("__import__(\n    \"\"\"a.b\"\"\")"), [".!", "a.b!"]);
        assert_eq!(found("import_module(name)\nx = 'two words'"), [".!"]);
    }

    #[test]
    fn a_part_of_a_word_is_no_import() {
        assert_eq!(found("reimport = important"), [""; 0]);
    }

    #[test]
    fn text_that_is_no_python_is_read_all_the_same() {
        assert_eq!(found("import é.ü, 日本"), ["é!", "é.ü!", "日本!"]);
        assert_eq!(found("import"), [""; 0]);
        assert_eq!(found("from import ((((a"), ["", " a"]);
    }
}
