//! Diagnostics for an editor that asks for them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, folder, uri};
use super::{FACTORY, LEAK, USER};

fn asking() -> Value {
    json!({
        "textDocument": { "diagnostic": { "dynamicRegistration": false } },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    })
}

fn ask(client: &mut Client, path: &Path, before: Option<&str>) -> Value {
    let mut params = json!({ "textDocument": { "uri": uri(path) } });
    if let Some(it) = before {
        params["previousResultId"] = json!(it);
    }
    client.request("textDocument/diagnostic", params)["result"].clone()
}

fn codes(report: &Value) -> Vec<&str> {
    let items = report["items"].as_array().unwrap_or_else(|| panic!("{report}"));
    items.iter().map(|it| it["code"].as_str().expect("a rule has an id")).collect()
}

#[test]
fn an_open_document_is_told_of_on_request_and_only_then() {
    let (_keep, root) = folder(&[("chain.py", FACTORY), ("miner.py", USER), ("other.py", LEAK)]);
    let (chain, miner, other) = (root.join("chain.py"), root.join("miner.py"), root.join("other.py"));
    let (mut client, hello) = Client::new(&[&root], asking());
    let provider = &hello["capabilities"]["diagnosticProvider"];
    assert_eq!(provider, &json!({ "interFileDependencies": true, "workspaceDiagnostics": true }));
    // What nobody has opened is sent as ever, until somebody opens it.
    assert_eq!(client.found(&miner).len(), 1);
    client.open(&miner, USER);
    client.open(&chain, FACTORY);
    assert_eq!(client.found(&miner), []);
    assert_eq!(client.found(&other).len(), 1);

    let report = ask(&mut client, &miner, None);
    assert_eq!((&report["kind"], codes(&report)), (&json!("full"), vec!["SUB001"]));
    let id = report["resultId"].as_str().unwrap().to_owned();
    let again = ask(&mut client, &miner, Some(&id));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": id }));
    // What was typed a moment ago counts.
    client.change(&miner, 2, &format!("{USER}sub.close()\n"));
    let mended = ask(&mut client, &miner, Some(&id));
    assert_eq!((&mended["kind"], codes(&mended).len()), (&json!("full"), 0));
    assert_eq!(codes(&ask(&mut client, &chain, None)), [""; 0]);
    // So does a document that is not ours, and one that is not open.
    assert_eq!(codes(&ask(&mut client, &root.join("none.py"), None)), [""; 0]);
    assert_eq!(codes(&ask(&mut client, &other, None)), ["SUB001"]);
    let wrong = client.request("textDocument/diagnostic", json!({ "textDocument": 1 }));
    assert_eq!(wrong["error"]["code"], -32602);
    assert!(client.leave().success());
}

#[test]
fn a_change_elsewhere_has_the_editor_ask_again() {
    let (_keep, root) = folder(&[("chain.py", FACTORY), ("miner.py", USER)]);
    let (chain, miner) = (root.join("chain.py"), root.join("miner.py"));
    let (mut client, _) = Client::new(&[&root], asking());
    client.open(&miner, USER);
    assert_eq!(codes(&ask(&mut client, &miner, None)), ["SUB001"]);
    fs::write(&chain, "def connect():\n    return 1\n").unwrap();
    client.watched(&[(&chain, 2)]);
    client.until(|it| it["method"] == "workspace/diagnostic/refresh");
    assert_eq!(codes(&ask(&mut client, &miner, None)), [""; 0]);
    // Of its own change it knows.
    client.change(&miner, 2, LEAK);
    assert_eq!(codes(&ask(&mut client, &miner, None)), ["SUB001"]);
    assert!(client.leave().success());
}

#[test]
fn the_whole_workspace_is_told_of_and_nothing_is_shown_twice() {
    let config = ("subtensor-lint.toml", "ignroe = []\n");
    let (_keep, root) = folder(&[("chain.py", FACTORY), ("miner.py", USER), ("b.py", LEAK), config]);
    let (miner, b, config) = (root.join("miner.py"), root.join("b.py"), root.join("subtensor-lint.toml"));
    let (mut client, _) = Client::new(&[&root], asking());
    client.open(&miner, USER);
    assert_eq!(client.found(&b).len(), 1);
    let workspace = |client: &mut Client, before: Value| {
        let params = json!({ "previousResultIds": before });
        let answer = client.request("workspace/diagnostic", params);
        answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    };
    let items = workspace(&mut client, json!([]));
    let of = |items: &[Value], path: &Path| items.iter().find(|it| it["uri"] == uri(path)).cloned();
    let (in_b, in_miner) = (of(&items, &b).unwrap(), of(&items, &miner).unwrap());
    assert_eq!((codes(&in_b), &in_b["version"]), (vec!["SUB001"], &Value::Null));
    assert_eq!((codes(&in_miner), &in_miner["version"]), (vec!["SUB001"], &json!(1)));
    // What was sent before is taken back; a config that cannot be used is no source and goes on being sent.
    assert_eq!(client.found(&b), []);
    assert_eq!(client.diagnostics(&config).len(), 1);

    let known = |it: &Value| json!({ "uri": it["uri"], "value": it["resultId"] });
    let before = json!([known(&in_b), known(&in_miner)]);
    let same = workspace(&mut client, before.clone());
    assert!(
        same.iter().filter(|it| it["uri"] != uri(&config)).all(|it| it["kind"] == "unchanged"),
        "{same:?}"
    );
    // A file that has nothing any more is told of once more.
    fs::remove_file(&b).unwrap();
    client.watched(&[(&b, 3)]);
    let gone = of(&workspace(&mut client, before), &b).unwrap();
    assert_eq!((&gone["kind"], codes(&gone).len()), (&json!("full"), 0));
    assert!(client.leave().success());
}
