//! What earlier runs found, in a file of the user's cache folder: one for each folder that runs start in.
//!
//! The file is written whole or not at all, and believed only if its checksum fits and this very program wrote it;
//! anything else counts as no cache. Its entries are found by content, so two runs at once cannot mislead each other:
//! the last one's entries stay.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};
use std::{env, fs, io};

use etcetera::BaseStrategy;
use lint_core::Report;
use lint_core::memory::{Key, Memory, checksum};

use crate::write;

/// An entry that this many runs did not ask for is forgotten.
const MAX_AGE: u32 = 10;
/// A larger cache is not written. In bytes.
const MAX_SIZE: usize = 64 << 20;
/// The file of a folder where nobody ran the linter for so long is removed.
const MAX_IDLE: Duration = Duration::from_secs(60 * 60 * 24 * 30);
const SUFFIX: &str = "cache";
/// See <https://bford.info/cachedir/>.
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what subtensor-lint found before; it may be removed at any time.\n";

#[derive(Debug)]
pub(crate) struct Cache {
    path: PathBuf,
    /// Entries of earlier runs: the age, and the report as JSON.
    before: HashMap<Key, (u32, String)>,
    used: Mutex<BTreeMap<Key, Use>>,
}

#[derive(Debug)]
enum Use {
    Recalled,
    Made(String),
}

impl Cache {
    /// The cache of runs that start in `cwd`; none if no folder for it can be found or made.
    pub(crate) fn open(folder: Option<&Path>, cwd: &Path) -> Option<Cache> {
        let folder = match folder {
            Some(it) => cwd.join(it),
            None => users_folder()?.join("subtensor-lint"),
        };
        let name = checksum(cwd.as_os_str().as_encoded_bytes());
        let path = folder.join(format!("{name:016x}.{SUFFIX}"));
        let before = fs::read(&path).ok().and_then(|it| read(&it)).unwrap_or_default();
        Some(Cache { path, before, used: Mutex::default() })
    }

    /// Writes the file, if there is anything new.
    pub(crate) fn save(self) -> io::Result<()> {
        let used = self.used.into_inner().unwrap_or_default();
        if !used.values().any(|it| matches!(it, Use::Made(_))) {
            return Ok(());
        }
        let mut body = String::new();
        for (key, (age, report)) in &self.before {
            let age = if used.contains_key(key) { 0 } else { age + 1 };
            if age <= MAX_AGE && !matches!(used.get(key), Some(Use::Made(_))) {
                line(&mut body, *key, age, report);
            }
        }
        for (key, entry) in &used {
            if let Use::Made(report) = entry {
                line(&mut body, *key, 0, report);
            }
        }
        if body.len() > MAX_SIZE {
            return Ok(());
        }
        let folder = self.path.parent().expect("the path was joined to a folder");
        fs::create_dir_all(folder)?;
        let tag = folder.join("CACHEDIR.TAG");
        if !tag.exists() {
            fs::write(tag, TAG)?;
        }
        write::atomically(&self.path, (header(&body) + &body).as_bytes())?;
        tidy(folder);
        Ok(())
    }
}

/// The user's cache folder; a bare environment, such as a build user's, has none.
fn users_folder() -> Option<PathBuf> {
    let is_someone = ["HOME", "USERPROFILE", "XDG_CACHE_HOME"].iter().any(|it| env::var_os(it).is_some());
    Some(etcetera::choose_base_strategy().ok().filter(|_| is_someone)?.cache_dir())
}

impl Memory for Cache {
    fn recall(&self, key: Key) -> Option<Report> {
        let (_, report) = self.before.get(&key)?;
        let report = serde_json::from_str(report).ok()?;
        self.used.lock().ok()?.insert(key, Use::Recalled);
        Some(report)
    }

    fn keep(&self, key: Key, report: &Report) {
        if let (Ok(text), Ok(mut used)) = (serde_json::to_string(report), self.used.lock()) {
            used.insert(key, Use::Made(text));
        }
    }
}

/// The entries of a file, if this program wrote it and nothing is missing.
fn read(bytes: &[u8]) -> Option<HashMap<Key, (u32, String)>> {
    let text = str::from_utf8(bytes).ok()?;
    let (first, body) = text.split_once('\n')?;
    (header(body).strip_suffix('\n') == Some(first)).then_some(())?;
    let entry = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let key = Key(u128::from_str_radix(parts.next()?, 16).ok()?);
        Some((key, (parts.next()?.parse().ok()?, parts.next()?.to_owned())))
    };
    body.lines().map(entry).collect()
}

/// JSON text has no line breaks of its own.
fn line(body: &mut String, Key(key): Key, age: u32, report: &str) {
    writeln!(body, "{key:032x} {age} {report}").expect("writing to a string does not fail");
}

fn header(body: &str) -> String {
    format!("subtensor-lint cache 1, {}, {:016x}\n", program(), checksum(body.as_bytes()))
}

/// Tells this program from every other version and build of it.
fn program() -> String {
    let file = env::current_exe().and_then(fs::metadata);
    let (size, time) = file.map_or((0, None), |it| (it.len(), it.modified().ok()));
    let time = time.and_then(|it| it.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {size} {}", env!("CARGO_PKG_VERSION"), time.as_nanos())
}

/// Removes the caches of folders in which nobody runs the linter any more.
fn tidy(folder: &Path) {
    let is_old = |it: &fs::DirEntry| {
        let is_ours = it.path().extension().is_some_and(|it| it == SUFFIX);
        let modified = it.metadata().and_then(|it| it.modified());
        is_ours && modified.is_ok_and(|it| it.elapsed().is_ok_and(|it| it > MAX_IDLE))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(is_old) {
        let _ = fs::remove_file(entry.path());
    }
}
