//! Baselines and ignore comments over several runs, which one session cannot show.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const LEAK: &str = "import bittensor as bt\n\ndef block():\n    sub = bt.Subtensor()\n    return sub.block\n";

fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("there is room for a few files");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    folder
}

/// Exit status and both outputs.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    let res = command.current_dir(folder).env_clear().args(args).output().expect("the program was built");
    let text = [res.stdout, res.stderr].concat();
    (res.status.code(), String::from_utf8(text).expect("only text is printed"))
}

fn expect(folder: &TempDir, args: &[&str], status: i32, said: &str) {
    let (code, text) = run(folder.path(), args);
    assert_eq!(code, Some(status), "{args:?}: {text}");
    assert!(text.contains(said), "{args:?}: {text}");
}

#[test]
fn a_baseline_hides_what_was_there_and_shows_what_is_new() {
    let folder = project(&[("a.py", LEAK), ("subtensor-lint.toml", "baseline = 'known.json'\n")]);
    expect(&folder, &[], 2, "known.json: no such file; --write-baseline makes it");
    expect(&folder, &["--write-baseline"], 0, "known.json: 1 finding written.");
    expect(&folder, &[], 0, "All clear: 1 file checked, nothing to report.\n1 known from the baseline.");
    expect(&folder, &["--no-ignores"], 1, "Found 1 problem");
    // Moved and reformatted it is known, a second one is new.
    let moved = LEAK.replace("def block", "# moved\n\n\ndef block").replace("sub = ", "sub  =  ");
    fs::write(folder.path().join("a.py"), &moved).unwrap();
    expect(&folder, &[], 0, "1 known");
    fs::write(
        folder.path().join("a.py"),
        moved.replace("    return", "    sub  =  bt.Subtensor()\n    return"),
    )
    .unwrap();
    expect(&folder, &["--format", "concise"], 1, "1 known");
    fs::write(folder.path().join("a.py"), "x = 1\n").unwrap();
    expect(&folder, &[], 0, "1 entry of the baseline is gone; run --write-baseline");
    expect(&folder, &["--format", "json"], 0, "\"baseline_gone\": 1");
    expect(
        &folder,
        &["--format", "github"],
        0,
        "note: 1 entry of the baseline is gone; run --write-baseline\n",
    );
    expect(&folder, &["--write-baseline"], 0, "0 findings written");
    expect(&folder, &[], 0, "no connection is left open.\n");
}

#[test]
fn a_run_speaks_only_of_what_it_looked_at() {
    let folder = project(&[("a.py", LEAK), ("b.py", LEAK)]);
    let baseline = ["--baseline", "sub/known.json"];
    fs::create_dir(folder.path().join("sub")).unwrap();
    expect(&folder, &[&baseline[..], &["--write-baseline"]].concat(), 0, "2 findings");
    fs::write(folder.path().join("b.py"), "x = 1\n").unwrap();
    let (_, text) = run(folder.path(), &[&baseline[..], &["a.py"]].concat());
    assert!(!text.contains("gone"), "{text}");
    let (_, text) = run(folder.path(), &[&baseline[..], &["--select", "SUB004"]].concat());
    assert!(!text.contains("gone"), "{text}");
    expect(&folder, &[&baseline[..], &["a.py", "--write-baseline"]].concat(), 0, "2 findings");
    fs::remove_file(folder.path().join("b.py")).unwrap();
    expect(&folder, &baseline, 0, "1 entry of the baseline is gone");
    expect(&folder, &[&baseline[..], &["a.py", "--write-baseline"]].concat(), 0, "1 finding written");
}

#[test]
fn a_broken_baseline_is_a_broken_config() {
    let folder = project(&[("a.py", LEAK)]);
    let check = |text: &str, said: &str| {
        fs::write(folder.path().join("known.json"), text).unwrap();
        expect(&folder, &["--baseline", "known.json"], 2, said);
        expect(&folder, &["--baseline", "known.json", "--write-baseline"], 2, said);
        expect(&folder, &["--baseline", "known.json", "--format", "json"], 2, "\"kind\": \"config\"");
    };
    check("{\n  nonsense", "known.json:2: not a baseline: ");
    check("", "known.json:1: not a baseline: ");
    check("{\"version\": 2}", "known.json: a baseline of version 2; this linter knows version 1");
    check("{\"version\": 1, \"findings\": [{}]}", "known.json:1: not a baseline: missing field");
    expect(&folder, &["--write-baseline"], 2, "--write-baseline: say where with --baseline FILE");
}

#[test]
fn ignore_comments_are_added_once() {
    let twice = LEAK.replace("sub = bt.Subtensor()", "sub = bt.Subtensor(\n        'test'\n    )");
    let folder = project(&[("a.py", LEAK), ("b.py", &twice), ("c.py", "x = 1\n")]);
    expect(&folder, &["--add-ignore=later: #12"], 0, "Silenced 2 findings in 2 files.");
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(
        text("a.py").contains("bt.Subtensor()  # subtensor-lint: ignore[SUB001] later: #12\n"),
        "{}",
        text("a.py")
    );
    assert!(
        text("b.py").contains("    )  # subtensor-lint: ignore[SUB001] later: #12\n"),
        "{}",
        text("b.py")
    );
    assert_eq!(text("c.py"), "x = 1\n");
    expect(&folder, &[], 0, "2 silenced.");
    let before = text("a.py");
    expect(&folder, &["--add-ignore"], 0, "Silenced 0 findings in 0 files.");
    assert_eq!(text("a.py"), before);
}

#[test]
fn ignore_comments_are_refused_where_they_cannot_be() {
    let folder = project(&[("a.py", LEAK)]);
    expect(&folder, &["--add-ignore=two\nlines"], 2, "a reason is one line of text");
    expect(&folder, &["--add-ignore", "--no-ignores"], 2, "cannot be used with");
    expect(&folder, &["--add-ignore", "-"], 2, "--add-ignore cannot write to standard input");
    let string = "import bittensor as bt\nx = '''\n'''; y = bt.Subtensor(); z = '''\n'''\n";
    fs::write(folder.path().join("a.py"), string).unwrap();
    expect(&folder, &["--add-ignore"], 1, "warning: a.py: no comment can silence this SUB001 never-closed");
    assert_eq!(fs::read_to_string(folder.path().join("a.py")).unwrap(), string);
}
