//! `lsp`, driven as an editor drives it: the shipped program, its standard streams, and nothing else.

mod client;
mod pull;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use client::{Client, apply, folder, uri};

const FACTORY: &str = "import bittensor as bt\n\n\ndef connect():\n    return bt.Subtensor()\n";
const USER: &str = "from chain import connect\n\nsub = connect()\nprint(sub.block)\n";
const LEAK: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";

fn one(rule: &str, line: u64) -> Vec<(String, u64)> {
    vec![(rule.to_owned(), line)]
}

#[test]
fn what_is_typed_in_one_file_is_seen_in_another() {
    let (_keep, root) = folder(&[("chain.py", FACTORY), ("miner.py", USER), ("sub/b.py", LEAK)]);
    let (chain, miner) = (root.join("chain.py"), root.join("miner.py"));
    let (mut client, hello) = Client::new(&[&root], json!({}));
    assert_eq!(hello["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(hello["serverInfo"]["name"], "subtensor-lint");
    // Files that nobody has opened are shown as well.
    assert_eq!(client.found(&miner), one("SUB001", 2));
    assert_eq!(client.found(&root.join("sub/b.py")), one("SUB001", 2));
    let shown = &client.diagnostics(&miner)[0];
    assert_eq!(shown["source"], "subtensor-lint");
    assert_eq!(shown["severity"], 1);
    assert!(shown["message"].as_str().unwrap().contains("never closed"), "{shown}");
    assert!(shown["codeDescription"]["href"].as_str().unwrap().ends_with("never-closed.md"));
    let related = shown["relatedInformation"].as_array().unwrap();
    assert!(related.iter().any(|it| it["location"]["uri"] == uri(&chain)), "{related:?}");

    // The wrapper in the editor is no factory any more, though on disk it is.
    client.open(&chain, FACTORY);
    client.open(&miner, USER);
    assert_eq!(client.found(&miner), one("SUB001", 2));
    client.change(&chain, 2, "def connect():\n    return 1\n");
    assert_eq!(client.found(&miner), []);
    client.change(&chain, 3, FACTORY);
    client.change(&miner, 2, &format!("{USER}sub.close()\n"));
    assert_eq!(client.found(&miner), []);
    assert_eq!(client.shown.iter().find(|it| it.0 == uri(&miner)).unwrap().1["version"], 2);

    // Who closes a file without saving it goes back to what is on disk.
    client.close(&miner);
    assert_eq!(client.found(&miner), one("SUB001", 2));
    assert!(client.leave().success());
}

#[test]
fn edits_of_a_line_are_counted_in_the_units_agreed_on() {
    for (offered, agreed) in [(json!(["utf-16"]), "utf-16"), (json!(["utf-32", "utf-8"]), "utf-8")] {
        let (_keep, root) = folder(&[]);
        let path = root.join("new.py");
        let capabilities = json!({ "general": { "positionEncodings": offered } });
        let (mut client, hello) = Client::new(&[&root], capabilities);
        assert_eq!(hello["capabilities"]["positionEncoding"], agreed);
        let text = "import bittensor as bt\nx = '\u{1f980}'; sub = bt.Subtensor()\nsub.close()\n";
        client.open(&path, text);
        assert_eq!(client.found(&path), []);
        // Take the last line out.
        let range = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 3, "character": 0 } });
        let document = json!({ "uri": uri(&path), "version": 2 });
        let changes = json!([{ "range": range, "text": "" }]);
        client
            .notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        assert_eq!(client.found(&path), one("SUB001", 1));
        let start = client.diagnostics(&path)[0]["range"]["start"]["character"].clone();
        assert_eq!(start, if agreed == "utf-8" { 18 } else { 16 });
        // Insert an underscore before the name: the connection is still the same.
        let unit = if agreed == "utf-8" { 12 } else { 10 };
        let at = json!({ "line": 1, "character": unit });
        let document = json!({ "uri": uri(&path), "version": 3 });
        let changes = json!([{ "range": { "start": at, "end": at }, "text": "_" }]);
        client
            .notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        client.settle();
        let message = client.diagnostics(&path)[0]["message"].as_str().unwrap().to_owned();
        assert!(message.contains("`s_ub`") || message.contains("`_sub`"), "{message}");
        assert!(client.leave().success());
    }
}

#[test]
fn fixes_are_offered_safe_ones_first_and_do_what_they_say() {
    let (_keep, root) = folder(&[("a.py", LEAK)]);
    let path = root.join("a.py");
    let (mut client, _) = Client::new(&[&root], json!({}));
    client.open(&path, LEAK);
    let actions = client.actions(&path, 2);
    let titles: Vec<&str> = actions.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["SUB001: scope `sub` with `with`", "Ignore SUB001 (never-closed) here"]);
    assert_eq!((&actions[0]["isPreferred"], &actions[1]["isPreferred"]), (&json!(true), &json!(false)));
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "SUB001");
    let fixed = apply(LEAK, &actions[0], &path);
    assert_eq!(fixed, "import bittensor as bt\n\nwith bt.Subtensor() as sub:\n    print(sub.block)\n");
    let silenced = apply(LEAK, &actions[1], &path);
    assert!(silenced.contains("sub = bt.Subtensor()  # subtensor-lint: ignore[SUB001]\n"), "{silenced}");
    for (version, text) in [(2, &fixed), (3, &silenced)] {
        client.change(&path, version, text);
        assert_eq!(client.found(&path), []);
    }
    assert!(client.actions(&path, 0).is_empty(), "there is nothing to do where nothing is found");
    assert!(client.leave().success());
}

#[test]
fn all_safe_fixes_are_made_where_the_editor_asks_for_that_kind() {
    let text = format!(
        "{LEAK}\n\ndef f():\n    with bt.Subtensor() as a:\n        print(a.block)\n        a.close()\n\n\nclass M:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n"
    );
    let (_keep, root) = folder(&[("a.py", &text), ("b.py", LEAK)]);
    let path = root.join("a.py");
    let (mut client, hello) = Client::new(&[&root], json!({}));
    let kinds = &hello["capabilities"]["codeActionProvider"]["codeActionKinds"];
    assert_eq!(kinds, &json!(["quickfix", "source.fixAll.subtensor-lint"]));
    client.open(&path, &text);
    client.open(&root.join("b.py"), LEAK);
    let mut ask = |only: Value| {
        let at = json!({ "line": 0, "character": 0 });
        let context = json!({ "diagnostics": [], "only": only });
        let range = json!({ "start": at, "end": at });
        let params = json!({ "textDocument": { "uri": uri(&path) }, "range": range, "context": context });
        client.request("textDocument/codeAction", params)["result"].as_array().expect("a list").clone()
    };
    assert!(ask(json!(["source.organizeImports"])).is_empty());
    for only in ["source", "source.fixAll", "source.fixAll.subtensor-lint"] {
        let actions = ask(json!([only]));
        assert_eq!(actions.len(), 1, "{only}: {actions:?}");
        assert_eq!(actions[0]["kind"], "source.fixAll.subtensor-lint");
        let files: Vec<&String> = actions[0]["edit"]["changes"].as_object().unwrap().keys().collect();
        assert_eq!(files, [&uri(&path)], "what is wrong elsewhere stays");
    }
    let fixed = apply(&text, &ask(json!(["source.fixAll"]))[0], &path);
    assert!(fixed.contains("with bt.Subtensor() as sub:\n    print(sub.block)"), "{fixed}");
    assert!(!fixed.contains("a.close()"), "{fixed}");
    client.change(&path, 2, &fixed);
    // What is not safe is left to whoever looks at it.
    let left: Vec<String> = client.found(&path).into_iter().map(|it| it.0).collect();
    assert_eq!(left, ["SUB006"], "{fixed}");
    assert!(client.leave().success());
}

#[test]
fn an_unsafe_fix_says_so_and_covers_every_file_it_needs() {
    let owner = "import bittensor as bt\n\n\nclass Miner:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n\n    def run(self):\n        return self.sub.block\n";
    let user = "from miner import Miner\n\n\ndef main():\n    miner = Miner()\n    print(miner.run())\n";
    let (_keep, root) = folder(&[("miner.py", owner), ("main.py", user)]);
    let (path, main) = (root.join("miner.py"), root.join("main.py"));
    let (mut client, _) = Client::new(&[&root], json!({}));
    client.open(&path, owner);
    let actions = client.actions(&path, 5);
    let title = actions[0]["title"].as_str().unwrap();
    assert!(title.starts_with("SUB006: ") && title.ends_with("(unsafe: look at the result)"), "{title}");
    assert_eq!(actions[0]["isPreferred"], false);
    client.change(&path, 2, &apply(owner, &actions[0], &path));
    let main_text = apply(user, &actions[0], &main);
    client.open(&main, &main_text);
    assert_eq!(client.found(&path), []);
    assert_eq!(client.found(&main), [], "{main_text}");
    assert!(client.leave().success());
}

#[test]
fn hovering_shows_the_page_of_the_rule() {
    let (_keep, root) = folder(&[]);
    let path = root.join("a.py");
    let (mut client, _) = Client::new(&[&root], json!({}));
    client.open(&path, &format!("{LEAK}x = 1  # subtensor-lint: ignore[SUB008]\n"));
    let mut hover = |line: u32, character: u32| {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri(&path) }, "position": position });
        client.request("textDocument/hover", params)["result"].clone()
    };
    let shown = hover(2, 8);
    assert_eq!(shown["contents"]["kind"], "markdown");
    let page = shown["contents"]["value"].as_str().unwrap();
    assert!(page.starts_with("**SUB001 never-closed**") && page.contains("## Why is this bad?"), "{page}");
    assert_eq!(shown["range"]["start"], json!({ "line": 2, "character": 6 }));
    let page = hover(4, 35)["contents"]["value"].to_string();
    assert!(page.contains("SUB900") || page.contains("SUB008"), "{page}");
    assert_eq!(hover(0, 0), Value::Null);
    assert!(client.leave().success());
}

#[test]
fn a_config_that_changes_counts_at_once_and_a_broken_one_is_shown() {
    let (_keep, root) = folder(&[("a.py", LEAK)]);
    let (path, config) = (root.join("a.py"), root.join("subtensor-lint.toml"));
    let watching = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let (mut client, _) = Client::new(&[&root], watching);
    let asked = client.until(|it| it["method"] == "client/registerCapability");
    assert!(asked["params"]["registrations"][0]["registerOptions"].to_string().contains("toml"));
    assert_eq!(client.found(&path), one("SUB001", 2));
    fs::write(&config, "ignore = ['SUB001']\n").unwrap();
    client.watched(&[(&config, 1)]);
    assert_eq!(client.found(&path), []);
    // Until a mistake is mended, what was there before counts.
    fs::write(&config, "\nignroe = []\n").unwrap();
    client.watched(&[(&config, 2)]);
    assert_eq!(client.found(&path), []);
    client.settle();
    let problem = &client.diagnostics(&config)[0];
    assert!(problem["message"].as_str().unwrap().contains("did you mean `ignore`?"), "{problem}");
    assert_eq!(problem["range"]["start"]["line"], 1);
    fs::write(&config, "[rules]\nSUB001 = 'info'\n").unwrap();
    let saved = json!({ "textDocument": { "uri": uri(&config) } });
    client.notify("textDocument/didSave", saved);
    assert_eq!(client.found(&path), one("SUB001", 2));
    assert_eq!(client.diagnostics(&path)[0]["severity"], 3);
    assert!(client.diagnostics(&config).is_empty());
    // So does a lock file that pins another version: advice follows it.
    fs::write(root.join("requirements.txt"), "bittensor==8.5.2\n").unwrap();
    client.watched(&[(&root.join("requirements.txt"), 1)]);
    client.settle();
    assert!(!client.diagnostics(&path)[0]["message"].as_str().unwrap().contains("`with"));
    assert!(client.leave().success());
}

#[test]
fn files_come_and_go_on_disk() {
    let (_keep, root) = folder(&[("chain.py", FACTORY), ("miner.py", USER)]);
    let (chain, miner, new) = (root.join("chain.py"), root.join("miner.py"), root.join("new.py"));
    let (mut client, _) = Client::new(&[&root], json!({}));
    assert_eq!(client.found(&miner), one("SUB001", 2));
    fs::write(&new, LEAK).unwrap();
    client.watched(&[(&new, 1)]);
    assert_eq!(client.found(&new), one("SUB001", 2));
    // Renaming the wrapper leaves its user with a name that means nothing.
    let renamed = root.join("network.py");
    fs::rename(&chain, &renamed).unwrap();
    client.watched(&[(&chain, 3), (&renamed, 1)]);
    assert_eq!(client.found(&miner), []);
    fs::remove_file(&new).unwrap();
    client.watched(&[(&new, 3)]);
    assert_eq!(client.found(&new), []);
    fs::rename(&renamed, &chain).unwrap();
    client.watched(&[(&chain, 1), (&renamed, 3)]);
    assert_eq!(client.found(&miner), one("SUB001", 2));
    assert!(client.leave().success());
}

#[test]
fn every_folder_has_its_own_config_and_a_file_outside_of_all_is_judged_by_itself() {
    let quiet = ("subtensor-lint.toml", "ignore = ['SUB001']\n");
    let (_keep, one_root) = folder(&[("a.py", LEAK), quiet]);
    let (_keep, two_root) = folder(&[("a.py", LEAK)]);
    let (_keep, outside) = folder(&[("a.py", LEAK), ("chain.py", FACTORY)]);
    let (mut client, _) = Client::new(&[&one_root, &two_root], json!({}));
    assert_eq!(client.found(&one_root.join("a.py")), []);
    assert_eq!(client.found(&two_root.join("a.py")), one("SUB001", 2));
    let loose = outside.join("a.py");
    client.open(&loose, LEAK);
    assert_eq!(client.found(&loose), one("SUB001", 2));
    assert_eq!(client.found(&outside.join("chain.py")), []);
    client.close(&loose);
    assert_eq!(client.found(&loose), []);

    let event = json!({ "added": [{ "uri": uri(&outside), "name": "x" }], "removed": [{ "uri": uri(&two_root), "name": "x" }] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(client.found(&loose), one("SUB001", 2));
    assert_eq!(client.found(&two_root.join("a.py")), []);

    // One that was never saved is judged with the first folder's config.
    let new = json!({ "uri": "untitled:Untitled-1", "languageId": "python", "version": 1, "text": "import bittensor as bt\nbt.Subtensor().block\n" });
    client.notify("textDocument/didOpen", json!({ "textDocument": new }));
    let shown = client.until(|it| it["params"]["uri"] == "untitled:Untitled-1");
    assert_eq!(shown["params"]["diagnostics"][0]["code"], "SUB004");
    assert!(client.leave().success());
}

#[test]
fn what_is_left_out_of_a_check_is_left_out_here() {
    let exclude = ("subtensor-lint.toml", "exclude = ['gen']\n");
    let (_keep, root) = folder(&[("gen/a.py", LEAK), ("target/b.py", LEAK), ("stub.pyi", LEAK), exclude]);
    let (mut client, _) = Client::new(&[&root], json!({}));
    for name in ["gen/a.py", "target/b.py", "stub.pyi", "gen/new.py"] {
        client.open(&root.join(name), LEAK);
        assert_eq!(client.found(&root.join(name)), [], "{name}");
    }
    client.open(&root.join("new.py"), LEAK);
    assert_eq!(client.found(&root.join("new.py")), one("SUB001", 2));
    assert!(client.leave().success());
}

#[test]
fn nothing_that_an_editor_says_ends_the_server() {
    let (_keep, root) = folder(&[("a.py", LEAK)]);
    let path = root.join("a.py");
    let mut client = Client::silent(&root);
    let early = client.request("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002);
    // A client that says next to nothing of itself is served as well.
    let answer = client.request("initialize", json!({ "rootUri": uri(&root), "capabilities": {} }));
    assert!(answer["result"]["capabilities"]["hoverProvider"].as_bool().unwrap());
    client.notify("initialized", json!({}));
    assert_eq!(client.found(&path), one("SUB001", 2));

    client.raw(b"Content-Length: 8\r\n\r\n{\"a\": 1,");
    assert_eq!(client.until(|it| it.get("error").is_some())["error"]["code"], -32700);
    client.raw(b"Content-Length: 2\r\n\r\n[]");
    assert_eq!(client.until(|it| it.get("error").is_some())["error"]["code"], -32600);
    assert_eq!(client.request("textDocument/rename", json!({}))["error"]["code"], -32601);
    assert_eq!(client.request("textDocument/codeAction", json!({ "range": 1 }))["error"]["code"], -32602);
    for (method, params) in [
        ("textDocument/didOpen", json!({ "textDocument": { "uri": "no uri" } })),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri(&path), "version": 1 }, "contentChanges": [] }),
        ),
        ("textDocument/didClose", json!([])),
        (
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "git:/a.py", "languageId": "python", "version": 1, "text": LEAK } }),
        ),
        ("$/setTrace", json!({ "value": "off" })),
        ("$/cancelRequest", json!({})),
        ("no/such/thing", Value::Null),
    ] {
        client.notify(method, params);
    }
    client.settle();
    assert!(client.log.iter().any(|it| it.contains("didOpen")), "{:?}", client.log);
    assert_eq!(client.found(&path), one("SUB001", 2));
    assert!(client.leave().success());
}

#[test]
fn a_request_that_is_cancelled_while_it_waits_is_not_worked_on() {
    let (_keep, root) = folder(&[("a.py", LEAK)]);
    let (mut client, _) = Client::new(&[&root], json!({}));
    client.settle();
    let position = json!({ "line": 2, "character": 8 });
    let params = json!({ "textDocument": { "uri": uri(&root.join("a.py")) }, "position": position });
    let frame = |value: Value| {
        let body = value.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    };
    // The cancellation may come too late, but not always: all is sent in one piece behind some work.
    let is_cancelled = (900..930).any(|id| {
        let path = root.join(format!("b{id}.py"));
        let text = json!({ "uri": uri(&path), "languageId": "python", "version": 1, "text": LEAK });
        let work =
            json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": text } });
        let hover = json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": params });
        let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } });
        client.raw([work, hover, cancel].map(frame).concat().as_bytes());
        client.until(|it| it["id"] == id)["error"]["code"] == -32800
    });
    assert!(is_cancelled);
    assert!(client.leave().success());
}

#[test]
fn the_exit_status_tells_how_it_ended() {
    let (_keep, root) = folder(&[]);
    let (client, _) = Client::new(&[&root], json!({}));
    assert_eq!(client.leave().code(), Some(0));
    let (client, _) = Client::new(&[&root], json!({}));
    assert_eq!(client.hang_up().code(), Some(1));
    let (mut client, _) = Client::new(&[&root], json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.hang_up().code(), Some(1));
    let (mut client, _) = Client::new(&[Path::new(&root)], json!({}));
    client.request("shutdown", Value::Null);
    assert_eq!(client.request("textDocument/hover", json!({}))["error"]["code"], -32600);
}
