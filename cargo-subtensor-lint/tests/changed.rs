//! `--changed-since` in real work trees; skipped where there is no git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const FACTORY: &str = "import bittensor as bt\n\ndef connect():\n    return bt.Subtensor()\n";
const USER: &str = "from chain import connect\n\nsub = connect()\nprint(sub.block)\n";

fn git(folder: &Path, args: &[&str]) -> bool {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    // Neither the user's config nor a repository around the tests has a say.
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.current_dir(folder).args(who).args(args).output().is_ok_and(|it| it.status.success())
}

fn commit(folder: &Path) {
    assert!(git(folder, &["add", "-A"]) && git(folder, &["commit", "-qm", "x"]));
}

/// A repository with a factory and two users of it, all committed; none without git.
fn repository() -> Option<TempDir> {
    let folder = TempDir::new().expect("there is room for a few files");
    if !git(folder.path(), &["init", "-q", "-b", "main"]) {
        return None;
    }
    for (name, text) in [("chain.py", FACTORY), ("a.py", USER), ("b.py", USER)] {
        fs::write(folder.path().join(name), text).expect("the folder is ours");
    }
    commit(folder.path());
    Some(folder)
}

fn lint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(folder).env_clear().env("GIT_CEILING_DIRECTORIES", "/");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.args(args).output().expect("the program was built")
}

/// The files with findings, in order.
fn files(folder: &Path, revision: &str) -> Vec<String> {
    let res = lint(folder, &["--format", "concise", "--quiet", "--changed-since", revision]);
    assert_eq!(String::from_utf8_lossy(&res.stderr), "");
    let text = String::from_utf8(res.stdout).expect("only text is printed");
    text.lines().map(|it| it.split(':').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn only_changed_files_have_findings_and_all_are_known() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    assert!(files(root, "HEAD").is_empty());
    fs::write(root.join("a.py"), format!("{USER}print(1)\n")).unwrap();
    fs::create_dir(root.join("new")).unwrap();
    fs::write(root.join("new/c \u{e9}.py"), "import bittensor as bt\nbt.Subtensor().block\n").unwrap();
    assert_eq!(files(root, "HEAD"), ["a.py", "new/c \u{e9}.py"]);
    let text = lint(root, &["--changed-since", "HEAD"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("1 more in files that have not changed since HEAD.\n"), "{text}");
    // From a folder below, too.
    assert_eq!(files(&root.join("new"), "HEAD"), ["c \u{e9}.py"]);
    commit(root);
    assert!(files(root, "HEAD").is_empty());
    assert_eq!(files(root, "HEAD~1"), ["a.py", "new/c \u{e9}.py"]);
}

#[test]
fn what_others_did_meanwhile_does_not_count() {
    let Some(folder) = repository() else { return };
    let root = folder.path();
    assert!(git(root, &["checkout", "-qb", "mine"]));
    fs::write(root.join("a.py"), format!("{USER}print(1)\n")).unwrap();
    commit(root);
    assert!(git(root, &["checkout", "-q", "main"]));
    fs::write(root.join("b.py"), format!("{USER}print(2)\n")).unwrap();
    commit(root);
    assert!(git(root, &["checkout", "-q", "mine"]));
    assert_eq!(files(root, "main"), ["a.py"]);
}

#[test]
fn mistakes_are_told() {
    let Some(folder) = repository() else { return };
    let check = |folder: &Path, revision: &str, said: &str| {
        let res = lint(folder, &[&format!("--changed-since={revision}")]);
        let text = String::from_utf8_lossy(&res.stderr).into_owned();
        assert_eq!(res.status.code(), Some(2), "{revision}: {text}");
        assert!(text.starts_with(said), "{revision}: {text}");
    };
    let root = folder.path();
    check(root, "nowhere", "error: --changed-since: `nowhere` is no revision here; a shallow clone");
    check(root, "--output=x", "error: --changed-since: `--output=x` is no revision\n");
    check(root, "", "error: --changed-since: `` is no revision\n");
    let outside = TempDir::new().unwrap();
    fs::write(outside.path().join("a.py"), USER).unwrap();
    check(outside.path(), "HEAD", "error: --changed-since: git: not a git repository");
}

#[cfg(unix)]
#[test]
fn the_repository_runs_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let Some(folder) = repository() else { return };
    let root = folder.path();
    let script = root.join(".git/evil");
    fs::write(&script, "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n").unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let script = script.to_string_lossy();
    fs::write(root.join(".git/info/attributes"), "*.py filter=evil diff=evil\n").unwrap();
    let keys = ["core.fsmonitor", "diff.external", "core.pager", "diff.evil.textconv", "diff.evil.command"];
    for key in keys.iter().chain(&["filter.evil.clean", "filter.evil.process"]) {
        assert!(git(root, &["config", key, &script]));
    }
    assert!(git(root, &["config", "filter.evil.required", "true"]));
    fs::write(root.join("a.py"), format!("{USER}print(1)\n")).unwrap();
    assert_eq!(files(root, "HEAD"), ["a.py"]);
    assert!(!root.join(".git/ran").exists());
}
