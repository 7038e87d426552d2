//! `docs/rules/` is the rule pages for reading on the web: written from the rules, never by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lint_core::rules::{self, Level, Rule};

const UPDATE: &str = "UPDATE_DOCS";
const HEAD: &str = "<!-- Written from lint-core/src/rules by `UPDATE_DOCS=1 cargo test --test docs`. -->\n";

#[test]
fn docs_of_the_rules_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules");
    let wanted = wanted();
    if std::env::var_os(UPDATE).is_some() {
        write(&folder, &wanted);
    }
    let stale = stale(&folder, &wanted);
    assert!(stale.is_empty(), "stale in docs/rules: {}; rewrite with {UPDATE}=1", stale.join(", "));
}

#[test]
fn the_schema_of_the_config_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/config.schema.json");
    let wanted = cargo_subtensor_lint::config_schema();
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, &wanted).expect("the schema can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/config.schema.json is stale; rewrite it with {UPDATE}=1");
}

#[test]
fn what_init_writes_is_what_the_docs_show() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |it: &str| fs::read_to_string(root.join(it)).expect("the file is part of the project");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(root.join("../docs/ci/gitlab.yml"), text("src/init/gitlab.yml"))
            .expect("docs can be written");
    }
    assert!(text("../docs/ci/gitlab.yml") == text("src/init/gitlab.yml"), "rewrite it with {UPDATE}=1");
}

/// An option that is renamed must not live on in what people copy.
#[test]
fn options_that_are_shown_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let help = help();
    let known: BTreeSet<&str> = help.split_whitespace().filter_map(option).collect();
    let names = ["README.md", "docs/ci.md", "docs/editors.md", "docs/output.md", "docs/ci/gitlab.yml"];
    for name in names.iter().chain(&[".pre-commit-hooks.yaml", "action.yml"]) {
        let text = fs::read_to_string(root.join(name)).expect("the file is part of the project");
        // What follows the program's name up to the end of the line, the code or the pipe.
        let calls = text.lines().flat_map(|it| it.split("subtensor-lint ").skip(1));
        let words = calls.flat_map(|it| it.split(['|', '`', '#']).next().unwrap_or_default().split(' '));
        let unknown: BTreeSet<&str> = words.filter_map(option).filter(|it| !known.contains(it)).collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
    }
}

/// What the first column of the comparison says of us in code is there: options, commands and formats.
#[test]
fn the_comparison_says_of_us_what_is_there() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/comparison.md");
    let text = fs::read_to_string(path).expect("the file is part of the project");
    let help = help();
    let known: BTreeSet<&str> = help.split_whitespace().filter_map(option).collect();
    let ours = |heading: &str| {
        let row = text.lines().find(|it| it.split('|').nth(1).is_some_and(|it| it.trim() == heading));
        row.and_then(|it| it.split('|').nth(2)).unwrap_or_else(|| panic!("no row {heading}"))
    };
    let cells = text.lines().filter_map(|it| it.strip_prefix("| ")?.split('|').nth(1));
    // Other programs have options of their own.
    let code = cells.flat_map(|it| it.split('`').skip(1).step_by(2)).filter(|it| !it.starts_with("cargo "));
    let code: Vec<&str> = code.collect();
    let unknown: BTreeSet<&str> = code
        .iter()
        .flat_map(|it| it.split(' '))
        .filter_map(option)
        .filter(|it| !known.contains(it))
        .collect();
    assert!(unknown.is_empty() && code.len() > 20, "{unknown:?} in {code:?}");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
        let output = command.args(args).stdin(Stdio::null()).output().expect("the program was built");
        (output.status.success(), String::from_utf8(output.stdout).expect("it is text"))
    };
    for row in ["for programs", "for CI"] {
        for format in ours(row).split([',', ' ']).filter(|it| !it.is_empty() && !it.contains(['(', ')'])) {
            assert!(run(&["-", "--isolated", "--format", format]).0, "{row}: {format}");
        }
    }
    let shells = ["bash", "elvish", "fish", "powershell", "zsh"];
    assert!(ours("completions, man page").contains(&format!("{} shells", shells.len())));
    assert!(shells.iter().all(|it| run(&["completions", it]).0) && run(&["man"]).0);
    assert!(ours("list the rules").contains("as JSON"));
    let listed = run(&["rules", "--format", "json"]).1;
    serde_json::from_str::<serde_json::Value>(&listed).expect("it is JSON");
    assert!(rules::ALL.iter().all(|it| listed.contains(it.id)), "{listed}");
    for rule in rules::ALL {
        let (is_there, page) = run(&["explain", rule.name]);
        assert!(is_there && page.contains("Why is this bad?"), "{}", rule.name);
    }
}

fn help() -> String {
    let help = Command::new(env!("CARGO_BIN_EXE_subtensor-lint")).arg("--help").output();
    String::from_utf8(help.expect("the program was built").stdout).expect("help is text")
}

/// `--baseline` of `--baseline=x`, `[--baseline` and the like.
fn option(word: &str) -> Option<&str> {
    let name = word.trim_start_matches(['[', '"']).strip_prefix("--")?;
    let end = name.find(|it: char| !it.is_ascii_alphanumeric() && it != '-').unwrap_or(name.len());
    Some(&name[..end])
}

/// The files that `docs/rules/` consists of.
fn wanted() -> BTreeMap<String, String> {
    let pages = rules::ALL.iter().map(|it| (format!("{}.md", it.name), page(it)));
    pages.chain([("README.md".to_owned(), index())]).collect()
}

fn page(rule: &Rule) -> String {
    let Rule { id, name, level, since, .. } = rule;
    let level = level_text(*level);
    format!("{HEAD}\n# {id}: {name}\n\nLevel: {level} · since {since}\n\n{}", rule.page())
}

fn index() -> String {
    let row = |it: &&Rule| {
        format!("| {} | [{1}]({1}.md) | {2} | {3} |\n", it.id, it.name, level_text(it.level), it.summary)
    };
    let rows: String = rules::ALL.iter().map(row).collect();
    format!("{HEAD}\n# Rules\n\n| id | name | level | finds |\n| --- | --- | --- | --- |\n{rows}")
}

fn level_text(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Strict => "warning, with `--strict`",
        Level::Pedantic => "info, with `--pedantic`",
    }
}

fn write(folder: &Path, wanted: &BTreeMap<String, String>) {
    fs::create_dir_all(folder).expect("docs/rules can be made");
    for (name, text) in wanted {
        fs::write(folder.join(name), text).expect("a page can be written");
    }
    for path in present(folder).into_values().filter(|it| !wanted.contains_key(&file_name(it))) {
        fs::remove_file(path).expect("the page of a rule that is gone can be removed");
    }
}

/// Names of files that differ, are missing, or belong to no rule.
fn stale(folder: &Path, wanted: &BTreeMap<String, String>) -> Vec<String> {
    let present = present(folder);
    let text = |name: &str| present.get(name).and_then(|it| fs::read_to_string(it).ok());
    // A checkout on Windows may have changed the line ends.
    let current = |name: &str| text(name).map(|it| it.replace("\r\n", "\n"));
    let differs = wanted.iter().filter(|(name, text)| current(name).as_ref() != Some(text));
    let foreign = present.keys().filter(|name| !wanted.contains_key(*name));
    differs.map(|(name, _)| name).chain(foreign).cloned().collect()
}

fn present(folder: &Path) -> BTreeMap<String, PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries.map(|it| it.expect("docs/rules can be read").path()).map(|it| (file_name(&it), it)).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}
