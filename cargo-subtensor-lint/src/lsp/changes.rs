//! What the editor tells of: documents that open, change and close, files on disk, folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri,
};
use lsp_server::{Notification, RequestId};

use super::document::Document;
use super::workspace::{Kind, Workspace};
use super::{MessageKind, Server, read};
use crate::sdk_version::is_manifest;

impl Server {
    pub(super) fn notification(&mut self, it: Notification) -> Result<(), Error> {
        match it.method.as_str() {
            "initialized" if self.watches => self.watch(),
            "$/cancelRequest" => {
                let id = it.params.get("id").cloned().unwrap_or_default();
                let id: RequestId = serde_json::from_value(id)?;
                if let Some(at) = self.waiting.iter().position(|it| it.0.id == id) {
                    self.waiting.remove(at);
                    self.cancel(id);
                }
            }
            "textDocument/didOpen" => {
                let it: DidOpenTextDocumentParams = read(it.params)?;
                self.open(Document::new(it.text_document))?;
            }
            "textDocument/didChange" => {
                let it: DidChangeTextDocumentParams = read(it.params)?;
                let (uri, version) =
                    (it.text_document.text_document_identifier.uri, it.text_document.version);
                let Some(place) = self.place(&uri) else { return Ok(()) };
                let document = self.documents.get_mut(&place).context("the document is not open")?;
                document.change(it.content_changes, self.encoding);
                document.version = version;
                let text = document.text.clone();
                self.workspaces.iter_mut().filter(|it| it.may_hold(&place)).for_each(|it| {
                    it.edit(&place, &text);
                });
            }
            "textDocument/didClose" => {
                let it: DidCloseTextDocumentParams = read(it.params)?;
                self.close(&it.text_document.uri);
            }
            "textDocument/didSave" => {
                let it: DidSaveTextDocumentParams = read(it.params)?;
                if let Some(place) = self.place(&it.text_document.uri).filter(|it| is_about_project(it)) {
                    self.outdate(&place);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let it: DidChangeWatchedFilesParams = read(it.params)?;
                let places: Vec<PathBuf> = it.changes.iter().filter_map(|it| self.place(&it.uri)).collect();
                for place in places {
                    // What is open counts as the editor has it, whatever happens on disk.
                    let is_open = self.documents.contains_key(&place);
                    if !is_open || is_about_project(&place) || !place.exists() {
                        self.outdate(&place);
                    }
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let it: DidChangeWorkspaceFoldersParams = read(it.params)?;
                let removed = it.event.removed.iter().filter_map(|it| self.place(&it.uri));
                let removed: BTreeSet<PathBuf> = removed.collect();
                self.workspaces.retain(|it| it.kind == Kind::Loose || !removed.contains(&it.root));
                it.event.added.iter().for_each(|it| self.add_folder(&it.uri));
                // Open files may have lost their folder, or found one.
                self.workspaces.retain(|it| it.kind == Kind::Folder);
                let places: Vec<PathBuf> = self.documents.keys().cloned().collect();
                places.iter().try_for_each(|it| self.settle(it))?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, document: Document) -> Result<(), Error> {
        let Some(place) = self.place(&document.uri) else { return Ok(()) };
        let text = document.text.clone();
        self.documents.insert(place.clone(), document);
        self.settle(&place)?;
        for it in self.workspaces.iter_mut().filter(|it| it.may_hold(&place)) {
            // Fixes are made for open files only.
            it.is_dirty = true;
            // One that is new, or on disk only since the last look, has to be looked for.
            if !it.edit(&place, &text) {
                it.is_stale = true;
            }
        }
        Ok(())
    }

    fn close(&mut self, uri: &Uri) {
        let Some(place) = self.place(uri) else { return };
        self.documents.remove(&place);
        let documents = &self.documents;
        self.workspaces.retain(|it| it.kind == Kind::Folder || documents.keys().any(|at| it.may_hold(at)));
        self.outdate(&place);
    }

    /// Makes sure that a file belongs to a workspace.
    fn settle(&mut self, place: &Path) -> Result<(), Error> {
        if !self.workspaces.iter().any(|it| it.may_hold(place)) {
            let folder = place.parent().unwrap_or(place).to_owned();
            self.workspaces.push(Workspace::new(Kind::Loose, folder)?);
        }
        Ok(())
    }

    pub(super) fn add_folder(&mut self, uri: &Uri) {
        let Ok(path) = uri.to_file_path() else {
            return self.log(MessageKind::Warning, &format!("{uri} is no folder on this machine"));
        };
        match Workspace::new(Kind::Folder, path) {
            Ok(it) => self.workspaces.push(it),
            Err(error) => self.log(MessageKind::Error, &format!("{uri}: {error:#}")),
        }
    }

    /// Has the files around a place looked for again.
    fn outdate(&mut self, place: &Path) {
        for it in &mut self.workspaces {
            // A config or a lock file above a folder speaks of it as well.
            let is_above = place.parent().is_some_and(|folder| it.root.starts_with(folder));
            it.is_stale |= it.may_hold(place) || is_above;
        }
    }
}

/// Whether a file says something about the project: its config, what it pins, which files belong to it.
fn is_about_project(place: &Path) -> bool {
    let is_source = place.extension().is_some_and(|it| it == "py" || it == "pyw" || it == "rs");
    !is_source || is_manifest(place)
}
