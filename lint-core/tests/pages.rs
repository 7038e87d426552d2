//! Every rule page is run: `# error` lines of its examples give that rule, everything else is silent.

use std::sync::Arc;

use lint_core::rules::{self, Rule};
use lint_core::source::{Language, LineIndex, Origin, Package, SdkPin, SourceFile};
use lint_core::{Options, check};

const SECTIONS: &[&str] =
    &["## Why is this bad?", "## Example", "Use instead:", "## When it errs", "## How to silence it"];

/// One fenced example of a page.
struct Block {
    /// Line of the opening fence in the page, 1-based.
    line: usize,
    language: Language,
    text: String,
}

#[test]
fn examples_give_what_they_say() {
    let wrong: Vec<String> = rules::ALL.iter().flat_map(|it| examples(it)).collect();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn pages_are_complete() {
    let wrong: Vec<String> = rules::ALL.iter().flat_map(|it| completeness(it)).collect();
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// What the examples of a page give and should not, or should and do not.
fn examples(rule: &Rule) -> Vec<String> {
    let mut wrong = vec![];
    for block in blocks(&rule.page()) {
        let expected: Vec<(usize, &str)> = marked(&block).map(|line| (line, rule.id)).collect();
        let found = findings(rule, &block);
        if expected != found {
            wrong.push(format!(
                "{}: example at line {}: {expected:?} said, {found:?} found",
                rule.name, block.line
            ));
        }
    }
    wrong
}

fn completeness(rule: &Rule) -> Vec<String> {
    let page = rule.page();
    let blocks = blocks(&page);
    let missing = |what: &str| format!("{}: the page has no {what}", rule.name);
    let mut wrong: Vec<String> = vec![];
    let mut rest = page.as_str();
    for section in SECTIONS {
        match rest.split_once(&format!("\n{section}\n")) {
            Some((_, after)) => rest = after,
            None => wrong.push(missing(&format!("`{section}` in its place"))),
        }
    }
    let first = page.lines().next().unwrap_or_default();
    if !first.ends_with('.') || first.contains(". ") || page.lines().nth(1) != Some("") {
        wrong.push(missing("first line that is one sentence"));
    }
    if !blocks.iter().any(|it| marked(it).next().is_some()) {
        wrong.push(missing("bad example"));
    }
    if rule.id != "SUB901" && !blocks.iter().any(|it| marked(it).next().is_none()) {
        wrong.push(missing("good example"));
    }
    if !page.contains(&format!("ignore[{}]", rule.id)) {
        wrong.push(missing("ignore comment with its id"));
    }
    wrong
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![];
    let mut inside = false;
    for (at, line) in page.lines().enumerate() {
        let language = match line {
            "```python" => Some(Language::Python),
            "```rust" => Some(Language::Rust),
            _ => None,
        };
        if let Some(language) = language {
            blocks.push(Block { line: at + 1, language, text: String::new() });
        }
        inside = if line.starts_with("```") { language.is_some() } else { inside };
        if inside && language.is_none() {
            let block = blocks.last_mut().expect("a fence has opened one");
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    blocks
}

/// The lines of an example that end in `# error` or `// error`, 1-based.
fn marked(block: &Block) -> impl Iterator<Item = usize> {
    let lines = block.text.lines().enumerate();
    lines.filter(|(_, line)| line.ends_with("# error") || line.ends_with("// error")).map(|(at, _)| at + 1)
}

/// Lines and rules found in an example, by the default rules and the page's own.
fn findings(rule: &Rule, block: &Block) -> Vec<(usize, &'static str)> {
    let text = &block.text;
    let first = text.lines().next().unwrap_or_default();
    let sdk = first.strip_prefix("# sdk: ").unwrap_or("10.5.0");
    let sdk = Some(sdk.parse().expect("a page names a version"));
    let locked = first.strip_prefix("// lock: ").and_then(|it| it.split_once(' '));
    let versions = locked.map(|(name, it)| (name.to_owned(), it.parse().expect("a page names a version")));
    let package = Package { versions: versions.into_iter().collect(), ..Package::default() };
    let mut options = Options { sdk, ..Options::default() };
    options.rules.extend(rules::find(rule.id).map(|it| it.id));
    let file = SourceFile {
        path: if block.language == Language::Rust { "example.rs" } else { "example.py" }.to_owned(),
        text: text.clone(),
        language: block.language,
        pin: SdkPin { package: Some(Arc::new(package)), ..SdkPin::default() },
        root: String::new(),
        origin: Origin::Named,
    };
    let report = check(&[file], &options);
    assert!(report.errors.is_empty(), "{}: {:?}", rule.name, report.errors);
    let index = LineIndex::new(text);
    let line = |start| index.line_column(text, start).line;
    report.findings.iter().map(|it| (line(it.location.span.start), it.rule.id)).collect()
}
