//! Whole sessions of the command line, one file each in `tests/cmd`.
//!
//! `cmd/x.toml` says what is typed and what is seen; if there is a folder `cmd/x.in`, a copy of it is the
//! working directory. To add a session, add its files and run with `TRYCMD=overwrite`.
//! Every session runs in a folder of its own (`fs.sandbox`) and without the caller's environment
//! (`env.inherit = false`), which a test holds.

use std::fs;
use std::path::Path;

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}

#[test]
fn sessions_do_not_depend_on_where_they_run() {
    let cmd = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let sessions = fs::read_dir(cmd).unwrap().map(|it| it.unwrap().path());
    let sessions: Vec<_> = sessions.filter(|it| it.extension().is_some_and(|it| it == "toml")).collect();
    assert!(!sessions.is_empty());
    for session in sessions {
        let text = fs::read_to_string(&session).unwrap();
        assert!(text.contains("env.inherit = false\n"), "{}", session.display());
        assert!(text.contains("fs.sandbox = true\n"), "{}", session.display());
    }
}
