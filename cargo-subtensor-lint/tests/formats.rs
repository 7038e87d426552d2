//! The formats from the outside: files that cannot be named in a session, and outputs too long for one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const LEAK: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
const FORMATS: &[&str] =
    &["text", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjson", "rustc", "html"];

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(folder).env_clear().args(args).output().expect("the program was built")
}

/// Every format that shows what to do shows what else has to be known; the version has to be pinned for that.
#[test]
fn names_that_the_pinned_sdk_lacks_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.py"), LEAK.replace("Subtensor()", "subtensor()")).unwrap();
    let note = "with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`";
    let in_html = "with bittensor 10.5.0 <code>bt.subtensor</code> is gone: use <code>bt.Subtensor</code>";
    let shows = |format: &str, args: &[&str]| {
        let text = run(folder.path(), &[&["--format", format], args].concat()).stdout;
        let text = String::from_utf8(text).unwrap();
        text.contains(if format == "html" { in_html } else { note })
    };
    for format in FORMATS.iter().filter(|it| !matches!(**it, "concise" | "gitlab")) {
        assert!(shows(format, &["--sdk", "10.5.0"]), "{format}");
        assert!(!shows(format, &["--sdk", "9.12.2"]), "{format}");
        assert!(!shows(format, &[]), "{format}: nobody has said that it is 10");
    }
    for (pin, expected) in [("==10.5.0", true), (">=10,<11", true), (">=10", false), ("", false)] {
        fs::write(folder.path().join("requirements.txt"), format!("bittensor{pin}\n")).unwrap();
        assert_eq!(shows("text", &[]), expected, "{pin}");
    }
    let json = run(folder.path(), &["--format", "json", "--sdk", "10.5.0"]).stdout;
    let document: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(document["findings"][0]["notes"], serde_json::json!([note]));
}

#[cfg(unix)]
#[test]
fn names_that_are_not_text_stop_no_format() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"caf\xe9.py"[..], b"a\nb\x1b[2J.py", b"<a b='\"'>&%,:.py"] {
        fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), LEAK).unwrap();
    }
    for format in FORMATS {
        let res = run(folder.path(), &["--format", format]);
        let text = String::from_utf8(res.stdout).unwrap();
        assert_eq!(res.status.code(), Some(1), "{format}");
        assert!(!text.contains("\u{1b}"), "{format}: {text}");
        assert!(!text.lines().any(|it| it.starts_with("b\\u")), "{format}: {text}");
    }
}

#[test]
fn a_file_gets_the_same_bytes_as_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.py"), LEAK).unwrap();
    for format in FORMATS {
        let piped = run(folder.path(), &["--format", format]).stdout;
        let res = run(folder.path(), &["--format", format, "--output-file", "report", "--quiet"]);
        assert_eq!((res.status.code(), res.stdout.len()), (Some(1), 0), "{format}");
        let quiet = run(folder.path(), &["--format", format, "--quiet"]).stdout;
        let written = fs::read(folder.path().join("report")).unwrap();
        assert!(written == quiet && piped.starts_with(&written), "{format}");
    }
}

#[test]
fn code_scanning_finds_its_way() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("my app")).unwrap();
    fs::write(folder.path().join("my app/a.py"), LEAK).unwrap();
    let res = run(folder.path(), &["--format", "sarif"]);
    let document: Value = serde_json::from_slice(&res.stdout).unwrap();
    let result = &document["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20app/a.py");
    assert_eq!(place["region"]["startLine"], 3);
    let rule =
        &document["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!(rule["id"], result["ruleId"]);
    assert!(rule["properties"]["tags"].as_array().unwrap().contains(&"external/cwe/cwe-772".into()));
}

#[test]
fn shells_and_man_know_every_option() {
    let folder = tempfile::tempdir().unwrap();
    let help = String::from_utf8(run(folder.path(), &["--help"]).stdout).unwrap();
    let options = help.lines().filter_map(|it| it.split_once("--")?.1.split([' ', '[']).next());
    let options: Vec<&str> = options.map(|it| it.trim_end_matches(['.', ','])).collect();
    assert!(options.contains(&"changed-since"), "{options:?}");
    for args in [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]] {
        let res = run(folder.path(), args);
        assert_eq!((res.status.code(), res.stderr.len()), (Some(0), 0), "{args:?}");
        let text = String::from_utf8(res.stdout).unwrap().replace("\\-", "-");
        for option in &options {
            assert!(text.contains(option), "{args:?}: {option}");
        }
    }
}
