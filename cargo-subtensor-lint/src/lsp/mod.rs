//! `lsp`: the linter as a language server on standard input and output.
//!
//! One thread does everything in the order in which messages came; another one reads. Before any work all messages
//! that wait are taken in, so a check covers everything typed meanwhile, fast typing queues nothing, and a request
//! that is cancelled while it waits is never worked on. Then, in [`Server::work`], what changed is checked, all
//! diagnostics that differ are published, for open and for closed files, and the requests are answered.
//!
//! Nothing that an editor sends ends the server but `exit` and the end of standard input.

mod actions;
mod convert;
mod document;
mod transport;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Instant;
use std::{env, mem};

use anyhow::{Context, Error};
use gen_lsp_types::{
    ChangeNotifications, CodeActionKind, CodeActionOptions, CodeActionParams, Diagnostic,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, HoverParams,
    InitializeResult, PositionEncodingKind, PublishDiagnosticsParams, Range, ServerCapabilities, ServerInfo,
    TextDocumentSyncKind, TextDocumentSyncOptions, Uri, WorkspaceFolder, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use lint_core::finding::FileId;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::actions::Spot;
use self::convert::Converter;
use self::document::{Document, Encoding};
use self::transport::{Incoming, Outgoing};
use self::workspace::{Documents, Kind, Workspace};
use crate::Exit;
use crate::check::{STACK, guarded};
use crate::output::count;
use crate::sdk_version::is_manifest;

/// Serves one editor until it leaves.
///
/// The exit status is that of the protocol: 0 after `shutdown` and `exit`, 1 if the editor left without.
pub(crate) fn run() -> Result<Exit, Error> {
    let cwd = env::current_dir().context("the working directory")?;
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build()?;
    Ok(Server::new(cwd, pool).serve(&transport::incoming()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Running,
    ShutDown,
}

#[derive(Debug)]
struct Server {
    out: Outgoing,
    stage: Stage,
    /// Where a file belongs that was never saved, if no folder is open.
    cwd: PathBuf,
    pool: rayon::ThreadPool,
    encoding: Encoding,
    /// The editor can be asked to tell of changes on disk.
    watches: bool,
    workspaces: Vec<Workspace>,
    documents: Documents,
    /// What the editor shows, and for which version of a document.
    published: BTreeMap<Uri, (Option<i32>, Vec<Diagnostic>)>,
    /// Requests to answer, with the version of their document when they came.
    waiting: Vec<(Request, Option<i32>)>,
}

impl Server {
    fn new(cwd: PathBuf, pool: rayon::ThreadPool) -> Server {
        Server {
            out: Outgoing::default(),
            stage: Stage::Waiting,
            cwd,
            pool,
            encoding: Encoding::default(),
            watches: false,
            workspaces: vec![],
            documents: Documents::new(),
            published: BTreeMap::new(),
            waiting: vec![],
        }
    }

    fn serve(mut self, incoming: &Receiver<Incoming>) -> Exit {
        while let Ok(first) = incoming.recv() {
            let mut next = Some(first);
            while let Some(it) = next {
                if matches!(&it, Incoming::Message(Message::Notification(it)) if it.method == "exit") {
                    return if self.stage == Stage::ShutDown { Exit::Clean } else { Exit::Findings };
                }
                self.survive(|server| server.take(it));
                next = incoming.try_recv().ok();
            }
            if self.stage == Stage::Running {
                self.survive(Server::work);
            }
            if self.out.is_closed {
                break;
            }
        }
        Exit::Findings
    }

    /// Does a piece of work; whatever goes wrong in it, the server goes on.
    fn survive(&mut self, work: impl FnOnce(&mut Server)) {
        if let Err(error) = guarded(|| work(self)) {
            self.log(MessageKind::Error, &format!("{error:#}"));
        }
    }

    /// Takes one message in, without the work that it may mean.
    fn take(&mut self, it: Incoming) {
        match it {
            Incoming::Malformed(code, why) => {
                self.log(MessageKind::Warning, &format!("a message that cannot be read: {why}"));
                self.out.refuse(code, &why);
            }
            Incoming::Message(Message::Request(it)) => self.request(it),
            Incoming::Message(Message::Notification(it)) => {
                let method = it.method.clone();
                if self.stage == Stage::Running
                    && let Err(error) = self.notification(it)
                {
                    self.log(MessageKind::Warning, &format!("{method}: {error:#}"));
                }
            }
            Incoming::Message(Message::Response(it)) => {
                if let Err(error) = it.response_result {
                    self.log(MessageKind::Warning, &format!("the editor refused: {}", error.message));
                }
            }
        }
    }

    fn request(&mut self, it: Request) {
        let refuse =
            |code: ErrorCode, why: &str| Response::new_err(it.id.clone(), code as i32, why.to_owned());
        let answer = match (self.stage, it.method.as_str()) {
            (Stage::Waiting, "initialize") => self.initialize(it.id, &it.params),
            (Stage::Waiting, _) => refuse(ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Stage::ShutDown, _) => refuse(ErrorCode::InvalidRequest, "after `shutdown` comes `exit`"),
            (Stage::Running, "initialize") => refuse(ErrorCode::InvalidRequest, "initialized already"),
            (Stage::Running, "shutdown") => {
                let waiting = mem::take(&mut self.waiting);
                waiting.into_iter().for_each(|it| self.cancel(it.0.id));
                self.stage = Stage::ShutDown;
                Response::new_ok(it.id, Value::Null)
            }
            (Stage::Running, "textDocument/hover" | "textDocument/codeAction") => {
                let uri = it.params.pointer("/textDocument/uri").cloned();
                let uri: Option<Uri> = uri.and_then(|it| serde_json::from_value(it).ok());
                let version = uri.and_then(|it| self.documents.get(&self.place(&it)?)).map(|it| it.version);
                return self.waiting.push((it, version));
            }
            (Stage::Running, method) => refuse(ErrorCode::MethodNotFound, &format!("no method `{method}`")),
        };
        self.out.send(answer);
    }

    fn initialize(&mut self, id: RequestId, params: &Value) -> Response {
        let at = |pointer: &str| params.pointer(pointer);
        let encodings = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let takes_utf8 = encodings.is_some_and(|it| it.iter().any(|it| it == "utf-8"));
        self.encoding = if takes_utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
        let watches = "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration";
        self.watches = at(watches).and_then(Value::as_bool).unwrap_or_default();
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
                    code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                    ..CodeActionOptions::default()
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

    fn notification(&mut self, it: Notification) -> Result<(), Error> {
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

    fn add_folder(&mut self, uri: &Uri) {
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

    /// Checks what has changed, shows what is found and answers what was asked.
    fn work(&mut self) {
        for at in 0..self.workspaces.len() {
            let it = &mut self.workspaces[at];
            let (start, was_stale) = (Instant::now(), it.is_stale);
            if was_stale {
                let (documents, threads) = (&self.documents, self.pool.current_num_threads());
                let before = it.problem.clone();
                let troubles = guarded(|| it.reload(documents, threads));
                let (path, problem) = (it.root.display().to_string(), it.problem.clone());
                if let Some(it) = problem.filter(|it| before.as_ref() != Some(it)) {
                    let text = format!("{}:{}: {}", it.path.display(), it.line, it.message);
                    self.log(MessageKind::Error, &text);
                }
                match troubles {
                    Ok(all) => all.iter().for_each(|it| self.log(MessageKind::Warning, it)),
                    Err(error) => self.log(MessageKind::Error, &format!("{path}: {error:#}")),
                }
            }
            let it = &mut self.workspaces[at];
            if !it.is_dirty {
                continue;
            }
            let checked = it.check(&self.documents, &self.pool);
            let n_files = count(it.files().len(), "file");
            let root = it.root.display().to_string();
            match checked {
                Ok(()) if was_stale => {
                    let text = format!("{root}: {n_files} checked in {} ms", start.elapsed().as_millis());
                    self.log(MessageKind::Info, &text);
                }
                Ok(()) => {}
                Err(error) => self.log(MessageKind::Error, &format!("{root}: {error:#}")),
            }
        }
        self.publish();
        for (request, version) in mem::take(&mut self.waiting) {
            let answer = self.answer(request, version);
            self.out.send(answer);
        }
    }

    /// Sends the diagnostics of every file whose diagnostics, or whose document, are not what was sent last.
    fn publish(&mut self) {
        let mut wanted: BTreeMap<Uri, (Option<i32>, Vec<Diagnostic>)> = BTreeMap::new();
        for (place, it) in &self.documents {
            if self.workspaces.iter().any(|workspace| workspace.find(place).is_some()) {
                wanted.insert(it.uri.clone(), (Some(it.version), vec![]));
            }
        }
        for workspace in &self.workspaces {
            let location = |it| self.uri(workspace, it);
            let mut converter = Converter::new(workspace.files(), &location, self.encoding);
            for finding in &workspace.findings {
                let file = finding.location.file;
                if let Some(uri) = self.uri(workspace, file).filter(|_| self.owns(workspace, file)) {
                    wanted.entry(uri).or_default().1.push(converter.diagnostic(finding));
                }
            }
            if let Some(it) = &workspace.problem
                && let Some(uri) = workspace.uri(&it.path)
            {
                wanted.insert(uri, (None, vec![convert::problem(it)]));
            }
        }
        let gone: Vec<Uri> = self.published.keys().filter(|it| !wanted.contains_key(it)).cloned().collect();
        for uri in gone {
            let diagnostics = self.published.remove(&uri).map_or(vec![], |it| it.1);
            if !diagnostics.is_empty() {
                self.notify(
                    "textDocument/publishDiagnostics",
                    PublishDiagnosticsParams::new(uri, None, vec![]),
                );
            }
        }
        for (uri, (version, diagnostics)) in wanted {
            let is_known = self.published.get(&uri).is_some_and(|it| it.0 == version && it.1 == diagnostics);
            if is_known {
                continue;
            }
            let params = PublishDiagnosticsParams::new(uri.clone(), version, diagnostics.clone());
            self.notify("textDocument/publishDiagnostics", params);
            self.published.insert(uri, (version, diagnostics));
        }
    }

    fn answer(&mut self, request: Request, version: Option<i32>) -> Response {
        let Request { id, method, params } = request;
        let result = match method.as_str() {
            "textDocument/hover" => read(params).map(|it: HoverParams| {
                let it = it.text_document_position_params;
                let range = Range { start: it.position, end: it.position };
                (it.text_document.uri, range, true)
            }),
            _ => read(params).map(|it: CodeActionParams| {
                let only = it.context.only.unwrap_or_default();
                // Kinds are trees: who asks for `quickfix` or for the root asks for ours.
                let is_asked = only.is_empty()
                    || only.iter().any(|it| matches!(it, CodeActionKind::QuickFix | CodeActionKind::Empty));
                (it.text_document.uri, it.range, is_asked)
            }),
        };
        let (uri, range, is_asked) = match result {
            Ok(it) => it,
            Err(error) => {
                return Response::new_err(id, ErrorCode::InvalidParams as i32, format!("{error:#}"));
            }
        };
        let nothing = if method == "textDocument/hover" { Value::Null } else { json!([]) };
        let Some(place) = self.place(&uri).filter(|_| is_asked) else { return Response::new_ok(id, nothing) };
        if self.documents.get(&place).map(|it| it.version) != version {
            let why = "the document has changed since".to_owned();
            return Response::new_err(id, ErrorCode::ContentModified as i32, why);
        }
        let Some((at, file)) = self.home(&place) else { return Response::new_ok(id, nothing) };
        let spot = Spot { file, range };
        if method == "textDocument/hover" {
            return Response::new_ok(id, actions::hover(&self.workspaces[at], &spot, self.encoding));
        }
        let documents = &self.documents;
        let uri = |workspace: &Workspace, file: FileId| uri_of(documents, workspace, file);
        let how = (self.encoding, &self.pool);
        let (actions, errors) = actions::actions(&mut self.workspaces[at], &spot, &uri, how);
        errors.iter().for_each(|it| self.log(MessageKind::Error, &format!("{it:#}")));
        Response::new_ok(id, actions)
    }

    fn cancel(&mut self, id: RequestId) {
        let why = "cancelled".to_owned();
        self.out.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, why));
    }

    /// The workspace that a file belongs to, of several the innermost, and its number there.
    fn home(&self, place: &Path) -> Option<(usize, FileId)> {
        let found = self.workspaces.iter().enumerate();
        let found = found.filter_map(|(at, it)| Some((at, it.find(place).filter(|_| it.may_hold(place))?)));
        found.max_by_key(|it| self.workspaces[it.0].root.as_os_str().len())
    }

    fn owns(&self, workspace: &Workspace, file: FileId) -> bool {
        let home = self.home(&workspace.place(file));
        home.is_some_and(|it| self.workspaces[it.0].root == workspace.root)
    }

    fn uri(&self, workspace: &Workspace, file: FileId) -> Option<Uri> {
        uri_of(&self.documents, workspace, file)
    }

    /// Where a file is, or would be if it were saved; other things than files are none of ours.
    fn place(&self, uri: &Uri) -> Option<PathBuf> {
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

    /// Asks the editor to tell of changes on disk.
    fn watch(&mut self) {
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

    fn notify(&mut self, method: &str, params: impl serde::Serialize) {
        self.out.send(Notification::new(method.to_owned(), params));
    }

    fn log(&mut self, kind: MessageKind, message: &str) {
        let params = json!({ "type": kind as u8, "message": message });
        self.notify("window/logMessage", &params);
        if kind == MessageKind::Error {
            self.notify("window/showMessage", &params);
        }
    }
}

/// How loud a message is, in the protocol's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MessageKind {
    Error = 1,
    Warning = 2,
    Info = 3,
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Error> {
    serde_json::from_value(params).map_err(Error::from)
}

fn uri_of(documents: &Documents, workspace: &Workspace, file: FileId) -> Option<Uri> {
    let place = workspace.place(file);
    documents.get(&place).map(|it| it.uri.clone()).or_else(|| workspace.uri(&place))
}

/// Whether a file says something about the project: its config, what it pins, which files belong to it.
fn is_about_project(place: &Path) -> bool {
    let is_source = place.extension().is_some_and(|it| it == "py" || it == "pyw" || it == "rs");
    !is_source || is_manifest(place)
}
