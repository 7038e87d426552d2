//! Findings as the protocol's diagnostics.

use std::collections::BTreeMap;

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location as Place, Message, Position, Range, Uri,
};
use lint_core::finding::{FileId, Finding, Label, Severity};
use lint_core::source::SourceFile;
use serde_json::json;

use super::document::{Encoding, Places};
use super::workspace::Problem;
use crate::output::full_message;

/// What the editor calls us.
pub(super) const SOURCE: &str = "subtensor-lint";

/// Makes diagnostics of findings in `files`; the lines of each file are counted once.
pub(super) struct Converter<'a> {
    files: &'a [SourceFile],
    uri: &'a dyn Fn(FileId) -> Option<Uri>,
    encoding: Encoding,
    places: BTreeMap<FileId, Places<'a>>,
}

impl<'a> Converter<'a> {
    pub(super) fn new(
        files: &'a [SourceFile],
        uri: &'a dyn Fn(FileId) -> Option<Uri>,
        encoding: Encoding,
    ) -> Converter<'a> {
        Converter { files, uri, encoding, places: BTreeMap::new() }
    }

    pub(super) fn places(&mut self, file: FileId) -> &Places<'a> {
        let (files, encoding) = (self.files, self.encoding);
        let new = || Places::new(&files[file.0 as usize].text, encoding);
        self.places.entry(file).or_insert_with(new)
    }

    pub(super) fn diagnostic(&mut self, finding: &Finding) -> Diagnostic {
        let range = self.places(finding.location.file).range(finding.location.span);
        let href = finding.rule.url().parse().ok().map(|href| CodeDescription { href });
        let related: Vec<_> = story(finding).filter_map(|it| self.related(it)).collect();
        Diagnostic {
            range,
            severity: Some(match finding.severity {
                Severity::Error => DiagnosticSeverity::Error,
                Severity::Warning => DiagnosticSeverity::Warning,
                Severity::Info => DiagnosticSeverity::Information,
            }),
            code: Some(finding.rule.id.to_owned().into()),
            code_description: href,
            source: Some(SOURCE.to_owned()),
            message: Message::String(full_message(finding)),
            // A comment that silences nothing is grey in the editor.
            tags: (finding.rule.id == "SUB900").then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({ "fingerprint": finding.fingerprint })),
        }
    }

    fn related(&mut self, label: &Label) -> Option<DiagnosticRelatedInformation> {
        let uri = (self.uri)(label.location.file)?;
        let range = self.places(label.location.file).range(label.location.span);
        Some(DiagnosticRelatedInformation { location: Place { uri, range }, message: label.message.clone() })
    }
}

/// The way from the opening to the place where the connection is lost, then what else is worth seeing.
fn story(finding: &Finding) -> impl Iterator<Item = &Label> {
    let is_new = |it: &&Label| finding.trace.iter().all(|step| step.location != it.location);
    finding.trace.iter().chain(finding.related.iter().filter(is_new))
}

/// A config that cannot be used, at its line.
pub(super) fn problem(it: &Problem) -> Diagnostic {
    let line = it.line.saturating_sub(1) as u32;
    let range =
        Range { start: Position { line, character: 0 }, end: Position { line: line + 1, character: 0 } };
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::Error),
        source: Some(SOURCE.to_owned()),
        message: Message::String(it.message.clone()),
        ..Diagnostic::default()
    }
}
