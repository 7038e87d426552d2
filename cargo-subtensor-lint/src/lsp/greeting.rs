//! What the editor and the server tell each other of themselves at the beginning.

use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, DiagnosticOptions, InitializeResult,
    PositionEncodingKind, ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
    WorkspaceFolder, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use lsp_server::{Request, RequestId, Response};
use serde_json::{Value, json};

use super::actions::FIX_ALL;
use super::document::Encoding;
use super::{Server, Stage, convert};

impl Server {
    pub(super) fn initialize(&mut self, id: RequestId, params: &Value) -> Response {
        let at = |pointer: &str| params.pointer(pointer);
        let encodings = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let takes_utf8 = encodings.is_some_and(|it| it.iter().any(|it| it == "utf-8"));
        self.encoding = if takes_utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
        let watches = "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration";
        self.watches = at(watches).and_then(Value::as_bool).unwrap_or_default();
        self.pull.takes_document = at("/capabilities/textDocument/diagnostic").is_some_and(Value::is_object);
        let refresh = "/capabilities/workspace/diagnostics/refreshSupport";
        self.pull.can_refresh = at(refresh).and_then(Value::as_bool).unwrap_or_default();
        let folders = at("/workspaceFolders").cloned().and_then(|it| serde_json::from_value(it).ok());
        let folders: Vec<Uri> = match folders {
            Some(it) => Vec::<WorkspaceFolder>::into_iter(it).map(|it| it.uri).collect(),
            None => {
                let root = at("/rootUri").cloned().and_then(|it| serde_json::from_value(it).ok());
                let path = || Uri::from_file_path(at("/rootPath")?.as_str()?).ok();
                root.or_else(path).into_iter().collect()
            }
        };
        self.stage = Stage::Running;
        folders.iter().for_each(|it| self.add_folder(it));
        Response::new_ok(id, self.abilities())
    }

    fn abilities(&self) -> InitializeResult {
        let capabilities = ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::Incremental),
                    save: Some(true.into()),
                    ..TextDocumentSyncOptions::default()
                }
                .into(),
            ),
            hover_provider: Some(true.into()),
            code_action_provider: Some(
                CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QuickFix, FIX_ALL]),
                    ..CodeActionOptions::default()
                }
                .into(),
            ),
            diagnostic_provider: Some(
                DiagnosticOptions {
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    ..DiagnosticOptions::default()
                }
                .into(),
            ),
            workspace: Some(WorkspaceOptions {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(ChangeNotifications::Bool(true)),
                }),
                ..WorkspaceOptions::default()
            }),
            ..ServerCapabilities::default()
        };
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let name = convert::SOURCE.to_owned();
        InitializeResult { capabilities, server_info: Some(ServerInfo { name, version }) }
    }

    /// Asks the editor to tell of changes on disk.
    pub(super) fn watch(&mut self) {
        let patterns = ["**/*.{py,pyw,rs,toml,lock,txt,cfg,yml,yaml,json}", "**/Pipfile", "**/.gitignore"];
        let docker = "**/*Dockerfile*";
        let watchers: Vec<Value> =
            patterns.iter().chain([&docker]).map(|it| json!({ "globPattern": it })).collect();
        let method = "workspace/didChangeWatchedFiles";
        let options = json!({ "watchers": watchers });
        let registration = json!({ "id": "files", "method": method, "registerOptions": options });
        let params = json!({ "registrations": [registration] });
        let id = RequestId::from("watch".to_owned());
        self.out.send(Request::new(id, "client/registerCapability".to_owned(), params));
    }
}
