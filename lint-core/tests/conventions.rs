//! Rules about this code base itself: what is there is registered, and what is said is said in one style.

#![expect(clippy::disallowed_methods, reason = "reads the sources of the core, which itself reads nothing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lint_core::finding::Finding;
use lint_core::profile::Profiles;
use lint_core::source::{Language, Origin, SdkPin, SourceFile};
use lint_core::{Options, rules};
use test_fixtures::Fixture;

/// What only the command line may use, apart from what clippy.toml names.
const IO: &[&str] =
    &["std::fs", "std::env::", "std::process", "std::net", "std::io", "println!", "eprintln!"];

#[test]
fn every_rule_file_is_a_registered_rule() {
    let folder = core().join("rules");
    let files: BTreeSet<String> = paths(&folder, "rs")
        .iter()
        .map(|it| stem(it))
        .filter(|it| !["mod", "context", "advice"].contains(&it.as_str()))
        .collect();
    let registered: BTreeSet<String> = rules::ALL.iter().map(|it| it.name.replace('-', "_")).collect();
    assert_eq!(files, registered);
    for rule in rules::ALL {
        let file = folder.join(format!("{}.rs", rule.name.replace('-', "_")));
        assert_eq!(rule.source, text(&file), "{} has the page of another rule", rule.name);
    }
}

#[test]
fn ids_are_unique_and_in_order_and_names_state_the_fault() {
    let ids: Vec<&str> = rules::ALL.iter().map(|it| it.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for rule in rules::ALL {
        let digits = rule.id.strip_prefix("SUB").unwrap_or_default();
        assert!(digits.len() == 3 && digits.bytes().all(|it| it.is_ascii_digit()), "{}", rule.id);
        assert!(rule.name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'), "{}", rule.name);
        assert!(!rule.name.starts_with("no-"), "{}: a name is the fault, not its ban", rule.name);
        assert_eq!(style_faults(rule.summary), None, "summary of {}", rule.name);
    }
}

#[test]
fn messages_are_in_lower_case_and_without_a_full_stop() {
    let mut wrong = BTreeSet::new();
    let rust = test_fixtures::load(&test_fixtures::rust_folder());
    for fixture in test_fixtures::load(&test_fixtures::folder()).into_iter().chain(rust) {
        for finding in findings(&fixture) {
            let labels = finding.related.iter().chain(&finding.trace).map(|it| &it.message);
            for said in labels.chain([&finding.message, &finding.help]) {
                let fault = style_faults(said);
                wrong
                    .extend(fault.map(|it| format!("{} in {}: {it}: {said}", finding.rule.id, fixture.name)));
            }
        }
    }
    let shown: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} messages:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let root = core().join("../..");
    let others = ["cargo-subtensor-lint/src", "reference-client", "test-fixtures/src"];
    let others = others.iter().flat_map(|it| paths(&root.join(it), "rs"));
    let silent: Vec<PathBuf> =
        paths(&core(), "rs").into_iter().chain(others).filter(|it| !text(it).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "without `//!`: {silent:?}");
}

#[test]
fn only_front_ends_know_syntax() {
    let lang = core().join("lang");
    let others = paths(&core(), "rs").into_iter().filter(|it| !it.starts_with(&lang));
    let knowing: Vec<PathBuf> = others.filter(|it| mentions(it, &["tree_sitter", "syn::"])).collect();
    assert!(knowing.is_empty(), "syntax outside lang/: {knowing:?}");
}

#[test]
fn the_core_does_no_io() {
    let doing: Vec<PathBuf> = paths(&core(), "rs").into_iter().filter(|it| mentions(it, IO)).collect();
    assert!(doing.is_empty(), "{IO:?} are not for the core: {doing:?}");
}

#[test]
fn every_profile_file_is_built_in() {
    let files = paths(&core().join("profiles"), "toml");
    let files: BTreeSet<String> = files.iter().map(|it| stem(it)).collect();
    let names: BTreeSet<String> = Profiles::builtin().all.iter().map(|it| it.name.clone()).collect();
    assert_eq!(files, names);
}

/// What is wrong with the style of a message, if anything.
fn style_faults(said: &str) -> Option<&'static str> {
    let first = said.split_whitespace().next().unwrap_or_default();
    // `AsyncSubtensor` and TypeError are names: a capital within, or a backtick.
    let is_name = first.starts_with('`') || first.chars().skip(1).any(|it| it.is_uppercase() || it == '_');
    match () {
        () if first.is_empty() => Some("empty"),
        () if first.starts_with(char::is_uppercase) && !is_name => Some("starts with a capital"),
        () if said.ends_with(['.', '!', ' ', ',', ';', ':']) && !said.ends_with("...") => Some("ends badly"),
        () if said.contains("  ") => Some("has two spaces"),
        () if said.matches('`').count() % 2 == 1 => Some("has an odd number of backticks"),
        () => None,
    }
}

/// All that every rule finds in a fixture.
fn findings(fixture: &Fixture) -> Vec<Finding> {
    let file = |it: &test_fixtures::FixtureFile| SourceFile {
        path: it.path.clone(),
        text: it.text.clone(),
        language: if it.path.ends_with(".rs") { Language::Rust } else { Language::Python },
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    };
    let files: Vec<SourceFile> = fixture.files.iter().map(file).collect();
    let sdk = fixture.settings.sdk.as_ref().map(|it| it.parse().expect("a fixture names a version"));
    let rules = rules::ALL.iter().map(|it| it.id).collect();
    lint_core::check(&files, &Options { rules, sdk, ..Options::default() }).findings
}

fn core() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The files below `folder` with this extension, in the order of their paths.
fn paths(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found = vec![];
    for path in entries.map(|it| it.expect("a source folder can be read").path()) {
        if path.is_dir() {
            found.extend(paths(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether the code of a file, its comments left out, has one of `words`.
fn mentions(path: &Path, words: &[&str]) -> bool {
    let text = text(path);
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.into_iter().any(|line| words.iter().any(|it| line.contains(it)))
}
