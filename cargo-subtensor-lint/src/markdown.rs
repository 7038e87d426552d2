//! Rule pages on a terminal: wrapped to its width, headings and code in colour.
//!
//! It knows the Markdown that our own pages consist of: headings, paragraphs of one sentence a line, lists, fenced
//! blocks, and code in backticks. Blocks of code are never wrapped.

use anstyle::{AnsiColor, Style};
use textwrap::Options;

const HEADING: Style = AnsiColor::Yellow.on_default().bold();
const CODE: Style = AnsiColor::Cyan.on_default();
const BLOCK: Style = AnsiColor::Green.on_default();

/// A page as a person reads it, in lines of at most `width` columns.
pub(crate) fn render(page: &str, width: usize, coloured: bool) -> String {
    let paint = |style: Style, text: &str| match coloured {
        true => format!("{style}{text}{style:#}"),
        false => text.to_owned(),
    };
    let mut out = Lines { width, text: String::new(), paragraph: String::new(), indent: "" };
    let mut in_block = false;
    for line in page.lines() {
        if line.starts_with("```") {
            out.flush();
            in_block = !in_block;
        } else if in_block {
            out.line(&if line.is_empty() { String::new() } else { format!("    {}", paint(BLOCK, line)) });
        } else if line.starts_with('#') {
            out.flush();
            out.line(&paint(HEADING, line.trim_start_matches('#').trim_start()));
        } else if line.is_empty() {
            out.flush();
            out.line("");
        } else {
            if let Some(item) = line.strip_prefix("- ") {
                out.flush();
                out.indent = "- ";
                out.add(&spans(item, coloured, paint));
            } else {
                out.add(&spans(line, coloured, paint));
            }
        }
    }
    out.flush();
    out.text
}

/// A line with its code in colour, or in its backticks if there are no colours.
fn spans(line: &str, coloured: bool, paint: impl Fn(Style, &str) -> String) -> String {
    if !coloured {
        return line.to_owned();
    }
    // Between two backticks stands code, and no page has a single one.
    let parts = line.split('`').enumerate();
    parts.map(|(at, it)| if at % 2 == 1 { paint(CODE, it) } else { it.to_owned() }).collect()
}

/// The output, and the paragraph that is being read.
struct Lines<'a> {
    width: usize,
    text: String,
    paragraph: String,
    /// What the paragraph begins with; its other lines are as far to the right.
    indent: &'a str,
}

impl Lines<'_> {
    fn add(&mut self, text: &str) {
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(text);
    }

    fn flush(&mut self) {
        if !self.paragraph.is_empty() {
            let rest = " ".repeat(self.indent.len());
            // A name or a path that is cut in two cannot be copied.
            let options = Options::new(self.width)
                .initial_indent(self.indent)
                .subsequent_indent(&rest)
                .break_words(false)
                .word_splitter(textwrap::WordSplitter::NoHyphenation)
                .word_separator(textwrap::WordSeparator::AsciiSpace);
            let text = textwrap::fill(&std::mem::take(&mut self.paragraph), options);
            self.line(&text);
        }
        self.indent = "";
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use lint_core::rules::ALL;
    use snapbox::{assert_data_eq, str};

    use super::*;

    const PAGE: &str = "# SUB001 never-closed\n\nOne sentence, with `code`.\nAnother sentence.\n\n- a point that is too long for one line\n- another\n\n```python\nsub = bt.Subtensor(network=\"finney\", log_verbose=True)\n\nx = 1\n```\n";

    #[test]
    fn sentences_flow_and_code_does_not() {
        assert_data_eq!(
            render(PAGE, 30, false),
            str![[r#"
SUB001 never-closed

One sentence, with `code`.
Another sentence.

- a point that is too long for
  one line
- another

    sub = bt.Subtensor(network="finney", log_verbose=True)

    x = 1

"#]]
        );
    }

    #[test]
    fn colours_take_no_room() {
        let plain = |text: &str| anstream::adapter::strip_str(text).to_string();
        let coloured = render(PAGE, 40, true);
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(plain(&coloured), render(&PAGE.replace("`code`", "code"), 40, false));
    }

    #[test]
    fn no_line_of_any_page_is_too_wide() {
        for rule in ALL {
            for line in render(&rule.page(), 60, false).lines().filter(|it| !it.starts_with("    ")) {
                // One word may be wider than that.
                let is_word = !line.trim_start_matches("- ").trim_start().contains(' ');
                assert!(line.chars().count() <= 60 || is_word, "{}: {line}", rule.id);
            }
        }
    }
}
