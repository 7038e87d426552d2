//! Rust as documentation shows it: statements without a function around them, lines that only the compiler sees.

use super::super::excerpt::Excerpt;
use super::text::{Read, Text};

/// A block of a document as a file: like rustdoc, `main` is put around statements.
pub fn module(excerpt: &Excerpt) -> Excerpt {
    let mut plain = Excerpt::default();
    for line in excerpt.lines() {
        let text = excerpt.text[line.clone()].trim_end();
        let code = text.trim_start();
        let start = line.start + text.len() - code.len();
        match code {
            // rustdoc hides what stands behind `# `; people leave out what they write `...` for.
            "#" | "..." | "…" => plain.copy(excerpt, line.start + text.len()..line.end),
            _ if code.starts_with("# ") => plain.copy(excerpt, start + 2..line.end),
            _ => plain.copy(excerpt, line),
        }
    }
    plain.end = excerpt.end;
    if parses(&plain.text) {
        return plain;
    }
    let mut wrapped = Excerpt::default();
    wrapped.push("async fn main() {", plain.start(0)..plain.start(0));
    wrapped.copy(&plain, 0..plain.text.len());
    wrapped.push("\n}\n", plain.end..plain.end);
    if parses(&wrapped.text) { wrapped } else { plain }
}

fn parses(text: &str) -> bool {
    matches!(Text::new(text).parse(|_, _, _| ()), Read::Done(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_get_a_main_and_hidden_lines_are_seen() {
        let check = |text: &str, expected: &str| assert_eq!(module(&Excerpt::whole(text, 0)).text, expected);
        check("fn f() {}\n", "fn f() {}\n");
        check("#[test]\nfn f() {}\n", "#[test]\nfn f() {}\n");
        check(
            "# use a;\nlet x = f().await?;\n...\n",
            "async fn main() {use a;\nlet x = f().await?;\n\n\n}\n",
        );
        check("let x = ;\n", "let x = ;\n");
    }
}
