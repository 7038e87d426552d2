//! An editor as far as the tests need one: it speaks with the shipped program over its standard streams.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Far more than anything here takes: whoever waits longer waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    n_requests: i64,
    /// The last diagnostics of each file, by URI.
    pub shown: Vec<(String, Value)>,
    pub log: Vec<String>,
}

impl Client {
    /// A server that nobody has said anything to.
    pub fn silent(folder: &Path) -> Client {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
        command.arg("lsp").current_dir(folder).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, incoming) = channel();
        thread::spawn(move || {
            while let Some(it) = read(&mut out) {
                if sender.send(it).is_err() {
                    break;
                }
            }
        });
        let stdin = child.stdin.take();
        Client { child, stdin, incoming, n_requests: 0, shown: vec![], log: vec![] }
    }

    /// A server for some folders, after the greeting; `capabilities` are those of the editor.
    pub fn new(folders: &[&Path], capabilities: Value) -> (Client, Value) {
        let mut client = Client::silent(folders.first().expect("a place to stand"));
        let folders: Vec<Value> = folders.iter().map(|it| json!({ "uri": uri(it), "name": "x" })).collect();
        let params = json!({ "processId": null, "capabilities": capabilities, "workspaceFolders": folders });
        let answer = client.request("initialize", params);
        client.notify("initialized", json!({}));
        (client, answer["result"].clone())
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("nobody has hung up");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives its number.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.n_requests += 1;
        let id = self.n_requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// The answer to a request; what comes before it is noted.
    pub fn answer(&mut self, id: i64) -> Value {
        self.until(|it| it["id"] == id && it.get("method").is_none())
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// The first message that is wanted; what comes before it is noted.
    pub fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let it = self.incoming.recv_timeout(PATIENCE).expect("the server answers");
            self.note(&it);
            if wanted(&it) {
                return it;
            }
        }
    }

    /// Everything that is still to be said is said once a later request is answered.
    pub fn settle(&mut self) {
        let nowhere = json!({ "uri": "file:///nowhere.py" });
        let position = json!({ "line": 0, "character": 0 });
        self.request("textDocument/hover", json!({ "textDocument": nowhere, "position": position }));
    }

    fn note(&mut self, it: &Value) {
        let params = &it["params"];
        match it["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let uri = params["uri"].as_str().expect("a URI is text").to_owned();
                self.shown.retain(|it| it.0 != uri);
                self.shown.push((uri, params.clone()));
            }
            Some("window/logMessage") => self.log.push(params["message"].to_string()),
            Some("client/registerCapability") => {
                self.send(&json!({ "jsonrpc": "2.0", "id": it["id"], "result": null }));
            }
            _ => {}
        }
    }

    pub fn open(&mut self, path: &Path, text: &str) {
        let language = if path.extension().is_some_and(|it| it == "rs") { "rust" } else { "python" };
        let document = json!({ "uri": uri(path), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts a text in the place of the whole document.
    pub fn change(&mut self, path: &Path, version: i32, text: &str) {
        let document = json!({ "uri": uri(path), "version": version });
        let changes = json!([{ "text": text }]);
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    /// Tells that files have changed on disk: 1 made, 2 changed, 3 deleted.
    pub fn watched(&mut self, changes: &[(&Path, u8)]) {
        let changes: Vec<Value> =
            changes.iter().map(|it| json!({ "uri": uri(it.0), "type": it.1 })).collect();
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    }

    /// What is shown for a file: rule and line, from 0.
    pub fn found(&mut self, path: &Path) -> Vec<(String, u64)> {
        self.settle();
        let all = self.diagnostics(path);
        let code = |it: &Value| it["code"].as_str().unwrap_or("none").to_owned();
        let line = |it: &Value| it["range"]["start"]["line"].as_u64().expect("a line is a number");
        all.iter().map(|it| (code(it), line(it))).collect()
    }

    /// The diagnostics that were last sent for a file.
    pub fn diagnostics(&self, path: &Path) -> Vec<Value> {
        let shown = self.shown.iter().find(|it| it.0 == uri(path));
        shown.map_or(vec![], |it| it.1["diagnostics"].as_array().expect("a list").clone())
    }

    /// What is offered for a line, from 0.
    pub fn actions(&mut self, path: &Path, line: u32) -> Vec<Value> {
        let range =
            json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 99 } });
        let context = json!({ "diagnostics": [] });
        let params = json!({ "textDocument": { "uri": uri(path) }, "range": range, "context": context });
        let answer = self.request("textDocument/codeAction", params);
        answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    }

    /// Closes the way to the server and waits for its end.
    pub fn hang_up(mut self) -> ExitStatus {
        drop(self.stdin.take());
        self.child.wait().expect("it is our child")
    }

    pub fn leave(mut self) -> ExitStatus {
        let answer = self.request("shutdown", Value::Null);
        assert_eq!((answer.get("error"), &answer["result"]), (None, &Value::Null));
        self.notify("exit", Value::Null);
        self.child.wait().expect("it is our child")
    }
}

/// A test that fails leaves no server behind.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some((_, value)) => length = value.parse().expect("a length is a number"),
            None => break,
        }
    }
    let mut body = vec![0; length];
    out.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("the server speaks JSON"))
}

pub fn uri(path: &Path) -> String {
    url::Url::from_file_path(path).expect("paths of tests are absolute").to_string()
}

/// The text after the edits of an action in one file; they come in order and do not touch.
pub fn apply(text: &str, action: &Value, path: &Path) -> String {
    let edits = action["edit"]["changes"][uri(path)].as_array().unwrap_or_else(|| panic!("{action}")).clone();
    let offset = |it: &Value| {
        let line = it["line"].as_u64().expect("a number") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + it["character"].as_u64().expect("a number") as usize
    };
    let mut text = text.to_owned();
    for it in edits.iter().rev() {
        let range = offset(&it["range"]["start"])..offset(&it["range"]["end"]);
        text.replace_range(range, it["newText"].as_str().expect("text"));
    }
    text
}

/// A folder with files in it, and its path with all links resolved.
pub fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room for a few files");
    let root = folder.path().canonicalize().expect("it is there");
    for (name, text) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("below the root")).expect("the folder is ours");
        std::fs::write(path, text).expect("the folder is ours");
    }
    (folder, root)
}
