//! Markdown and notebooks from the outside: which are read, where findings are, what is written into them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const GUIDE: &str = "# Guide\r\n\r\n- Never closed:\r\n\r\n  ```python\r\n  import bittensor as bt\r\n\r\n  \
    sub = bt.Subtensor()\r\n\r\n  print(sub.block)\r\n  ```\r\n";
const NOTEBOOK: &str = r##"{
 "cells": [
  {"cell_type": "markdown", "source": ["# é\n"]},
  {"cell_type": "code", "source": ["import bittensor as bt\n", "%pip install bittensor"]},
  {
   "cell_type": "code",
   "source": [
    "def f():\n",
    "    \"\"\"\u00e9\"\"\"\n",
    "    sub = bt.Subtensor()\n",
    "    print(\"\\n\", sub.block)"
   ]
  }
 ],
 "metadata": {"kernelspec": {"language": "python"}},
 "nbformat": 4
}
"##;

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a few files");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.current_dir(folder).args(args).output().expect("the program was built")
}

/// Exit status, standard output and errors.
fn said(folder: &TempDir, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = run(folder.path(), args);
    let text = |it: Vec<u8>| String::from_utf8(it).expect("only text is printed");
    (status.code(), text(stdout), text(stderr))
}

/// `path:line:column: RULE` of each finding.
fn findings(folder: &TempDir, args: &[&str]) -> Vec<String> {
    let (_, text, _) = said(folder, &[&["--quiet", "--format", "concise"], args].concat());
    let line = |it: &str| it.split(' ').take(2).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect()
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("the file is there")
}

#[test]
fn documents_are_checked_if_they_are_named_or_asked_for() {
    let folder = project(&[("docs/guide.md", GUIDE), ("docs/a.ipynb", NOTEBOOK), ("a.py", "x = 1\n")]);
    let both = ["docs/a.ipynb:10:16: SUB001", "docs/guide.md:8:9: SUB001"];
    assert_eq!(findings(&folder, &[]), [""; 0]);
    assert_eq!(findings(&folder, &["docs"]), [""; 0]);
    assert_eq!(findings(&folder, &["docs/guide.md", "docs/a.ipynb"]), both);
    assert_eq!(findings(&folder, &["--documents"]), both);
    fs::write(folder.path().join("subtensor-lint.toml"), "documents = true\n").unwrap();
    assert_eq!(findings(&folder, &[]), both);
    assert_eq!(findings(&folder, &["--no-documents"]), [""; 0]);
    assert_eq!(findings(&folder, &["--exclude", "docs/*.md"]), both[..1]);
    fs::remove_file(folder.path().join("subtensor-lint.toml")).unwrap();
    fs::write(folder.path().join("pyproject.toml"), "[tool.subtensor-lint]\ndocuments = true\n").unwrap();
    assert_eq!(findings(&folder, &[]), both);
}

#[test]
fn offsets_are_those_of_the_document() {
    let folder = project(&[("guide.md", GUIDE), ("a.ipynb", NOTEBOOK)]);
    let (code, json, _) = said(&folder, &["--format", "json", "guide.md", "a.ipynb"]);
    assert_eq!(code, Some(1));
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["summary"]["files"], 2);
    for finding in report["findings"].as_array().unwrap() {
        let place = &finding["location"];
        let offset = |end: &str| place[end]["offset"].as_u64().unwrap() as usize;
        let document = text(&folder, place["path"].as_str().unwrap());
        assert_eq!(&document[offset("start")..offset("end")], "bt.Subtensor()");
        for step in finding["trace"].as_array().unwrap() {
            let line = step["location"]["start"]["line"].as_u64().unwrap() as usize;
            assert!(
                line <= document.lines().count() && line >= place["start"]["line"].as_u64().unwrap() as usize
            );
        }
    }
}

#[test]
fn every_format_shows_the_line_of_the_document() {
    let folder = project(&[("guide.md", GUIDE), ("a.ipynb", NOTEBOOK)]);
    for (format, line) in [
        ("text", "guide.md:8:9"),
        ("concise", "a.ipynb:10:16"),
        ("json", "\"line\": 8"),
        ("sarif", "\"startLine\": 8"),
        ("github", "line=8,"),
        ("gitlab", "\"begin\": 8"),
        ("junit", "line=\"8\""),
        ("rdjson", "\"line\": 8"),
        ("rustc", "\"line_start\":8"),
        ("html", "guide.md:8"),
    ] {
        let (code, text, _) = said(&folder, &["--format", format, "guide.md", "a.ipynb"]);
        assert_eq!(code, Some(1), "{format}");
        assert!(text.contains(line), "{format}: {text}");
    }
}

#[test]
fn fixes_keep_what_is_around_the_code() {
    let folder = project(&[("guide.md", GUIDE), ("a.ipynb", NOTEBOOK)]);
    let (code, _, _) = said(&folder, &["--fix", "guide.md", "a.ipynb"]);
    assert_eq!(code, Some(0));
    let expected = GUIDE.replace(
        "  sub = bt.Subtensor()\r\n\r\n  print(sub.block)\r\n",
        "  with bt.Subtensor() as sub:\r\n      print(sub.block)\r\n",
    );
    assert_eq!(text(&folder, "guide.md"), expected);
    let expected = NOTEBOOK
        .replace("sub = bt.Subtensor()\\n", "with bt.Subtensor() as sub:\\n")
        .replace("\"    print(", "\"        print(");
    assert_eq!(text(&folder, "a.ipynb"), expected);
}

#[test]
fn a_fix_stays_in_its_cell() {
    let cell = |source: &str| format!("{{\"cell_type\": \"code\", \"source\": {}}}", Value::from(source));
    let notebook = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|it| cell(it)).collect();
        format!("{{\"cells\": [{}]}}", cells.join(", "))
    };
    let before = notebook(&["import bittensor as bt", "sub = bt.Subtensor()\nprint(1)", "print(sub.block)"]);
    let folder = project(&[("a.ipynb", &before)]);
    let (code, text_out, _) = said(&folder, &["--fix", "--unsafe-fixes", "a.ipynb"]);
    assert_eq!((code, text(&folder, "a.ipynb")), (Some(1), before), "{text_out}");
}

#[test]
fn comments_silence_the_next_block_and_must_be_needed() {
    let ignored = GUIDE.replace(
        "  ```python",
        "  <!-- subtensor-lint: ignore-next-block[SUB001, SUB008] what not to do -->\r\n  ```python",
    );
    let folder = project(&[("guide.md", &ignored)]);
    assert_eq!(findings(&folder, &["guide.md"]), ["guide.md:5:50: SUB900"]);
    assert_eq!(findings(&folder, &["guide.md", "--no-ignores"]), ["guide.md:9:9: SUB001"]);
    said(&folder, &["--fix", "guide.md"]);
    assert_eq!(text(&folder, "guide.md"), ignored.replace(", SUB008", ""));
    assert_eq!(findings(&folder, &["guide.md"]), [""; 0]);
    // With its block the comment is needed no more, and its line goes as well.
    fs::write(
        folder.path().join("guide.md"),
        ignored.replace("bt.Subtensor()", "None").replace(", SUB008", ""),
    )
    .unwrap();
    said(&folder, &["--fix", "guide.md"]);
    assert_eq!(text(&folder, "guide.md"), GUIDE.replace("bt.Subtensor()", "None"));
}

#[test]
fn comments_are_added_as_the_document_has_them() {
    let folder = project(&[("guide.md", GUIDE), ("guide.mdx", GUIDE), ("a.ipynb", NOTEBOOK)]);
    let names = ["guide.md", "guide.mdx", "a.ipynb"];
    let (code, said_text, _) = said(&folder, &[&["--add-ignore=on purpose"], &names[..]].concat());
    assert_eq!((code, said_text.as_str()), (Some(0), "Silenced 3 findings in 3 files.\n"));
    let comment = "subtensor-lint: ignore-next-block[SUB001] on purpose";
    let above = |comment: &str| GUIDE.replace("  ```python", &format!("  {comment}\r\n  ```python"));
    assert_eq!(text(&folder, "guide.md"), above(&format!("<!-- {comment} -->")));
    assert_eq!(text(&folder, "guide.mdx"), above(&format!("{{/* {comment} */}}")));
    let behind =
        NOTEBOOK.replace("Subtensor()\\n", "Subtensor()  # subtensor-lint: ignore[SUB001] on purpose\\n");
    assert_eq!(text(&folder, "a.ipynb"), behind);
    assert_eq!(findings(&folder, &names), [""; 0]);
}

#[test]
fn a_broken_notebook_costs_no_other_file_its_result() {
    let broken = "{\n \"cells\": [\n  {\"cell_type\": }\n ]\n}\n";
    let folder = project(&[("a.ipynb", broken), ("b.ipynb", NOTEBOOK), ("empty.ipynb", "")]);
    let (code, text, _) = said(&folder, &["--format", "concise", "a.ipynb", "b.ipynb", "empty.ipynb"]);
    assert_eq!(code, Some(1));
    let cause = "this is no notebook that can be read";
    assert!(text.contains(&format!("a.ipynb:3:17: SUB901 warning {cause}: expected value\n")), "{text}");
    assert!(text.contains("b.ipynb:10:16: SUB001 error"), "{text}");
    assert!(text.contains(&format!("empty.ipynb:1:1: SUB901 warning {cause}: EOF while")), "{text}");
    // In a tree it is only information.
    let (_, text, _) = said(&folder, &["--format", "concise", "--documents", "."]);
    assert!(text.contains("a.ipynb:3:17: SUB901 info"), "{text}");
}

#[test]
fn a_document_sees_the_project_and_is_not_seen() {
    let chain = "import bittensor as bt\n\n\ndef connect():\n    return bt.Subtensor()\n\n\nclass Miner:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n";
    let guide = "```py\nfrom app.chain import Miner, connect\n\nMiner().sub.close()\nsub = connect()\nprint(sub.block)\n```\n";
    let files = [("app/__init__.py", ""), ("app/chain.py", chain), ("docs/guide.md", guide)];
    let folder = project(&files);
    assert_eq!(findings(&folder, &["."]), ["app/chain.py:10:20: SUB006"]);
    let expected = ["app/chain.py:10:20: SUB006", "docs/guide.md:5:7: SUB001"];
    assert_eq!(findings(&folder, &[".", "--documents"]), expected);
    let (_, text, _) = said(&folder, &[".", "--documents"]);
    assert!(text.contains("Found 2 problems (2 errors) in 3 files."), "{text}");
}

#[test]
fn a_document_is_judged_by_the_pin_of_its_project() {
    let guide = "```py\nimport bittensor as bt\nwith bt.subtensor() as sub:\n    print(sub.block)\n```\n";
    let folder = project(&[("docs/guide.md", guide), ("requirements.txt", "bittensor==8.5.2\n")]);
    assert_eq!(findings(&folder, &["docs/guide.md"]), ["docs/guide.md:3:6: SUB011"]);
    fs::write(folder.path().join("requirements.txt"), "bittensor==9.12.2\n").unwrap();
    assert_eq!(findings(&folder, &["docs/guide.md"]), [""; 0]);
}

#[test]
fn a_baseline_knows_documents() {
    let folder = project(&[("guide.md", GUIDE), ("a.ipynb", NOTEBOOK)]);
    let args = ["--baseline", "known.json", "guide.md", "a.ipynb"];
    said(&folder, &[&args[..], &["--write-baseline"]].concat());
    fs::write(
        folder.path().join("guide.md"),
        GUIDE
            .replace("- Never", "More.\r\n\r\n```py\r\nx = 1\r\n```\r\n\r\n1. Never")
            .replace("\r\n  ", "\r\n   "),
    )
    .unwrap();
    fs::write(folder.path().join("a.ipynb"), NOTEBOOK.replace(" \"cells\"", "\n \"cells\"")).unwrap();
    let (code, text, _) = said(&folder, &args);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("2 known from the baseline."), "{text}");
}

#[test]
fn only_documents_that_changed_are_shown() {
    let folder = project(&[("a.md", GUIDE), ("b.md", GUIDE)]);
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.current_dir(folder.path()).args(who).args(args).output().is_ok_and(|it| it.status.success())
    };
    if !git(&["init", "-q"]) {
        return;
    }
    assert!(git(&["add", "-A"]) && git(&["commit", "-qm", "x"]));
    fs::write(folder.path().join("b.md"), format!("# Title\n\n{GUIDE}")).unwrap();
    assert_eq!(findings(&folder, &["--documents", "--changed-since", "HEAD"]), ["b.md:10:9: SUB001"]);
}

#[test]
fn standard_input_may_be_a_document() {
    let folder = project(&[]);
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
        command
            .current_dir(folder.path())
            .env_clear()
            .args(["-", "--stdin-filename", "docs/guide.md"])
            .args(args);
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = streams.spawn().expect("the program was built");
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), GUIDE.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    assert!(run(&["--format", "concise"]).starts_with("docs/guide.md:8:9: SUB001"));
    assert!(
        run(&["--fix"]).contains("\r\n  with bt.Subtensor() as sub:\r\n      print(sub.block)\r\n  ```\r\n")
    );
}

#[test]
fn rust_in_documents_is_judged_by_its_package() {
    let readme = "# Use\n\n```rust\nuse subxt::{OnlineClient, PolkadotConfig};\n\nlet api = OnlineClient::<PolkadotConfig>::new().await?;\nprintln!(\"{:?}\", api.genesis_hash());\n```\n";
    let manifest =
        |version: &str| format!("[package]\nname = \"bot\"\n[dependencies]\nsubxt = \"{version}\"\n");
    let folder = project(&[("README.md", readme), ("Cargo.toml", &manifest("0.50.0"))]);
    assert_eq!(findings(&folder, &["README.md"]), ["README.md:6:11: SUB104"]);
    fs::write(folder.path().join("Cargo.toml"), manifest("0.44.0")).unwrap();
    assert_eq!(findings(&folder, &["README.md"]), [""; 0]);
}
