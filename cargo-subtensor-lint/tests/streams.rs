//! What sessions as files cannot show: closed pipes, and the same bytes on every run.

use std::fs;
use std::process::{Command, Stdio};

/// The program in a folder with some files, without the caller's environment.
fn program(folder: &tempfile::TempDir) -> Command {
    for n in 0..200 {
        let path = folder.path().join(format!("m{n}.py"));
        fs::write(path, "import bittensor as bt\n\nbt.Subtensor().block\n").expect("the folder is ours");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(folder.path()).env_clear();
    command
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["--format", "json", "--fail-on", "never"][..],
        &["--fail-on", "never"],
        &["--help"],
        &["rules", "--format", "json"],
    ] {
        let mut child =
            program(&folder).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let res = child.wait_with_output().unwrap();
        assert_eq!(
            (res.status.code(), String::from_utf8_lossy(&res.stderr).as_ref()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["text", "json", "sarif", "junit", "rustc", "html"] {
        let run =
            |threads| program(&folder).args(["--format", format, "-j", threads]).output().unwrap().stdout;
        let one = run("1");
        assert!(!one.is_empty());
        assert!(["2", "8"].iter().all(|it| run(it) == one), "{format}");
    }
}

#[test]
fn colours_follow_the_environment_and_the_option() {
    let folder = tempfile::tempdir().unwrap();
    let coloured = |variable: (&str, &str), args: &[&str]| {
        let res = program(&folder).args(args).env(variable.0, variable.1).output().unwrap();
        res.stdout.contains(&0x1b)
    };
    assert!(!coloured(("LANG", "C"), &[]));
    assert!(coloured(("CARGO_TERM_COLOR", "always"), &[]));
    assert!(coloured(("CLICOLOR_FORCE", "1"), &[]));
    assert!(coloured(("NO_COLOR", "1"), &["--color", "always"]));
    assert!(!coloured(("CLICOLOR_FORCE", "1"), &["--color", "never"]));
    assert!(!coloured(("CARGO_TERM_COLOR", "always"), &["--format", "json"]));
}
