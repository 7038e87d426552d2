//! The targets. To add one, write a module with a [`Target`] and put it into [`ALL`].

mod baseline;
mod config;
mod fixes;
mod ignores;
mod manifests;
mod python;
mod rust;

use std::collections::BTreeSet;

use lint_core::finding::{Finding, Label, Location};
use lint_core::source::{Language, Origin, SdkPin, SourceFile, Span};
use lint_core::{Options, Report, check, rules};

use crate::Target;

pub static ALL: &[&Target] = &[
    &python::TARGET,
    &rust::TARGET,
    &ignores::TARGET,
    &fixes::TARGET,
    &config::TARGET,
    &manifests::TARGET,
    &baseline::TARGET,
];

fn source(language: Language, text: &str) -> SourceFile {
    SourceFile {
        path: if language == Language::Rust { "a.rs" } else { "a.py" }.to_owned(),
        text: text.to_owned(),
        language,
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    }
}

/// All rules, those of strict and pedantic mode included.
fn all_rules() -> Options {
    Options { rules: rules::ALL.iter().map(|it| it.id).collect(), ..Options::default() }
}

/// Without the rules about comments and syntax, which no comment silences and no fix may bring.
fn rules_of_code() -> BTreeSet<&'static str> {
    rules::ALL.iter().map(|it| it.id).filter(|it| !it.starts_with("SUB9")).collect()
}

/// What must hold of a report on any text.
fn sound(files: &[SourceFile], options: &Options) -> Result<Report, String> {
    let report = check(files, options);
    if let Some(error) = report.errors.first() {
        return Err(error.message.clone());
    }
    for finding in &report.findings {
        fits(files, finding)?;
    }
    Ok(report)
}

/// Whether all that a finding speaks of lies in its file, between whole characters.
fn fits(files: &[SourceFile], finding: &Finding) -> Result<(), String> {
    let inside = |text: &str, span: Span| text.get(span.start as usize..span.end as usize).is_some();
    let located =
        |it: &Location| files.get(it.file.0 as usize).is_some_and(|file| inside(&file.text, it.span));
    let labels = || finding.related.iter().chain(&finding.trace);
    if !located(&finding.location) || !labels().all(|it: &Label| located(&it.location)) {
        return Err(format!("{}: a place does not fit the text: {:?}", finding.rule.id, finding.location));
    }
    let text = &files[finding.location.file.0 as usize].text;
    let mut edits: Vec<Span> = finding.fix.iter().flat_map(|it| &it.edits).map(|it| it.span).collect();
    edits.sort();
    if !edits.iter().all(|it| inside(text, *it)) || edits.windows(2).any(|it| it[0].end > it[1].start) {
        return Err(format!("{}: edits do not fit the text: {edits:?}", finding.rule.id));
    }
    Ok(())
}

/// The findings as lines.
fn shown(report: &Report) -> Vec<String> {
    let labels = |it: &[Label]| -> Vec<(String, Location)> {
        it.iter().map(|it| (it.message.clone(), it.location)).collect()
    };
    let line = |it: &Finding| {
        let Finding { rule, severity, confidence, message, help, location, fix, fingerprint, .. } = it;
        let (related, trace) = (labels(&it.related), labels(&it.trace));
        format!(
            "{} {location:?} {severity:?} {confidence:?} {message} / {help} {related:?} {trace:?} {fix:?} {fingerprint}",
            rule.id
        )
    };
    report.findings.iter().map(line).collect()
}

/// A whole check of one text, twice, the second time without leaving anything out beforehand.
fn checked(language: Language, text: &str) -> Result<(), String> {
    let files = [source(language, text)];
    let options = all_rules();
    let report = sound(&files, &options)?;
    let once = shown(&report);
    if once != shown(&check(&files, &options)) {
        return Err("the second run says something else".to_owned());
    }
    let slow = shown(&sound(&files, &Options { everything: true, ..options })?);
    match once.iter().find(|it| !slow.contains(it)).or_else(|| slow.iter().find(|it| !once.contains(it))) {
        Some(line) => Err(format!("judging everything makes a difference: {line}")),
        None => Ok(()),
    }
}
