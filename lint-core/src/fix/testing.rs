//! Before and after, for the tests of rules with fixes.

use std::sync::Arc;

use super::repair;
use crate::finding::{Applicability, Finding};
use crate::source::{Language, Origin, Package, SdkPin, SourceFile};
use crate::{Options, check, rules};

/// A text whose first line may be `# sdk: 8.5.2`; the default is 10.5.0.
/// One that begins with `use` or `//` is Rust, and `// lock: subxt 0.44.0` names a crate.
fn program(text: &str) -> (Vec<SourceFile>, Options) {
    let is_rust = ["use ", "//"].iter().any(|it| text.trim_start().starts_with(it));
    let sdk = text.lines().next().and_then(|it| it.strip_prefix("# sdk: ")).unwrap_or("10.5.0");
    let mut options = Options { sdk: Some(sdk.trim().parse().unwrap()), ..Options::default() };
    options.rules.extend(rules::find("SUB003").map(|it| it.id));
    let locks = text.lines().filter_map(|it| it.strip_prefix("// lock: ")?.split_once(' '));
    let versions = locks.map(|(name, it)| (name.to_owned(), it.trim().parse().unwrap())).collect();
    let package = is_rust.then(|| Arc::new(Package { versions, ..Package::default() }));
    let file = SourceFile {
        path: if is_rust { "example.rs" } else { "example.py" }.to_owned(),
        text: text.to_owned(),
        language: if is_rust { Language::Rust } else { Language::Python },
        pin: SdkPin { package, ..SdkPin::default() },
        root: String::new(),
        origin: Origin::Named,
    };
    (vec![file], options)
}

fn check_with(rule: &str, limit: Applicability, before: &str, after: &str) {
    let (files, options) = program(before);
    let found: Vec<Finding> =
        check(&files, &options).findings.into_iter().filter(|it| it.rule.id == rule).collect();
    assert!(!found.is_empty(), "no {rule} in\n{before}");
    let offered = found.iter().filter_map(|it| it.fix.as_ref()).all(|it| it.applicability == limit);
    let wanted =
        |it: &Finding| it.rule.id == rule && it.fix.as_ref().is_some_and(|it| it.applicability <= limit);
    let fixed = repair(&files, &options, wanted);
    assert_eq!(fixed.files[0].text, after);
    assert!(offered, "applicability: {found:?}");
}

/// All findings of the rule have safe fixes, which give `after`.
pub(crate) fn check_fix(rule: &str, before: &str, after: &str) {
    check_with(rule, Applicability::Safe, before, after);
}

/// All findings of the rule have unsafe fixes, which give `after`.
pub(crate) fn check_unsafe_fix(rule: &str, before: &str, after: &str) {
    check_with(rule, Applicability::Unsafe, before, after);
}

/// The rule finds something, and no fix is offered.
pub(crate) fn check_no_fix(rule: &str, text: &str) {
    let (files, options) = program(text);
    let found = check(&files, &options).findings;
    let found: Vec<&Finding> = found.iter().filter(|it| it.rule.id == rule).collect();
    assert!(!found.is_empty(), "no {rule} in\n{text}");
    assert!(found.iter().all(|it| it.fix.is_none()), "{:?}", found[0].fix);
}
