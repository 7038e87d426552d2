//! Over all fixtures: what comments are written for is silent afterwards, and a baseline knows what moved.

use std::collections::BTreeSet;

use lint_core::finding::Finding;
use lint_core::silence::silence;
use lint_core::source::{Language, Origin, SdkPin, SourceFile};
use lint_core::{Options, baseline, check, rules};
use test_fixtures::Fixture;

fn files(fixture: &Fixture) -> Vec<SourceFile> {
    let file = |it: &test_fixtures::FixtureFile| SourceFile {
        path: it.path.clone(),
        text: it.text.clone(),
        language: it.path.rsplit('.').next().and_then(Language::of_extension).expect("a fixture can be read"),
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    };
    fixture.files.iter().map(file).collect()
}

/// Every rule but those about comments and syntax, which no comment silences.
fn options(fixture: &Fixture) -> Options {
    let sdk = fixture.settings.sdk.as_ref().map(|it| it.parse().expect("a fixture names a version"));
    let ids: BTreeSet<&'static str> =
        rules::ALL.iter().map(|it| it.id).filter(|it| !it.starts_with("SUB9")).collect();
    Options { rules: ids, sdk, ..Options::default() }
}

#[test]
fn what_comments_are_written_for_is_silent() {
    let mut n_silenced = 0;
    let folders = [test_fixtures::folder(), test_fixtures::document_folder()];
    for fixture in folders.iter().flat_map(|it| test_fixtures::load(it)) {
        let (mut files, options) = (files(&fixture), options(&fixture));
        // Nothing is written into a notebook with a cell that cannot be parsed.
        let syntax = Options { rules: ["SUB901"].into(), ..options.clone() };
        if files.iter().any(|it| it.language.is_document()) && !check(&files, &syntax).findings.is_empty() {
            continue;
        }
        let before = check(&files, &options);
        for (id, file) in files.iter_mut().enumerate() {
            let found: Vec<&Finding> =
                before.findings.iter().filter(|it| it.location.file.0 as usize == id).collect();
            let res = silence(file, &found, "a reason");
            assert_eq!(res.left, Vec::<usize>::new(), "{}", file.path);
            n_silenced += res.n_silenced;
            file.text = res.text;
        }
        let after: Vec<String> = check(&files, &options)
            .findings
            .iter()
            .map(|it| format!("{} {}", it.rule.id, it.message))
            .collect();
        assert!(after.is_empty(), "{}: {after:?}\n{}", fixture.name, files[0].text);
    }
    assert!(n_silenced > 300, "{n_silenced}");
}

#[test]
fn a_baseline_knows_what_moved() {
    for fixture in test_fixtures::load(&test_fixtures::folder()) {
        let (mut files, options) = (files(&fixture), options(&fixture));
        let keys = |files: &[SourceFile]| {
            let mut keys = baseline::keys(files, &check(files, &options).findings);
            keys.sort();
            keys
        };
        let before = keys(&files);
        for file in &mut files {
            // Below a coding line, so that only lines move.
            let (first, rest) = file.text.split_once('\n').unwrap_or((&file.text, ""));
            file.text = format!("{first}\n{} moved\n\n{rest}", file.language.comment());
        }
        assert_eq!(keys(&files), before, "{}", fixture.name);
    }
}
