//! Python as people type it: prompts, IPython's commands, excerpts that are indented.
//!
//! What is no Python is left out or stands as a statement that does nothing; everything else stays where it is.

use super::super::SyntaxError;
use super::super::excerpt::Excerpt;
use super::{children, parse, span};
use crate::source::Span;

/// Whether places of a text still are places where it can be edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text like that of a file.
    Plain,
    /// With prompts, and answers in between.
    Session,
}

/// A block of a document as a module.
pub fn module(excerpt: &Excerpt) -> (Excerpt, Form) {
    let flush = dedented(excerpt);
    match is_session(&flush.text) {
        true => (without_commands(&without_prompts(&flush)), Form::Session),
        false => (without_commands(&flush), Form::Plain),
    }
}

/// The cell of a notebook as a part of its module; `None` if it is in another language.
pub fn cell(excerpt: &Excerpt) -> Option<Excerpt> {
    /// The commands for a whole cell that run it where the others run.
    const SAME_PLACE: &[&str] = &["capture", "debug", "prun", "time", "timeit"];
    let first = excerpt.text.lines().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let command = first.trim_start().strip_prefix("%%").map(|it| it.split_whitespace().next().unwrap_or(""));
    let is_ours = command.is_none_or(|it| SAME_PLACE.contains(&it));
    is_ours.then(|| without_commands(excerpt))
}

/// The same text with all lines that could not be parsed as comments, so that no statement around them is touched,
/// and what is wrong with them, in places of the new text.
pub fn sound(excerpt: Excerpt) -> (Excerpt, Vec<SyntaxError>) {
    let parsed = parse(0, &excerpt.text);
    if parsed.errors.is_empty() {
        return (excerpt, vec![]);
    }
    let root = parsed.tree.root_node();
    let mut broken: Vec<Span> = children(root).into_iter().filter(|it| it.has_error()).map(span).collect();
    // What is missing may have no width, and an error at the top no siblings.
    broken.extend(parsed.errors.iter().map(|it| it.span));
    if root.is_error() {
        broken.push(span(root));
    }
    let mut res = Excerpt::default();
    for line in excerpt.lines() {
        let touches =
            |it: &Span| (it.start as usize) < line.end && line.start < (it.end.max(it.start + 1) as usize);
        if broken.iter().any(touches) {
            res.replace(&excerpt, line.start..line.start, "pass #");
        }
        res.copy(&excerpt, line);
    }
    res.end = excerpt.end;
    let place = |it: &SyntaxError| SyntaxError {
        span: res.find(excerpt.span(it.span)).unwrap_or_default(),
        ..it.clone()
    };
    let errors = parsed.errors.iter().map(place).collect();
    (res, errors)
}

/// Without the indentation that all lines have in common.
fn dedented(excerpt: &Excerpt) -> Excerpt {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let text = &excerpt.text;
    let code: Vec<&str> = text.lines().filter(|it| !it.trim().is_empty()).collect();
    let Some(first) = code.first() else { return excerpt.clone() };
    let mut common = &first[..blanks(first)];
    for line in code {
        let same = common.bytes().zip(line.bytes()).take_while(|(a, b)| a == b).count();
        common = &common[..same];
    }
    if common.is_empty() {
        return excerpt.clone();
    }
    let mut res = Excerpt::default();
    for line in excerpt.lines() {
        let shorter = text[line.clone()].strip_prefix(common).map_or(0, |_| common.len());
        res.copy(excerpt, line.start + shorter..line.end);
    }
    res.end = excerpt.end;
    res
}

fn is_session(text: &str) -> bool {
    let is_code = |it: &&str| !it.trim().is_empty() && !it.starts_with('#');
    let begins = |it: &str| it.starts_with(">>>") || it.starts_with("In [") && prompt(it).is_some();
    text.lines().find(is_code).is_some_and(begins)
}

/// The length of the prompt that a line begins with.
fn prompt(line: &str) -> Option<usize> {
    for mark in [">>> ", "... "] {
        if line.starts_with(mark) {
            return Some(mark.len());
        }
    }
    if matches!(line, ">>>" | "...") {
        return Some(line.len());
    }
    // `In [1]: ` and `   ...: `
    let number = line.strip_prefix("In [").and_then(|it| it.split_once("]:"));
    let continued = line.trim_start().starts_with("...:").then(|| line.find(':')).flatten();
    let at = match number {
        Some((digits, rest)) if digits.bytes().all(|it| it.is_ascii_digit()) => line.len() - rest.len(),
        _ => continued? + 1,
    };
    Some(at + usize::from(line[at..].starts_with(' ')))
}

/// What was typed, without prompts and answers.
fn without_prompts(excerpt: &Excerpt) -> Excerpt {
    let mut res = Excerpt::default();
    for line in excerpt.lines() {
        let text = excerpt.text[line.clone()].trim_end_matches(['\r', '\n']);
        match prompt(text) {
            Some(length) => res.copy(excerpt, line.start + length..line.end),
            None if text.starts_with('#') => res.copy(excerpt, line),
            None => res.copy(excerpt, line.start + text.len()..line.end),
        }
    }
    res.end = excerpt.end;
    res
}

/// IPython's commands as statements that do nothing.
fn without_commands(excerpt: &Excerpt) -> Excerpt {
    // A text that parses has none: `%` and `!` may begin a line within brackets.
    if !excerpt.text.contains(['%', '!', '?', '…']) || parse(0, &excerpt.text).errors.is_empty() {
        return excerpt.clone();
    }
    let mut res = Excerpt::default();
    let mut reader = Reader::default();
    let mut goes_on = false;
    for line in excerpt.lines() {
        let text = excerpt.text[line.clone()].trim_end();
        let start = line.start + text.len() - text.trim_start().len();
        let end = line.start + text.len();
        if goes_on {
            goes_on = text.ends_with('\\');
            res.copy(excerpt, end..line.end);
            continue;
        }
        match command(text.trim_start()).filter(|_| reader.at_statement()) {
            None => {
                reader.read(&excerpt.text[line.clone()]);
                res.copy(excerpt, line);
            }
            Some(Command::Alone) => {
                goes_on = text.ends_with('\\');
                res.copy(excerpt, line.start..start);
                res.replace(excerpt, start..end, "pass");
                res.copy(excerpt, end..line.end);
            }
            Some(Command::Before(length)) => {
                res.copy(excerpt, line.start..start);
                reader.read(&excerpt.text[start + length..line.end]);
                res.copy(excerpt, start + length..line.end);
            }
            Some(Command::Value(length)) => {
                goes_on = text.ends_with('\\');
                res.copy(excerpt, line.start..start + length);
                res.replace(excerpt, start + length..end, "...");
                res.copy(excerpt, end..line.end);
            }
        }
    }
    res.end = excerpt.end;
    res
}

/// What IPython reads in a line, and how many bytes of Python stand before, or of it before Python.
enum Command {
    Alone,
    /// `%time x = f()`
    Before(usize),
    /// `files = !ls`
    Value(usize),
}

fn command(line: &str) -> Option<Command> {
    let is_magic = |it: &str| {
        it.strip_prefix('%')
            .is_some_and(|it| it.starts_with(|c: char| c.is_alphabetic() || matches!(c, '%' | '_')))
    };
    for timed in ["%time ", "%prun "] {
        let rest = line.strip_prefix(timed).map(str::trim_start);
        if let Some(rest) = rest.filter(|it| !it.is_empty() && !it.starts_with('-')) {
            return Some(Command::Before(line.len() - rest.len()));
        }
    }
    let asks = line.ends_with('?') && !line.contains(['#', '"', '\'']);
    if line == "…" || line.starts_with(['!', '?']) || is_magic(line) || asks {
        return Some(Command::Alone);
    }
    let (names, value) = line.split_once('=')?;
    let are_names = names.chars().all(|it| it.is_alphanumeric() || "_,. ".contains(it));
    let is_value = value.trim_start().starts_with('!') || is_magic(value.trim_start());
    let length = line.len() - value.trim_start().len();
    (are_names && is_value).then_some(Command::Value(length))
}

/// Reads just enough to know where statements begin.
#[derive(Debug, Default)]
struct Reader {
    depth: usize,
    /// The quotes of the string that goes on in the next line.
    string: Option<&'static str>,
    goes_on: bool,
}

impl Reader {
    fn at_statement(&self) -> bool {
        self.depth == 0 && self.string.is_none() && !self.goes_on
    }

    fn read(&mut self, line: &str) {
        const QUOTES: &[&str] = &["\"\"\"", "'''", "\"", "'"];
        let mut rest = line;
        self.goes_on = line.trim_end_matches(['\r', '\n']).ends_with('\\');
        while let Some(next) = rest.chars().next() {
            let mut length = next.len_utf8();
            if next == '\\' {
                length += rest[length..].chars().next().map_or(0, char::len_utf8);
            } else if let Some(quotes) = self.string {
                if rest.starts_with(quotes) {
                    self.string = None;
                    length = quotes.len();
                }
            } else if let Some(quotes) = QUOTES.iter().find(|it| rest.starts_with(**it)) {
                self.string = Some(quotes);
                length = quotes.len();
            } else {
                match next {
                    '#' => {
                        self.goes_on = false;
                        break;
                    }
                    '(' | '[' | '{' => self.depth += 1,
                    ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
            }
            rest = &rest[length..];
        }
        // A plain string ends with its line, whether it is closed or not.
        if self.string.is_some_and(|it| it.len() == 1) && !self.goes_on {
            self.string = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str) -> Excerpt {
        Excerpt::whole(text, 0)
    }

    fn becomes(text: &str, expected: &str) {
        let (module, _) = module(&excerpt(text));
        assert_eq!(module.text, expected, "{text}");
        assert!(parse(0, &module.text).errors.is_empty(), "{text}");
    }

    #[test]
    fn what_was_typed_is_left_of_a_session() {
        becomes(">>> x = 1\n>>> if x:\n...     f(x)\n...\n42\n>>> x\n", "x = 1\nif x:\n    f(x)\n\n\nx\n");
        becomes("# why\n>>> x\r\n>>>\n", "# why\nx\r\n\n");
        becomes("In [1]: x = 1\n   ...: f()\n\nOut[1]: 3\nIn [12]: x\n", "x = 1\nf()\n\n\nx\n");
        becomes("...\nx = 1\n", "...\nx = 1\n");
    }

    #[test]
    fn common_indentation_is_left_out() {
        becomes("    x = 1\n\n    if x:\n        f()\n", "x = 1\n\nif x:\n    f()\n");
        becomes("\tx = 1\n\ty = 2\n", "x = 1\ny = 2\n");
    }

    #[test]
    fn commands_do_nothing() {
        becomes("%pip install bittensor\nimport a\n!ls 'it\nx?\n?x\n", "pass\nimport a\npass\npass\npass\n");
        becomes("if x:\n    !ls\n    y = !ls\n", "if x:\n    pass\n    y = ...\n");
        becomes("a, b = %sx ls\n%time x = f(\n  1)\n…\n", "a, b = ...\nx = f(\n  1)\npass\n");
        becomes("%timeit -n 1 f()\nx = (10\n  %y)\n", "pass\nx = (10\n  %y)\n");
        becomes(
            "!ls\nx = '''\n!no\n'''\ny = \"%s\" \\\n  %z\n",
            "pass\nx = '''\n!no\n'''\ny = \"%s\" \\\n  %z\n",
        );
        becomes("!pip install \\\n  a \\\n  b\nx = 1\n", "pass\n\n\nx = 1\n");
        becomes("with f() as x:\n    # use it\n", "with f() as x:\n    # use it\n");
        becomes("async with f() as x:\n    ...\nawait x\n", "async with f() as x:\n    ...\nawait x\n");
    }

    #[test]
    fn a_cell_of_another_language_is_none() {
        let text = |it: &str| cell(&excerpt(it)).map(|it| it.text);
        assert_eq!(text("%%bash\nls"), None);
        assert_eq!(text("\n%%time\nx = 1\n").as_deref(), Some("\npass\nx = 1\n"));
        assert_eq!(text("x = 1 %2").as_deref(), Some("x = 1 %2"));
    }

    #[test]
    fn broken_lines_become_comments() {
        let (res, errors) = sound(excerpt("x = 1\nfoo(]\ny = 2\n"));
        assert!(parse(0, &res.text).errors.is_empty(), "{}", res.text);
        assert!(res.text.starts_with("x = 1\npass #foo(]\n"), "{}", res.text);
        assert_eq!(errors.len(), 1);
        assert!(res.text[errors[0].span.start as usize..].starts_with("foo"), "{errors:?}");
    }
}
