//! What the editor asks about a place in a document, and which document and workspace that is.

use std::path::{Path, PathBuf};

use gen_lsp_types::{CodeActionParams, HoverParams, Range, Uri};
use lint_core::finding::FileId;
use lsp_server::{ErrorCode, Request, Response};
use serde_json::{Value, json};

use super::actions::{self, Asked, Spot};
use super::workspace::{Documents, Kind, Workspace};
use super::{Server, read};

impl Server {
    /// The answer to a request, whose document had the version when it came.
    pub(super) fn answer(&mut self, request: Request, version: Option<i32>) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            "textDocument/diagnostic" => read(params).map(|it| Ok(self.document_report(&it))),
            "workspace/diagnostic" => read(params).map(|it| Ok(self.workspace_report(&it))),
            "textDocument/hover" => read(params).map(|it: HoverParams| {
                let it = it.text_document_position_params;
                let range = Range { start: it.position, end: it.position };
                self.at(&it.text_document.uri, range, version, Value::Null, Server::hover)
            }),
            _ => read(params).map(|it: CodeActionParams| {
                let asked = Asked::new(&it.context.only.unwrap_or_default());
                let actions = |server: &mut Server, at, spot: &Spot| server.actions(at, spot, asked);
                self.at(&it.text_document.uri, it.range, version, json!([]), actions)
            }),
        };
        let result = result.unwrap_or_else(|error| Err((ErrorCode::InvalidParams, format!("{error:#}"))));
        match result {
            Ok(it) => Response::new_ok(id, it),
            Err((code, why)) => Response::new_err(id, code as i32, why),
        }
    }

    /// What there is to say about a range of a document; `nothing` if the document is none of ours.
    fn at(
        &mut self,
        uri: &Uri,
        range: Range,
        version: Option<i32>,
        nothing: Value,
        say: impl FnOnce(&mut Server, usize, &Spot) -> Value,
    ) -> Result<Value, (ErrorCode, String)> {
        let Some(place) = self.place(uri) else { return Ok(nothing) };
        if self.documents.get(&place).map(|it| it.version) != version {
            return Err((ErrorCode::ContentModified, "the document has changed since".to_owned()));
        }
        let Some((at, file)) = self.home(&place) else { return Ok(nothing) };
        Ok(say(self, at, &Spot { file, range }))
    }

    fn hover(&mut self, at: usize, spot: &Spot) -> Value {
        json!(actions::hover(&self.workspaces[at], spot, self.encoding))
    }

    fn actions(&mut self, at: usize, spot: &Spot, asked: Asked) -> Value {
        let documents = &self.documents;
        let uri = |workspace: &Workspace, file: FileId| uri_of(documents, workspace, file);
        let how = (self.encoding, &self.pool);
        let workspace = &mut self.workspaces[at];
        let (mut all, mut errors) = (vec![], vec![]);
        if asked.quick_fixes {
            (all, errors) = actions::actions(workspace, spot, &uri, how);
        }
        if asked.fix_all {
            match actions::fix_all(workspace, spot.file, &uri, how) {
                Ok(it) => all.extend(it),
                Err(error) => errors.push(error),
            }
        }
        errors.iter().for_each(|it| self.log(super::MessageKind::Error, &format!("{it:#}")));
        json!(all)
    }

    /// The workspace that a file belongs to, of several the innermost, and its number there.
    pub(super) fn home(&self, place: &Path) -> Option<(usize, FileId)> {
        let found = self.workspaces.iter().enumerate();
        let found = found.filter_map(|(at, it)| Some((at, it.find(place).filter(|_| it.may_hold(place))?)));
        found.max_by_key(|it| self.workspaces[it.0].root.as_os_str().len())
    }

    pub(super) fn owns(&self, workspace: &Workspace, file: FileId) -> bool {
        let home = self.home(&workspace.place(file));
        home.is_some_and(|it| self.workspaces[it.0].root == workspace.root)
    }

    pub(super) fn uri(&self, workspace: &Workspace, file: FileId) -> Option<Uri> {
        uri_of(&self.documents, workspace, file)
    }

    /// Where a file is, or would be if it were saved; other things than files are none of ours.
    pub(super) fn place(&self, uri: &Uri) -> Option<PathBuf> {
        let path = match uri.scheme() {
            "file" => uri.to_file_path().ok()?,
            "untitled" => {
                let folder = self.workspaces.iter().find(|it| it.kind == Kind::Folder);
                folder.map_or(&self.cwd, |it| &it.root).join(uri.path())
            }
            _ => return None,
        };
        // Links are resolved as far as there is something.
        path.canonicalize()
            .ok()
            .or_else(|| {
                let folder = path.parent()?.canonicalize().ok()?;
                Some(folder.join(path.file_name()?))
            })
            .or(Some(path))
    }
}

fn uri_of(documents: &Documents, workspace: &Workspace, file: FileId) -> Option<Uri> {
    let place = workspace.place(file);
    documents.get(&place).map(|it| it.uri.clone()).or_else(|| workspace.uri(&place))
}
