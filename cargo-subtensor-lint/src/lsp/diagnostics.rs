//! What is found, as the editor gets it: sent when it changes, or given when it asks.
//!
//! Whoever asks for the diagnostics of a document would show those that are sent as well, so nobody gets both: the
//! diagnostics of open documents are not sent to an editor that says that it asks, and those of closed files only
//! until it asks for the whole workspace. Then it is told when what it was given has become another without a change
//! of the document itself.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::{
    Diagnostic, DocumentDiagnosticParams, PublishDiagnosticsParams, Uri, WorkspaceDiagnosticParams,
};
use lint_core::memory::checksum;
use lsp_server::{Request, RequestId};
use serde_json::{Value, json};

use super::Server;
use super::convert::{self, Converter};

/// Diagnostics by file, and the version of the document if it is open.
pub(super) type Shown = BTreeMap<Uri, (Option<i32>, Vec<Diagnostic>)>;

/// What the editor asks for, and what it got.
#[derive(Debug, Default)]
pub(super) struct Pull {
    /// It asks for the diagnostics of open documents.
    pub(super) takes_document: bool,
    /// It can be told to ask again.
    pub(super) can_refresh: bool,
    /// It has asked for those of all files.
    takes_workspace: bool,
    /// The version and the result that it was given last, of each file.
    given: BTreeMap<Uri, (Option<i32>, String)>,
    n_refreshes: usize,
}

impl Server {
    /// Sends the diagnostics of every file whose diagnostics, or whose document, are not what was sent last.
    pub(super) fn show(&mut self) {
        let all = self.found();
        self.refresh(&all);
        let wanted: Shown = all.into_iter().filter(|it| self.is_sent(&it.0, it.1.0)).collect();
        let gone: Vec<Uri> = self.published.keys().filter(|it| !wanted.contains_key(it)).cloned().collect();
        for uri in gone {
            let diagnostics = self.published.remove(&uri).map_or(vec![], |it| it.1);
            if !diagnostics.is_empty() {
                self.send(uri, None, vec![]);
            }
        }
        for (uri, (version, diagnostics)) in wanted {
            let is_known = self.published.get(&uri).is_some_and(|it| it.0 == version && it.1 == diagnostics);
            if !is_known {
                self.send(uri.clone(), version, diagnostics.clone());
                self.published.insert(uri, (version, diagnostics));
            }
        }
    }

    fn send(&mut self, uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams::new(uri, version, diagnostics);
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// Whether the editor waits to be told. A config that cannot be used is no document that it would ask about.
    fn is_sent(&self, uri: &Uri, version: Option<i32>) -> bool {
        let is_config = || self.workspaces.iter().any(|it| it.problem_uri().as_ref() == Some(uri));
        match version {
            Some(_) => !self.pull.takes_document,
            None => !self.pull.takes_workspace || is_config(),
        }
    }

    /// Every file with findings, and every open document.
    fn found(&self) -> Shown {
        let mut found = Shown::new();
        for (place, it) in &self.documents {
            if self.workspaces.iter().any(|workspace| workspace.find(place).is_some()) {
                found.insert(it.uri.clone(), (Some(it.version), vec![]));
            }
        }
        for workspace in &self.workspaces {
            let location = |it| self.uri(workspace, it);
            let mut converter = Converter::new(workspace.files(), &location, self.encoding);
            for finding in &workspace.findings {
                let file = finding.location.file;
                if let Some(uri) = self.uri(workspace, file).filter(|_| self.owns(workspace, file)) {
                    found.entry(uri).or_default().1.push(converter.diagnostic(finding));
                }
            }
            if let (Some(it), Some(uri)) = (&workspace.problem, workspace.problem_uri()) {
                found.insert(uri, (None, vec![convert::problem(it)]));
            }
        }
        found
    }

    /// Has the editor ask again if a file that it got is another now, although it did not change it.
    fn refresh(&mut self, all: &Shown) {
        let is_stale = |(uri, (version, result)): (&Uri, &(Option<i32>, String))| {
            let (now, diagnostics) = all.get(uri).map_or((None, &[][..]), |it| (it.0, &it.1));
            *version == now && *result != result_id(diagnostics)
        };
        if self.pull.can_refresh && self.pull.given.iter().any(is_stale) {
            // What it asks for then is noted anew.
            self.pull.given.clear();
            self.pull.n_refreshes += 1;
            let id = RequestId::from(format!("refresh {}", self.pull.n_refreshes));
            self.out.send(Request::new(id, "workspace/diagnostic/refresh".to_owned(), Value::Null));
        }
    }

    pub(super) fn document_report(&mut self, params: &DocumentDiagnosticParams) -> Value {
        let asked = &params.text_document.uri;
        // An editor may spell the URI of one file in several ways.
        let uri = self.place(asked).and_then(|it| self.documents.get(&it)).map(|it| it.uri.clone());
        let uri = uri.unwrap_or_else(|| asked.clone());
        let (version, diagnostics) = self.found().remove(&uri).unwrap_or_default();
        self.report(uri, version, &diagnostics, params.previous_result_id.as_deref())
    }

    pub(super) fn workspace_report(&mut self, params: &WorkspaceDiagnosticParams) -> Value {
        let is_first = !std::mem::replace(&mut self.pull.takes_workspace, true);
        if is_first {
            // It gets them with the answer.
            self.show();
        }
        let before: BTreeMap<&Uri, &str> =
            params.previous_result_ids.iter().map(|it| (&it.uri, it.value.as_str())).collect();
        let mut found = self.found();
        let uris: BTreeSet<Uri> = found.keys().chain(before.keys().copied()).cloned().collect();
        let mut items = vec![];
        for uri in uris {
            let (version, diagnostics) = found.remove(&uri).unwrap_or_default();
            let mut item = self.report(uri.clone(), version, &diagnostics, before.get(&uri).copied());
            item["uri"] = json!(uri);
            item["version"] = json!(version);
            items.push(item);
        }
        json!({ "items": items })
    }

    /// The diagnostics of a file, or that they are what the editor has.
    fn report(
        &mut self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: &[Diagnostic],
        before: Option<&str>,
    ) -> Value {
        let result = result_id(diagnostics);
        let report = match before == Some(result.as_str()) {
            true => json!({ "kind": "unchanged", "resultId": result }),
            false => json!({ "kind": "full", "resultId": result, "items": diagnostics }),
        };
        self.pull.given.insert(uri, (version, result));
        report
    }
}

/// Stands for some diagnostics.
fn result_id(diagnostics: &[Diagnostic]) -> String {
    let text = serde_json::to_vec(diagnostics).expect("strings and numbers can always be written");
    format!("{:016x}", checksum(&text))
}
