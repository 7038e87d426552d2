//! `init` in projects of several kinds.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

fn init(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    let res = command.current_dir(folder).env_clear().arg("init").args(args).output();
    let res = res.expect("the program was built");
    assert_eq!((res.status.code(), String::from_utf8_lossy(&res.stderr).as_ref()), (Some(0), ""));
    String::from_utf8(res.stdout).expect("only text is printed")
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_default()
}

#[test]
fn a_project_gets_what_it_lacks_and_keeps_what_it_has() {
    let folder = TempDir::new().unwrap();
    let said = init(folder.path(), &[]);
    let expected = "wrote subtensor-lint.toml\nwrote .pre-commit-config.yaml\nwrote .github/workflows/subtensor-lint.yml\n";
    assert_eq!(said, expected);
    fs::write(folder.path().join("subtensor-lint.toml"), "strict = true\n").unwrap();
    fs::write(folder.path().join(".pre-commit-config.yaml"), "repos: []\n").unwrap();
    let said = init(folder.path(), &["--ci", "none"]);
    let expected = "kept subtensor-lint.toml, which is there; --force replaces it\n\
                    kept .pre-commit-config.yaml, which is there; add to its `repos`:\n  - repo: ";
    assert!(said.starts_with(expected), "{said}");
    assert_eq!(text(&folder, "subtensor-lint.toml"), "strict = true\n");
    let said = init(folder.path(), &["--force"]);
    assert!(said.contains("wrote subtensor-lint.toml\nkept .pre-commit-config.yaml"), "{said}");
    assert!(text(&folder, "subtensor-lint.toml").starts_with("# What"));
    assert_eq!(text(&folder, ".pre-commit-config.yaml"), "repos: []\n");
}

#[test]
fn a_config_elsewhere_in_the_folder_counts() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("pyproject.toml"), "[tool.subtensor-lint]\nstrict = true\n").unwrap();
    let said = init(folder.path(), &["--ci", "none", "--force"]);
    assert!(said.starts_with("kept pyproject.toml, which has a config\n"), "{said}");
    assert_eq!(text(&folder, "subtensor-lint.toml"), "");
}

#[test]
fn gitlab_is_seen_by_its_pipeline() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(".gitlab-ci.yml"), "stages: [test]\n").unwrap();
    let said = init(folder.path(), &[]);
    assert!(said.contains("wrote .gitlab/subtensor-lint.yml\nadd to .gitlab-ci.yml:\ninclude:\n"), "{said}");
    let pipeline = "include:\n  - local: .gitlab/subtensor-lint.yml\n";
    fs::write(folder.path().join(".gitlab-ci.yml"), pipeline).unwrap();
    assert!(!init(folder.path(), &[]).contains("add to"));
    assert_eq!(text(&folder, ".gitlab-ci.yml"), pipeline);
}
