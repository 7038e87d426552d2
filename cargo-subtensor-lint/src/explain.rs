//! `explain RULE` and `rules`: what the linter knows about itself.

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, Error, anyhow};
use lint_core::rules::{ALL, Level, Rule};
use serde::Serialize;

use crate::args::{Colour, ExplainArgs, ListFormat, RulesArgs};
use crate::selection::{find, unknown_rule};
use crate::{Exit, colour, markdown};

/// Prints the page of one rule.
pub(crate) fn explain(args: &ExplainArgs) -> Result<Exit, Error> {
    let unknown = || match unknown_rule(ALL, &args.rule) {
        it if it.ends_with('?') => anyhow!(it),
        it => anyhow!("{it}; `rules` lists them"),
    };
    let rule = find(ALL, args.rule.trim()).ok_or_else(unknown)?;
    let (mut out, coloured) = colour::stream(io::stdout().lock(), Colour::Auto);
    // Whoever pipes a page on wants its Markdown.
    let text = match io::stdout().is_terminal() || coloured {
        true => markdown::render(&page(rule), colour::width(&io::stdout()), coloured),
        false => page(rule),
    };
    out.write_all(text.as_bytes()).context("writing to standard output")?;
    Ok(Exit::Clean)
}

/// Lists all rules.
pub(crate) fn rules(args: &RulesArgs) -> Result<Exit, Error> {
    match args.format {
        ListFormat::Text => print(&table(ALL)),
        ListFormat::Json => print(&json(ALL)),
    }
}

fn print(text: &str) -> Result<Exit, Error> {
    io::stdout().lock().write_all(text.as_bytes()).context("writing to standard output")?;
    Ok(Exit::Clean)
}

fn page(rule: &Rule) -> String {
    let Rule { id, name, since, .. } = rule;
    format!("# {id} {name}\n\nLevel: {}, since {since}.\n\n{}\n{}\n", level(rule), rule.page(), rule.url())
}

fn table(rules: &[&'static Rule]) -> String {
    let width = rules.iter().map(|it| it.name.len()).max().unwrap_or(0);
    let row = |it: &&Rule| format!("{}  {:width$}  {:8}  {}\n", it.id, it.name, level(it), it.summary);
    rules.iter().map(row).collect()
}

/// The level in words: pedantic and strict rules run only with the option of that name.
fn level(rule: &Rule) -> &'static str {
    match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Strict => "strict",
        Level::Pedantic => "pedantic",
    }
}

#[derive(Serialize)]
struct Listing<'a> {
    version: u32,
    rules: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    level: &'a str,
    summary: &'a str,
    since: &'a str,
    url: String,
}

fn json(rules: &[&'static Rule]) -> String {
    let entry = |it: &&'static Rule| Entry {
        id: it.id,
        name: it.name,
        level: level(it),
        summary: it.summary,
        since: it.since,
        url: it.url(),
    };
    let listing = Listing { version: 1, rules: rules.iter().map(entry).collect() };
    serde_json::to_string_pretty(&listing).expect("strings and numbers can always be written") + "\n"
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::selection::tests::RULES;

    #[test]
    fn rules_are_listed_in_columns() {
        assert_data_eq!(
            table(RULES),
            str![[r#"
SUB001  never-closed                 error     a rule for tests
SUB003  not-closed-on-error          strict    a rule for tests
SUB008  process-lifetime-connection  warning   a rule for tests
SUB016  opened-in-loop               pedantic  a rule for tests

"#]]
        );
    }

    #[test]
    fn rules_are_listed_for_programs() {
        assert_data_eq!(
            json(&RULES[..1]),
            str![[r#"
{
  "version": 1,
  "rules": [
    {
      "id": "SUB001",
      "name": "never-closed",
      "level": "error",
      "summary": "a rule for tests",
      "since": "0.1.0",
      "url": "https://github.com/subtensor-lint/subtensor-lint/blob/main/docs/rules/never-closed.md"
    }
  ]
}

"#]]
        );
    }

    #[test]
    fn a_page_says_what_the_rule_is() {
        assert_data_eq!(
            page(RULES[0]),
            str![[r#"
# SUB001 never-closed

Level: error, since 0.1.0.

A page.

https://github.com/subtensor-lint/subtensor-lint/blob/main/docs/rules/never-closed.md

"#]]
        );
    }
}
