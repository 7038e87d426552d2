//! `--watch` and the progress bar: what needs a process that goes on, or a terminal.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const LEAK: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
const FIXED: &str = "import bittensor as bt\n\nwith bt.Subtensor() as sub:\n    print(sub.block)\n";

/// A linter that watches a folder, and the lines that it prints.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(folder: &Path, args: &[&str]) -> Watching {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
        command.current_dir(folder).env_clear().args(["check", "--watch"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it was built");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, lines) = channel();
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|it| sender.send(it)));
        Watching { child, lines }
    }

    /// Everything up to the first line that holds `wanted`.
    #[track_caller]
    fn until(&self, wanted: &str) -> String {
        let mut seen = String::new();
        while !seen.contains(wanted) {
            let line = self.lines.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("`{wanted}` never came:\n{seen}"));
            seen += &line;
            seen.push('\n');
        }
        seen
    }
}

/// A test that fails leaves nobody behind.
impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked_and_the_screen_is_cleared_on_a_terminal_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.py");
    fs::write(&path, LEAK).unwrap();
    let watching = Watching::new(folder.path(), &[]);
    let first = watching.until("Found 1 problem");
    assert!(first.contains("SUB001") && !first.contains('\u{1b}'), "{first}");
    fs::write(&path, FIXED).unwrap();
    watching.until("All clear: 1 file checked");
    fs::write(folder.path().join("b.py"), LEAK).unwrap();
    assert!(watching.until("Found 1 problem").contains("b.py:3"));
    // A folder that is new is watched as well.
    fs::create_dir(folder.path().join("new")).unwrap();
    let c = folder.path().join("new/c.py");
    fs::write(&c, LEAK).unwrap();
    watching.until("Found 2 problems");
    fs::write(&c, FIXED).unwrap();
    watching.until("Found 1 problem");
    // A config that cannot be used does not end it.
    let config = folder.path().join("subtensor-lint.toml");
    fs::write(&config, "ignroe = []\n").unwrap();
    fs::write(&config, "ignore = ['SUB001']\n").unwrap();
    watching.until("All clear: 3 files checked");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_without_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.py"), LEAK).unwrap();
    let mut watching = Watching::new(folder.path(), &["--format", "concise"]);
    watching.until("a.py:3:7");
    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
        let res = command.current_dir(folder.path()).arg("--watch").args(args).output().unwrap();
        assert_eq!(res.status.code(), Some(2), "{args:?}");
        String::from_utf8(res.stderr).unwrap()
    };
    for args in [
        &["--fix"][..],
        &["--diff"],
        &["--output-file", "x"],
        &["--add-ignore"],
        &["--baseline", "x", "--write-baseline"],
    ] {
        assert!(refused(args).contains("cannot be used with"), "{args:?}");
    }
    assert!(refused(&["--format", "sarif"]).contains("--watch goes with --format text or concise"));
    assert!(refused(&["-"]).contains("--watch cannot watch standard input"));
}

/// What a run of more than a second writes to a terminal; none where there is no `script` to make one.
#[cfg(target_os = "linux")]
fn on_a_terminal(args: &str, variables: &[(&str, &str)]) -> Option<String> {
    let folder = tempfile::tempdir().expect("there is room for a few files");
    let program = env!("CARGO_BIN_EXE_subtensor-lint");
    // Standard input that is slow to come makes any run long.
    let line = format!("(sleep 1.6; echo 'x = 1') | {program} check - --isolated {args} >out");
    let mut command = Command::new("script");
    command.current_dir(folder.path()).args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
    command.env_remove("CI").env("TERM", "xterm").envs(variables.iter().copied());
    let res = command.output().ok()?;
    let out = fs::read_to_string(folder.path().join("out")).expect("the shell makes it");
    assert_eq!(out.is_empty(), args.contains("quiet"), "{out}");
    Some(String::from_utf8_lossy(&res.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_run_shows_on_a_terminal_how_far_it_is() {
    let Some(shown) = on_a_terminal("", &[]) else { return };
    assert!(shown.contains("looking for files"), "{shown:?}");
    assert!(on_a_terminal("--quiet", &[]).is_some_and(|it| it.is_empty()));
    assert!(on_a_terminal("", &[("CI", "true")]).is_some_and(|it| it.is_empty()));
}
