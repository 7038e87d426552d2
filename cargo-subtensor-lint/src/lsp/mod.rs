//! `lsp`: the linter as a language server on standard input and output.
//!
//! One thread does everything in the order in which messages came; another one reads. Before any work all messages
//! that wait are taken in, so a check covers everything typed meanwhile, fast typing queues nothing, and a request
//! that is cancelled while it waits is never worked on. Then, in [`Server::work`], what changed is checked, all
//! diagnostics that differ are shown (see `diagnostics`), and the requests are answered.
//!
//! Nothing that an editor sends ends the server but `exit` and the end of standard input.

mod actions;
mod answers;
mod changes;
mod convert;
mod diagnostics;
mod document;
mod greeting;
mod transport;
mod workspace;

use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Instant;
use std::{env, mem};

use anyhow::{Context, Error};
use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::diagnostics::{Pull, Shown};
use self::document::Encoding;
use self::transport::{Incoming, Outgoing};
use self::workspace::{Documents, Workspace};
use crate::Exit;
use crate::check::{STACK, guarded};
use crate::output::count;

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
    published: Shown,
    pull: Pull,
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
            published: Shown::new(),
            pull: Pull::default(),
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
            (
                Stage::Running,
                "textDocument/hover"
                | "textDocument/codeAction"
                | "textDocument/diagnostic"
                | "workspace/diagnostic",
            ) => {
                let uri = it.params.pointer("/textDocument/uri").cloned();
                let uri: Option<Uri> = uri.and_then(|it| serde_json::from_value(it).ok());
                let version = uri.and_then(|it| self.documents.get(&self.place(&it)?)).map(|it| it.version);
                return self.waiting.push((it, version));
            }
            (Stage::Running, method) => refuse(ErrorCode::MethodNotFound, &format!("no method `{method}`")),
        };
        self.out.send(answer);
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
        self.show();
        for (request, version) in mem::take(&mut self.waiting) {
            let answer = self.answer(request, version);
            self.out.send(answer);
        }
    }

    fn cancel(&mut self, id: RequestId) {
        let why = "cancelled".to_owned();
        self.out.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, why));
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
