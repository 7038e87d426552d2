//! Every annotated fixture: what is expected is found, at its place, and nothing else is.

use lint_core::finding::Finding;
use std::sync::Arc;

use lint_core::source::{Edition, Language, LineIndex, Origin, Package, SdkPin, SourceFile};
use lint_core::{Options, rules};
use test_fixtures::{Expectation, Fixture};

fn language(path: &str) -> Language {
    let extension = path.rsplit('.').next().and_then(Language::of_extension);
    extension.expect("a fixture is a file that is read")
}

/// The package that the crates of a fixture's lock belong to.
fn package(fixture: &Fixture) -> Option<Arc<Package>> {
    let version = |it: &str| it.parse().expect("a fixture names a version");
    let versions = fixture.settings.lock.iter().map(|(name, it)| (name.clone(), version(it)));
    let edition = match fixture.settings.edition {
        Some(_) => Edition::Until2021,
        None => Edition::Since2024,
    };
    let name = "fixture".to_owned();
    let package = Package { name, versions: versions.collect(), edition, ..Package::default() };
    (!package.versions.is_empty()).then(|| Arc::new(package))
}

/// Checks a fixture; `strict` adds the rules that only run then.
fn run(fixture: &Fixture, strict: bool) -> Vec<(String, Finding, SourceFile)> {
    run_with(fixture, strict, false)
}

/// The same, with every function judged if `everything` is wanted.
fn run_with(fixture: &Fixture, strict: bool, everything: bool) -> Vec<(String, Finding, SourceFile)> {
    let files: Vec<SourceFile> = fixture
        .files
        .iter()
        .map(|it| SourceFile {
            path: it.path.clone(),
            text: it.text.clone(),
            language: language(&it.path),
            pin: SdkPin { package: package(fixture), ..SdkPin::default() },
            root: String::new(),
            origin: Origin::Named,
        })
        .collect();
    let sdk = fixture.settings.sdk.as_ref().map(|it| it.parse().expect("a fixture names a version"));
    let wanted = |level| match level {
        rules::Level::Error | rules::Level::Warning => true,
        rules::Level::Strict => strict,
        rules::Level::Pedantic => fixture.settings.pedantic,
    };
    let rules = rules::ALL.iter().filter(|it| wanted(it.level)).map(|it| it.id).collect();
    let options = Options { rules, sdk, everything, ..Options::default() };
    let report = lint_core::check(&files, &options);
    assert!(report.errors.is_empty(), "{}: {:?}", fixture.name, report.errors);
    let place = |it: Finding| {
        let file = files[it.location.file.0 as usize].clone();
        (file.path.clone(), it, file)
    };
    report.findings.into_iter().map(place).collect()
}

/// What differs between the expectations of a mode and the findings, in words.
fn differences(fixture: &Fixture, strict: bool) -> Vec<String> {
    let findings = run(fixture, strict);
    let mut unexpected: Vec<bool> = findings.iter().map(|_| true).collect();
    let mut differences = vec![];
    for file in &fixture.files {
        for expectation in file.expectations.iter().filter(|it| strict || !it.strict) {
            let hit = findings
                .iter()
                .position(|(path, it, source)| *path == file.path && fits(expectation, it, source));
            match hit {
                Some(at) => unexpected[at] = false,
                None => differences.push(format!(
                    "{}:{} missing {}",
                    file.path,
                    expectation.line,
                    expectation.rules.join("|")
                )),
            }
        }
    }
    for ((path, finding, source), unexpected) in findings.iter().zip(unexpected) {
        if unexpected {
            let at = LineIndex::new(&source.text).line_column(&source.text, finding.location.span.start);
            differences.push(format!("{path}:{}:{} unexpected {}", at.line, at.column, finding.rule.id));
        }
    }
    let mode = if strict { "strict" } else { "default" };
    differences.into_iter().map(|it| format!("{} [{mode}] {it}", fixture.name)).collect()
}

fn fits(expectation: &Expectation, finding: &Finding, source: &SourceFile) -> bool {
    let index = LineIndex::new(&source.text);
    let span = finding.location.span;
    let start = index.line_column(&source.text, span.start);
    let end = index.line_column(&source.text, span.end);
    let last = if end.line == start.line {
        end.column
    } else {
        let line = index.line_span(&source.text, start.line).expect("the finding's line exists");
        line.text(&source.text).trim_end().chars().count() + 1
    };
    let columns = expectation.columns.is_none_or(|it| it == (start.column, last));
    expectation.line == start.line && columns && expectation.rules.iter().any(|it| it == finding.rule.id)
}

#[test]
fn fixtures_give_what_their_annotations_say() {
    let mut all = vec![];
    let mut n_fixtures = 0;
    let rust = test_fixtures::load(&test_fixtures::rust_folder());
    assert!(rust.len() > 55, "only {} fixtures of Rust were found", rust.len());
    let documents = test_fixtures::load(&test_fixtures::document_folder());
    assert!(documents.len() > 10, "only {} documents were found", documents.len());
    let others = rust.into_iter().chain(documents);
    for fixture in test_fixtures::load(&test_fixtures::folder()).into_iter().chain(others) {
        n_fixtures += 1;
        let both = fixture.files.iter().flat_map(|it| &it.expectations).any(|it| it.strict);
        if !fixture.settings.strict {
            all.extend(differences(&fixture, false));
        }
        if fixture.settings.strict || both {
            all.extend(differences(&fixture, true));
        }
    }
    assert!(n_fixtures > 400, "only {n_fixtures} fixtures were found");
    assert!(all.is_empty(), "{} differences in {n_fixtures} fixtures:\n{}", all.len(), all.join("\n"));
}

/// Only the bodies that may matter are judged; which ones these are must lose and add nothing.
#[test]
fn judging_everything_finds_the_same() {
    let told = |fixture: &Fixture, everything: bool| -> Vec<String> {
        let findings = run_with(fixture, true, everything);
        let text = |(path, it, _): &(String, Finding, SourceFile)| {
            format!("{} {path} {:?} {}", it.rule.id, it.location.span, it.message)
        };
        findings.iter().map(text).collect()
    };
    let mut differences = vec![];
    for fixture in test_fixtures::load(&test_fixtures::folder()) {
        let (some, all) = (told(&fixture, false), told(&fixture, true));
        differences.extend(
            some.iter()
                .filter(|it| !all.contains(it))
                .map(|it| format!("{}: only with the choice: {it}", fixture.name)),
        );
        differences.extend(
            all.iter()
                .filter(|it| !some.contains(it))
                .map(|it| format!("{}: lost by the choice: {it}", fixture.name)),
        );
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn fixtures_side_by_side_give_the_same_as_alone() {
    let mut files = vec![];
    let mut alone = vec![];
    let place =
        |path: &str, it: &Finding| format!("{path}:{} {} {}", it.location.span.start, it.rule.id, it.message);
    let rules = rules::ALL.iter().filter(|it| it.level != rules::Level::Pedantic).map(|it| it.id);
    let options = Options { rules: rules.collect(), ..Options::default() };
    for fixture in test_fixtures::load(&test_fixtures::folder()) {
        let sdk = fixture.settings.sdk.as_ref().map(|it| it.parse().expect("a fixture names a version"));
        let own: Vec<SourceFile> = fixture
            .files
            .iter()
            .map(|it| SourceFile {
                path: format!("{}/{}", fixture.name, it.path),
                text: it.text.clone(),
                language: language(&it.path),
                pin: SdkPin { sdk: sdk.clone(), ..SdkPin::default() },
                root: fixture.name.clone(),
                origin: Origin::Named,
            })
            .collect();
        let report = lint_core::check(&own, &options);
        let named = |it: &Finding| place(&own[it.location.file.0 as usize].path, it);
        alone.extend(report.findings.iter().map(named));
        files.extend(own);
    }
    let report = lint_core::check(&files, &options);
    let named = |it: &Finding| place(&files[it.location.file.0 as usize].path, it);
    let mut together: Vec<String> = report.findings.iter().map(named).collect();
    alone.sort();
    together.sort();
    assert_eq!(together, alone);
}
