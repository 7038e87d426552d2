//! What sessions as files cannot show of `--fix`: files that may not be written, and links.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const LEAK: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
const FIXED: &str = "import bittensor as bt\n\nwith bt.Subtensor() as sub:\n    print(sub.block)\n";

fn fix(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command
        .current_dir(folder)
        .env_clear()
        .args(["--fix", "--isolated"])
        .args(args)
        .output()
        .expect("the program runs")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("the file is there")
}

#[test]
fn a_file_that_is_read_only_costs_no_other_its_fix() {
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a.py"), folder.path().join("b.py"));
    fs::write(&a, LEAK).unwrap();
    fs::write(&b, LEAK).unwrap();
    let mut permissions = fs::metadata(&a).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&a, permissions).unwrap();
    let res = fix(folder.path(), &[]);
    assert_eq!((text(&a).as_str(), text(&b).as_str()), (LEAK, FIXED));
    assert_eq!(String::from_utf8_lossy(&res.stderr), "error: a.py: not fixed: the file is read-only\n");
    let stdout = String::from_utf8_lossy(&res.stdout);
    assert!(stdout.contains("[a.py:3:7]") && stdout.contains("Fixed 1 problem in 1 file:\n  b.py:3 SUB001"));
    assert_eq!(res.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_only_into_what_was_named() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let target = elsewhere.path().join("target.py");
    let link = folder.path().join("link.py");
    fs::write(&target, LEAK).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let res = fix(folder.path(), &["link.py"]);
    assert_eq!(text(&target), LEAK);
    assert!(String::from_utf8_lossy(&res.stderr).contains("link.py: not fixed: a link leads to"));
    assert_eq!(res.status.code(), Some(2));

    let within = folder.path().join("within.py");
    fs::write(&within, LEAK).unwrap();
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("within.py", &link).unwrap();
    assert_eq!(fix(folder.path(), &["link.py"]).status.code(), Some(0));
    assert_eq!(text(&within), FIXED);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let a = folder.path().join("a.py");
    fs::write(&a, LEAK).unwrap();
    assert_eq!(fix(folder.path(), &[]).status.code(), Some(0));
    let before = fs::metadata(&a).unwrap().modified().unwrap();
    let res = fix(folder.path(), &[]);
    assert!(!String::from_utf8_lossy(&res.stdout).contains("Fixed"));
    assert_eq!((text(&a).as_str(), fs::metadata(&a).unwrap().modified().unwrap()), (FIXED, before));
}
