//! Fixes over all fixtures: each removes its finding, brings no other, leaves Python that parses, and is made once.

use std::collections::BTreeSet;
use std::sync::Arc;

use lint_core::finding::{Applicability, FileId, Finding};
use lint_core::fix::{apply, repair};
use lint_core::source::{Edition, Language, Origin, Package, SdkPin, SourceFile};
use lint_core::{Options, check, rules};
use test_fixtures::Fixture;

fn files(fixture: &Fixture) -> Vec<SourceFile> {
    let version = |it: &str| it.parse().expect("a fixture names a version");
    let versions = fixture.settings.lock.iter().map(|(name, it)| (name.clone(), version(it)));
    let edition = match fixture.settings.edition {
        Some(_) => Edition::Until2021,
        None => Edition::Since2024,
    };
    let name = "fixture".to_owned();
    let package = Package { name, versions: versions.collect(), edition, ..Package::default() };
    let package = (!package.versions.is_empty()).then(|| Arc::new(package));
    let file = |it: &test_fixtures::FixtureFile| SourceFile {
        path: it.path.clone(),
        text: it.text.clone(),
        language: it.path.rsplit('.').next().and_then(Language::of_extension).expect("a fixture can be read"),
        pin: SdkPin { package: package.clone(), ..SdkPin::default() },
        root: String::new(),
        origin: Origin::Named,
    };
    fixture.files.iter().map(file).collect()
}

/// All Python, all documents and all Rust.
fn all_fixtures() -> impl Iterator<Item = Fixture> {
    let folders = [test_fixtures::folder(), test_fixtures::document_folder(), test_fixtures::rust_folder()];
    folders.into_iter().flat_map(|it| test_fixtures::load(&it))
}

fn options(fixture: &Fixture) -> Options {
    let sdk = fixture.settings.sdk.as_ref().map(|it| it.parse().expect("a fixture names a version"));
    let wanted = |level| match level {
        rules::Level::Error | rules::Level::Warning => true,
        rules::Level::Strict => fixture.settings.strict,
        rules::Level::Pedantic => false,
    };
    let rules = rules::ALL.iter().filter(|it| wanted(it.level)).map(|it| it.id).collect();
    Options { rules, sdk, ..Options::default() }
}

/// What a finding says of the program, without its place.
fn kinds(findings: &[Finding]) -> Vec<&'static str> {
    let kinds = findings.iter().filter(|it| !matches!(it.rule.id, "SUB016" | "SUB900"));
    kinds.map(|it| it.rule.id).collect()
}

/// The kinds that `after` has more of than is left when the finding is gone.
fn brought(finding: &Finding, before: &[&str], mut after: Vec<&'static str>) -> Vec<&'static str> {
    let mut gone = false;
    for kind in before {
        if *kind == finding.rule.id && !gone {
            gone = true;
        } else if let Some(at) = after.iter().position(|it| it == kind) {
            after.remove(at);
        }
    }
    after
}

/// The files with one fix applied.
fn fixed(files: &[SourceFile], finding: &Finding) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    let file = &mut files[finding.location.file.0 as usize];
    file.text = apply(&file.text, &finding.fix.as_ref().expect("it has a fix").edits);
    files
}

#[test]
fn every_fix_of_a_fixture_removes_its_finding_and_brings_none() {
    let mut wrong = vec![];
    let (mut n_safe, mut n_unsafe) = (0, 0);
    for fixture in all_fixtures() {
        let (files, options) = (files(&fixture), options(&fixture));
        let before = check(&files, &options).findings;
        for finding in before.iter().filter(|it| it.fix.is_some()) {
            let is_safe = finding.fix.as_ref().is_some_and(|it| it.applicability == Applicability::Safe);
            if is_safe {
                n_safe += 1;
            } else {
                n_unsafe += 1;
            }
            let after = check(&fixed(&files, finding), &options).findings;
            let brought = brought(finding, &kinds(&before), kinds(&after));
            // What learns to close has to be closed; what leaked in two ways still leaks in the other.
            let moves_on = |it: &str| match finding.rule.id {
                "SUB006" => it == "SUB007",
                "SUB005" => it == "SUB006",
                _ => it == "SUB003",
            };
            if brought.iter().any(|it| !moves_on(it)) {
                wrong.push(format!("{} {}: {brought:?}", fixture.name, finding.rule.id));
            }
        }
    }
    assert!(n_safe > 150 && n_unsafe > 50, "{n_safe} safe and {n_unsafe} unsafe fixes");
    assert!(wrong.is_empty(), "{} of {n_safe} + {n_unsafe}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn fixing_all_of_a_fixture_ends_and_finds_nothing_to_do_again() {
    let mut wrong = vec![];
    for fixture in all_fixtures() {
        let (files, options) = (files(&fixture), options(&fixture));
        let before = check(&files, &options).findings;
        for limit in [Applicability::Safe, Applicability::Unsafe] {
            let wanted = |it: &Finding| it.fix.as_ref().is_some_and(|it| it.applicability <= limit);
            if !before.iter().any(wanted) {
                continue;
            }
            let once = repair(&files, &options, wanted);
            let twice = repair(&once.files, &options, wanted);
            if !twice.fixed.is_empty() {
                wrong.push(format!("{}: {} fixes are left", fixture.name, twice.fixed.len()));
            }
            // A leak on written paths may leave one behind that only a panic shows.
            let weight = |it: &[Finding]| {
                let n_errors = it.iter().filter(|it| it.rule.id != "SUB003").count();
                (n_errors, it.len())
            };
            let (n_before, n_after) = (weight(&before), weight(&check(&once.files, &options).findings));
            if !once.fixed.is_empty() && n_after >= n_before {
                wrong.push(format!("{}: {n_before:?} findings became {n_after:?}", fixture.name));
            }
            let changed = |at: &usize| files[*at].text != once.files[*at].text;
            let told = |at: &usize| once.fixed.iter().any(|it| it.file == FileId(*at as u32));
            if (0..files.len()).any(|at| changed(&at) && !told(&at)) {
                wrong.push(format!("{}: a file changed without a word", fixture.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} fixtures:\n{}", wrong.len(), wrong.join("\n"));
}

/// For each finding with a fix, the text with only that.
fn each_fixed(files: &[SourceFile], options: &Options) -> Vec<String> {
    let findings = check(files, options).findings;
    let each = findings.iter().filter(|it| it.fix.is_some());
    each.map(|it| fixed(files, it)[it.location.file.0 as usize].text.clone()).collect()
}

#[test]
fn line_ends_and_a_byte_order_mark_change_no_fix() {
    for fixture in all_fixtures() {
        let (plain, options) = (files(&fixture), options(&fixture));
        if plain.iter().any(|it| it.text.contains('\r') || it.text.starts_with('\u{feff}')) {
            continue;
        }
        let foreign = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let mut changed = plain.clone();
        changed.iter_mut().for_each(|it| it.text = foreign(&it.text));
        let expected: Vec<String> = each_fixed(&plain, &options).iter().map(|it| foreign(it)).collect();
        assert_eq!(each_fixed(&changed, &options), expected, "{}", fixture.name);
    }
}

/// The text with a tab for each four blanks at the beginning of a line.
fn with_tabs(text: &str) -> String {
    let line = |it: &str| {
        let blanks = it.len() - it.trim_start_matches(' ').len();
        "\t".repeat(blanks / 4) + &it[blanks / 4 * 4..]
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn tabs_change_no_fix() {
    for fixture in all_fixtures() {
        let (plain, options) = (files(&fixture), options(&fixture));
        // What a tab is worth in front of a block is for Markdown to say.
        if plain.iter().any(|it| it.language.is_document()) {
            continue;
        }
        let mut changed = plain.clone();
        changed.iter_mut().for_each(|it| it.text = with_tabs(&it.text));
        // Without a block there is nothing to see how a file is indented.
        let is_flat = |it: &SourceFile| !it.text.contains('\t');
        if changed.iter().any(is_flat) || plain.iter().any(|it| it.text.contains('\t')) {
            continue;
        }
        let expected: Vec<String> = each_fixed(&plain, &options).iter().map(|it| with_tabs(it)).collect();
        assert_eq!(each_fixed(&changed, &options), expected, "{}", fixture.name);
    }
}

#[test]
fn pages_speak_of_fixes_where_there_are_any() {
    let mut with_fix = BTreeSet::new();
    for fixture in all_fixtures() {
        let mut options = options(&fixture);
        options.rules.extend(rules::ALL.iter().map(|it| it.id));
        let findings = check(&files(&fixture), &options).findings;
        with_fix.extend(findings.iter().filter(|it| it.fix.is_some()).map(|it| it.rule.id));
    }
    let told = rules::ALL.iter().filter(|it| it.page().contains("\n## Fix safety\n")).map(|it| it.id);
    assert_eq!(with_fix, told.collect());
}
