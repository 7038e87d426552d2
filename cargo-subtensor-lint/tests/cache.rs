//! What is remembered between runs: it changes nothing but the time, whatever happens to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lint_core::memory::checksum;

/// Runs in `root`, with its own folder for the cache, or without one.
fn check(root: &Path, cache: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(root).args(["check", "--isolated", "--strict", "--format", "json"]);
    command.env_remove("SUBTENSOR_LINT_CACHE_DIR");
    match cache {
        Some(folder) => command.arg("--cache-dir").arg(folder),
        None => command.arg("--no-cache"),
    };
    command.output().expect("the linter runs")
}

#[track_caller]
fn assert_same(root: &Path, cache: &Path) {
    let (cold, warm) = (check(root, None), check(root, Some(cache)));
    assert_eq!(str::from_utf8(&warm.stdout), str::from_utf8(&cold.stdout));
    assert_eq!((warm.status.code(), warm.stderr), (cold.status.code(), cold.stderr));
}

fn cache_file(cache: &Path) -> PathBuf {
    let entries = fs::read_dir(cache).expect("the cache's folder is there");
    let paths = entries.map(|it| it.expect("the folder can be read").path());
    let found: Vec<PathBuf> = paths.filter(|it| it.extension().is_some_and(|it| it == "cache")).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

const FACTORY: &str = "import bittensor as bt\n\n\ndef connect():\n    return bt.Subtensor()\n";
const BORROWER: &str = "import bittensor as bt\n\n_sub = None\n\n\ndef connect():\n    return _sub\n";
const CLOSER: &str = "def finish(sub):\n    sub.close()\n";
const KEEPER: &str = "def finish(sub):\n    print(sub.block)\n";
const USER: &str = "from chain import connect\nfrom ends import finish\n\n\ndef main():\n    sub = connect()\n    finish(sub)\n";
const SCRIPT: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
const BROKEN: &str = "import bittensor as bt\n\ndef f(:\n    bt.Subtensor()\n";
const SILENCED: &str = "import bittensor as bt\n\nsub = bt.Subtensor()  # subtensor-lint: ignore[SUB001] a trial\nprint(sub.block)\n";
const NOTHING: &str = "print(1)\n";

fn project() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("there is room for a folder");
    for (name, text) in [("chain.py", FACTORY), ("ends.py", CLOSER), ("main.py", USER), ("script.py", SCRIPT)]
    {
        fs::write(root.path().join(name), text).expect("a file can be written");
    }
    root
}

/// A small generator of numbers (Knuth's MMIX constants), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

#[test]
fn no_cache_wins_over_the_environment() {
    let (root, cache) = (project(), tempfile::tempdir().expect("there is room for a folder"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_subtensor-lint"));
    command.current_dir(root.path()).args(["check", "--isolated", "--no-cache"]);
    let output = command.env("SUBTENSOR_LINT_CACHE_DIR", cache.path()).output().expect("the linter runs");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(fs::read_dir(cache.path()).expect("the folder is there").count(), 0);
}

#[test]
fn warm_runs_say_what_cold_ones_say_after_any_edit() {
    let (root, cache) = (project(), tempfile::tempdir().unwrap());
    let names =
        ["chain.py", "ends.py", "main.py", "script.py", "other.py", "lib/chain.py", "requirements.txt"];
    let texts = [FACTORY, BORROWER, CLOSER, KEEPER, USER, SCRIPT, BROKEN, SILENCED, NOTHING];
    let pins = ["bittensor==9.12.2\n", "bittensor==10.5.0\n", "bittensor==11.3.0\n"];
    fs::create_dir(root.path().join("lib")).unwrap();
    let mut random = Random(7);
    for _ in 0..60 {
        let path = root.path().join(names[random.below(names.len())]);
        match (path.extension().is_some_and(|it| it == "txt"), random.below(5)) {
            (_, 0) => drop(fs::remove_file(&path)),
            (true, _) => fs::write(&path, pins[random.below(pins.len())]).unwrap(),
            (false, _) => fs::write(&path, texts[random.below(texts.len())]).unwrap(),
        }
        assert_same(root.path(), cache.path());
    }
}

#[test]
fn what_is_remembered_is_not_worked_out_again() {
    let (root, cache) = (project(), tempfile::tempdir().unwrap());
    assert_same(root.path(), cache.path());
    let file = cache_file(cache.path());
    let text = fs::read_to_string(&file).unwrap();
    let (first, body) = text.split_once('\n').unwrap();
    let body = body.replace("never closed", "REMEMBERED");
    let (head, _) = first.rsplit_once(", ").unwrap();
    fs::write(&file, format!("{head}, {:016x}\n{body}", checksum(body.as_bytes()))).unwrap();
    let warm = check(root.path(), Some(cache.path()));
    assert!(String::from_utf8(warm.stdout).unwrap().contains("REMEMBERED"));
    // Of one that another build wrote, or whose checksum is wrong, nothing is believed.
    for spoilt in [first.replace("cache 1", "cache 0"), first.replace(", 0.", ", 9."), "".to_owned()] {
        fs::write(&file, format!("{spoilt}\n{body}")).unwrap();
        assert_same(root.path(), cache.path());
    }
}

#[test]
fn a_spoilt_cache_is_no_cache() {
    let (root, cache) = (project(), tempfile::tempdir().unwrap());
    assert_same(root.path(), cache.path());
    let file = cache_file(cache.path());
    let whole = fs::read(&file).unwrap();
    for length in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..length]).unwrap();
        assert_same(root.path(), cache.path());
    }
    for at in (0..whole.len()).step_by(whole.len() / 9) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x80;
        fs::write(&file, bytes).unwrap();
        assert_same(root.path(), cache.path());
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let status = check(root.path(), Some(cache.path())).status;
    assert_eq!(status.code(), check(root.path(), None).status.code());
}

#[test]
fn runs_at_once_do_not_disturb_each_other() {
    let (root, cache) = (project(), tempfile::tempdir().unwrap());
    let cold = check(root.path(), None).stdout;
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert_eq!(check(root.path(), Some(cache.path())).stdout, cold));
        }
    });
    assert_same(root.path(), cache.path());
    // Nothing temporary stays behind, whatever it is called.
    let left = fs::read_dir(cache.path()).unwrap().map(|it| it.unwrap().file_name());
    let left: Vec<String> = left.map(|it| it.to_string_lossy().into_owned()).collect();
    let caches = left.iter().filter(|it| it.ends_with(".cache")).count();
    assert!(left.len() == 2 && caches == 1 && left.iter().any(|it| it == "CACHEDIR.TAG"), "{left:?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_stops_nothing() {
    let root = project();
    let file = root.path().join("occupied");
    fs::write(&file, "").unwrap();
    let found = check(root.path(), Some(&file));
    assert_eq!(found.status.code(), Some(1));
    let text = String::from_utf8(found.stdout).unwrap();
    assert!(text.contains("nothing can be remembered here") && text.contains("SUB001"), "{text}");
}
