//! Trees that nobody means well: each costs its own result, says so, and costs no other file anything.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const LEAK: &str = "import bittensor as bt\n\n\ndef f():\n    sub = bt.Subtensor()\n    return sub.block\n";
/// For a debug build on a machine that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(120);

/// What became of a run.
#[derive(Debug)]
struct Seen {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs the program; one that does not end in time is stopped and has no status.
fn run(mut command: Command) -> Seen {
    let streams = TempDir::new().expect("the folder of the test is ours");
    let path = |name: &str| streams.path().join(name);
    let mut child = command
        .stdout(fs::File::create(path("out")).expect("the folder of the test is ours"))
        .stderr(fs::File::create(path("err")).expect("the folder of the test is ours"))
        .spawn()
        .expect("the folder of the test is ours");
    let start = Instant::now();
    while child.try_wait().expect("the folder of the test is ours").is_none() && start.elapsed() < LIMIT {
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = child.kill();
    let status = child.wait().expect("the folder of the test is ours").code();
    let text = |name: &str| {
        String::from_utf8(fs::read(path(name)).expect("the folder of the test is ours"))
            .expect("the folder of the test is ours")
    };
    Seen { status, out: text("out"), err: text("err") }
}

fn linter(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(folder).env_clear().stdin(Stdio::null()).args(args);
    command
}

fn lint(folder: &Path, args: &[&str]) -> Seen {
    run(linter(folder, &[&["--format", "concise", "--quiet"], args].concat()))
}

/// A folder with a file that leaks, and others.
fn tree(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("the folder of the test is ours");
    fs::write(folder.path().join("zz.py"), LEAK).expect("the folder of the test is ours");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("the folder of the test is ours");
    }
    folder
}

/// That the file which leaks is found, beside `others` lines about other files.
#[track_caller]
fn check_found(seen: &Seen, others: &[&str]) {
    assert_eq!(seen.status, Some(1), "{seen:?}");
    let lines: Vec<&str> = seen.out.lines().collect();
    assert!(lines.iter().any(|it| it.starts_with("zz.py:5:11: SUB001")), "{seen:?}");
    let rest: Vec<&str> = lines.into_iter().filter(|it| !it.starts_with("zz.py:")).collect();
    assert_eq!(rest.len(), others.len(), "{seen:?}");
    assert!(rest.iter().zip(others).all(|(line, start)| line.starts_with(start)), "{seen:?}");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_devices_hold_nobody_up() {
    use std::os::unix::fs::symlink;
    let folder = tree(&[]);
    let at = |name: &str| folder.path().join(name);
    let elsewhere = tree(&[]);
    fs::create_dir(at("sub")).unwrap();
    symlink("..", at("sub/loop")).unwrap();
    symlink("self.py", at("self.py")).unwrap();
    symlink("nowhere", at("broken.py")).unwrap();
    symlink(elsewhere.path(), at("out")).unwrap();
    symlink(elsewhere.path().join("zz.py"), at("out.py")).unwrap();
    symlink("/dev/zero", at("zero.py")).unwrap();
    symlink("/dev/zero", at("requirements.txt")).unwrap();
    let pipes = ["pipe.py", "pipe", "pyproject.toml", "uv.lock", "Cargo.toml", "subtensor-lint.toml"];
    if !Command::new("mkfifo").current_dir(folder.path()).args(pipes).status().is_ok_and(|it| it.success()) {
        return;
    }
    let own_config = lint(folder.path(), &[]);
    assert_eq!(own_config.status, Some(2));
    assert_eq!(own_config.err, "error: subtensor-lint.toml: a pipe or a device, not a file\n");
    fs::remove_file(at("subtensor-lint.toml")).unwrap();
    let seen = lint(folder.path(), &[]);
    check_found(&seen, &[]);
    assert_eq!(seen.err, "");
    check_found(&lint(folder.path(), &["--no-gitignore"]), &[]);
    for (name, expected) in [
        ("pipe.py", "a pipe or a device, not a file"),
        ("pipe", "a pipe or a device, not a file"),
        ("zero.py", "a pipe or a device, not a file"),
        ("broken.py", "no such file or folder"),
        ("self.py", "Too many levels of symbolic links"),
    ] {
        let seen = lint(folder.path(), &["zz.py", name]);
        assert_eq!(seen.status, Some(2), "{name}: {seen:?}");
        assert!(seen.err.contains(&format!("error: {name}: {expected}")), "{name}: {seen:?}");
        assert!(seen.out.contains("zz.py:5:11: SUB001"), "{name}: {seen:?}");
    }
    // A link that is named is followed.
    assert!(lint(folder.path(), &["out.py"]).out.contains("out.py:5:11: SUB001"));
    let fixed = run(linter(folder.path(), &["--fix", "--quiet", "out.py"]));
    assert!(fixed.err.contains("outside of what was named"), "{fixed:?}");
    assert_eq!(fs::read_to_string(elsewhere.path().join("zz.py")).unwrap(), LEAK);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_costs_only_itself() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tree(&[("shut.py", LEAK.as_bytes())]);
    fs::create_dir(folder.path().join("shut")).unwrap();
    for name in ["shut.py", "shut"] {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(folder.path().join("shut.py")).is_ok() {
        // root reads everything: there is nothing to see here.
        return;
    }
    let seen = lint(folder.path(), &[]);
    check_found(&seen, &[]);
    assert_eq!(seen.err, "warning: shut: permission denied\nwarning: shut.py: permission denied\n");
    assert_eq!(lint(folder.path(), &["shut.py"]).status, Some(2));
}

#[test]
fn every_encoding_is_read_or_named() {
    let leak = |head: &[u8]| [head, b"\nimport bittensor as bt\nbt.Subtensor('caf\xe9').block\n"].concat();
    let utf16: Vec<u8> = format!("\u{feff}{LEAK}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = tree(&[
        ("a.py", &leak(b"# -*- coding: latin-1 -*-")),
        ("b.py", &[b"\xef\xbb\xbf", LEAK.as_bytes()].concat()),
        ("c.py", &utf16),
        ("d.py", &leak(b"# coding: klingon")),
        ("e.py", &leak(b"")),
        ("f.py", b""),
        ("g.py", LEAK.replace('\n', "\r").as_bytes()),
        ("h.py", &[b"x = 'a\0b'\n", LEAK.as_bytes()].concat()),
        ("i.py", &[0; 5000]),
    ]);
    let seen = lint(folder.path(), &[]);
    let others = ["a.py:3:1: SUB004", "b.py:5:11: SUB001", "g.py:5:11: SUB001"];
    let found = |start: &&str| seen.out.lines().any(|it| it.starts_with(start));
    assert!(others.iter().all(found) && found(&"zz.py:5:11: SUB001"), "{seen:?}");
    assert_eq!(
        seen.err,
        "warning: c.py: UTF-16, which neither Python nor Rust reads; save it as UTF-8\n\
         warning: d.py: not UTF-8: byte 0xe9 at offset 58 (line 3), and its coding `klingon` is not known\n\
         warning: e.py: not UTF-8: byte 0xe9 at offset 41 (line 3)\n"
    );
    // Whoever cannot write an encoding does not write it.
    let before = fs::read(folder.path().join("a.py")).unwrap();
    let ignored = run(linter(folder.path(), &["--add-ignore=why", "a.py"]));
    assert!(
        ignored.err.contains("a.py: it is in windows-1252, left as it is; save it as UTF-8"),
        "{ignored:?}"
    );
    assert_eq!(fs::read(folder.path().join("a.py")).unwrap(), before);
}

#[test]
fn deep_nesting_is_told_and_costs_no_other_file() {
    const DEPTH: usize = 10_000;
    let nested = |open: &str, inner: &str, close: &str| {
        let value = [&open.repeat(DEPTH), inner, &close.repeat(DEPTH)].concat();
        format!("import bittensor as bt\nasync def f(s):\n    s = bt.Subtensor()\n    x = {value}\n")
    };
    let python = [
        nested("(", "s", ")"),
        nested("s(", "s", ")"),
        nested("[", "s", "]"),
        nested("{1: ", "s", "}"),
        nested("-", "s", ""),
        nested("not ", "s", ""),
        nested("await ", "s", ""),
        nested("lambda: ", "s", ""),
        nested("s if s else ", "s", ""),
        nested("[s for _ in ", "s", "]"),
        nested("f'{", "s", "}'"),
        nested("", "s", ".a"),
        nested("", "s", "[0]"),
        nested("", "s", " + s"),
        nested("", "s", " and s"),
        nested("", "s", " ** s"),
        format!("{}1\n", "a = ".repeat(DEPTH)),
        format!("match x:\n    case {}a{}:\n        pass\n", "[".repeat(DEPTH), "]".repeat(DEPTH)),
        (0..3_000).map(|it| format!("{}if a:\n", " ".repeat(it))).collect(),
        "(".repeat(100_000),
    ];
    let folder = tree(&[]);
    for (at, text) in python.iter().enumerate() {
        // Files that name nothing of ours are not even parsed.
        let text = format!("{text}\n# bittensor\n");
        fs::write(folder.path().join(format!("m{at:02}.py")), text).unwrap();
    }
    let rust = "fn f() { let x = ".to_owned() + &"(".repeat(DEPTH) + "1" + &")".repeat(DEPTH) + "; }";
    fs::write(folder.path().join("m99.rs"), rust).unwrap();
    let seen = lint(folder.path(), &["--select", "SUB901"]);
    assert_eq!(seen.status, Some(0), "{seen:?}");
    for line in seen.out.lines() {
        assert!(line.contains("nested too deeply") || line.contains("cannot be parsed"), "{line}");
    }
    assert_eq!(seen.out.lines().count(), python.len() + 1, "{}", seen.out);
    assert!(lint(folder.path(), &["--select", "SUB001"]).out.contains("zz.py:5:11: SUB001"));
}

#[test]
fn a_flat_row_of_many_things_is_judged() {
    let decorators = format!("{}{LEAK}", "@d\n".repeat(10_000) + "def g(): pass\n");
    let elifs = format!("{LEAK}\ndef g(a):\n    if a: pass\n{}", "    elif a: pass\n".repeat(10_000));
    let ignores = format!("{LEAK}{}", "# subtensor-lint: ignore[SUB001] x\n".repeat(20_000));
    let folder = tree(&[("a.py", decorators.as_bytes()), ("b.py", elifs.as_bytes())]);
    check_found(&lint(folder.path(), &[]), &["a.py:10006:11: SUB001", "b.py:5:11: SUB001"]);
    let folder = tree(&[("a.py", ignores.as_bytes())]);
    let seen = lint(folder.path(), &["--statistics"]);
    assert!(seen.out.contains("20000") && seen.status == Some(1), "{seen:?}");
}

#[test]
fn a_function_beyond_all_bounds_is_named_and_not_judged() {
    let openings: String = (0..5_000).map(|it| format!("    s{it} = bt.Subtensor()\n")).collect();
    let text = format!("import bittensor as bt\ndef g():\n{openings}");
    let folder = tree(&[("a.py", text.as_bytes())]);
    let seen = lint(folder.path(), &[]);
    check_found(
        &seen,
        &["a.py:2:1: SUB901 info this is too complex to be judged: connections in its 5001 lines"],
    );
}

#[test]
fn bombs_of_toml_and_json_are_refused() {
    let deep = |open: &str, close: &str| format!("a = {}{}", open.repeat(50_000), close.repeat(50_000));
    for (name, text) in [
        ("uv.lock", deep("[", "]")),
        ("pyproject.toml", format!("# subtensor-lint\n{}", deep("{a=", "}"))),
        ("Cargo.toml", format!("[{}]", vec!["a"; 50_000].join("."))),
        ("Pipfile.lock", "[".repeat(500_000)),
        ("environment.yml", "- ".repeat(500_000)),
        ("requirements.txt", "-r requirements.txt\n".repeat(1_000)),
    ] {
        let folder = tree(&[(name, text.as_bytes())]);
        let seen = lint(folder.path(), &["--isolated"]);
        check_found(&seen, &[]);
        let seen = lint(folder.path(), &[]);
        assert!(matches!(seen.status, Some(1 | 2)), "{name}: {seen:?}");
        assert!(seen.err.len() < 2_000, "{name}: {}", seen.err.len());
    }
    let folder = tree(&[("known.json", "[".repeat(500_000).as_bytes())]);
    let seen = lint(folder.path(), &["--baseline", "known.json"]);
    assert_eq!(seen.status, Some(2));
    assert!(seen.err.contains("known.json") && seen.err.contains("not a baseline"), "{seen:?}");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let folder = tree(&[]);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let res = linter(folder.path(), &[]).stdout(full()).output().unwrap();
    assert_eq!(res.status.code(), Some(2));
    let said = String::from_utf8_lossy(&res.stderr);
    assert!(said.contains("error: writing to standard output: No space left on device"), "{said}");
    let seen = lint(folder.path(), &["--output-file", "/dev/full"]);
    assert_eq!(seen.status, Some(2), "{seen:?}");
    assert!(seen.err.contains("error: writing /dev/full: No space left on device"), "{seen:?}");
}

/// Runs a script on a small file system of its own; none where nobody may mount one.
#[cfg(target_os = "linux")]
fn on_small_disk(folder: &Path, script: &str) -> Option<Seen> {
    let mut command = Command::new("unshare");
    let mount = "mount -t tmpfs -o size=64k none disk && touch mounted &&";
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &format!("{mount} {script}")]);
    fs::create_dir(folder.join("disk")).expect("the folder of the test is ours");
    command.current_dir(folder).env("LINTER", env!("CARGO_BIN_EXE_subtensor-lint"));
    if Command::new("unshare").arg("--version").output().is_err() {
        return None;
    }
    let seen = run(command);
    folder.join("mounted").exists().then_some(seen)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_a_fix_and_no_text() {
    let folder = tree(&[]);
    let script = "cp zz.py disk/a.py && (cat /dev/zero > disk/filler; \
        $LINTER --fix --quiet --isolated disk; echo status $?; cmp zz.py disk/a.py && ls -A disk) 2>&1";
    let Some(seen) = on_small_disk(folder.path(), script) else { return };
    assert!(seen.out.contains("not fixed: No space left on device"), "{seen:?}");
    assert!(seen.out.ends_with("status 2\na.py\nfiller\n"), "{seen:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_disk_costs_a_fix_and_no_text() {
    let folder = tree(&[]);
    let script = "cp zz.py disk/a.py && mount -o remount,ro disk && \
        ($LINTER --fix --quiet --isolated disk; echo status $?; cmp zz.py disk/a.py && ls -A disk) 2>&1";
    let Some(seen) = on_small_disk(folder.path(), script) else { return };
    assert!(seen.out.contains("not fixed: Read-only file system"), "{seen:?}");
    assert!(seen.out.ends_with("status 2\na.py\n"), "{seen:?}");
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_whole_files_and_nothing_else() {
    let fixed = {
        let folder = tree(&[]);
        assert_eq!(run(linter(folder.path(), &["--fix", "--quiet"])).status, Some(0));
        fs::read_to_string(folder.path().join("zz.py")).unwrap()
    };
    assert_ne!(fixed, LEAK);
    for (signal, wait) in [("-INT", 0), ("-TERM", 200), ("-INT", 600), ("-TERM", 1200), ("-INT", 2000)] {
        let folder = tree(&[]);
        for at in 0..300 {
            fs::write(folder.path().join(format!("m{at}.py")), LEAK).unwrap();
        }
        let mut child = linter(folder.path(), &["--fix", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).status();
        child.wait().unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            assert!(path.extension().is_some_and(|it| it == "py"), "{} stayed behind", path.display());
            assert!(text == LEAK || text == fixed, "{}: {text}", path.display());
        }
    }
}

#[test]
fn files_that_change_meanwhile_cost_only_themselves() {
    let folder = tree(&[]);
    for at in 0..400 {
        fs::write(folder.path().join(format!("m{at}.py")), LEAK).unwrap();
    }
    let mut child = linter(folder.path(), &["--format", "concise", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    for at in (0..400).rev() {
        let path = folder.path().join(format!("m{at}.py"));
        if at % 2 == 0 { fs::remove_file(path).unwrap() } else { fs::write(path, "x = (").unwrap() }
    }
    let _ = child.stdin.take();
    let res = child.wait_with_output().unwrap();
    assert_eq!(res.status.code(), Some(1));
    let said = String::from_utf8_lossy(&res.stderr);
    assert!(
        said.lines().all(|it| it.starts_with("warning: m") && it.ends_with("no such file or folder")),
        "{said}"
    );
    assert!(String::from_utf8_lossy(&res.stdout).contains("zz.py:5:11: SUB001"));
}
