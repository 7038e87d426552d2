//! What is remembered from one run to the next: the report of each island, under a key of all that it depends on.

use std::fmt::{self, Debug, Write as _};

use xxhash_rust::xxh3::Xxh3;

use crate::job::Unit;
use crate::knowledge::Versions;
use crate::layout::Place;
use crate::source::SourceFile;
use crate::{Options, Report};

/// Stands for everything that the report of an island depends on: the texts of its files, how they are called, the
/// versions they are judged by, and the options. 128 bits of XXH3: no two islands that exist have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u128);

/// Keeps reports; islands ask and tell from several threads at once.
///
/// Whoever keeps them beyond this program's life must forget them when the program is another.
pub trait Memory: Sync {
    /// The report that was kept under the key; file numbers are those of the island.
    fn recall(&self, key: Key) -> Option<Report>;

    fn keep(&self, key: Key, report: &Report);

    /// Whether trees are worth keeping.
    fn wants_units(&self) -> bool {
        false
    }

    /// Gives back what parsing made of a file, which has this number on its island; whoever takes it may keep it anew.
    fn take_unit(&self, _number: u32, _file: &SourceFile) -> Option<Unit> {
        None
    }

    fn keep_unit(&self, _number: u32, _file: &SourceFile, _unit: Unit) {}
}

/// Remembers nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: Key) -> Option<Report> {
        None
    }

    fn keep(&self, _: Key, _: &Report) {}
}

/// A checksum of some bytes, for those who keep reports in files.
pub fn checksum(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

/// What all islands of a run have in common.
pub(crate) struct Keys(Xxh3);

impl Keys {
    pub(crate) fn new(options: &Options) -> Keys {
        let mut text = Hashed(Xxh3::new());
        let Options { rules, profiles, sdk: _, ignores, everything, fixes_in: _, parsed: _ } = options;
        text.put(&(rules, profiles, ignores, everything));
        Keys(text.0)
    }

    /// The key of an island, whose files have these versions.
    pub(crate) fn of(
        &self,
        files: &[&SourceFile],
        places: &[Place],
        versions: &[Versions],
        matters: bool,
        options: &Options,
    ) -> Key {
        let mut hashed = Hashed(self.0.clone());
        hashed.put(&(matters, places));
        for (file, versions) in files.iter().zip(versions) {
            let SourceFile { path, text, language, pin, root: _, origin } = file;
            let fixes = options.fixes_in.as_ref().is_none_or(|it| it.contains(path));
            hashed.put(&(path, language, origin, pin, versions, fixes, text.len()));
            hashed.0.update(text.as_bytes());
        }
        Key(hashed.0.digest128())
    }
}

/// Takes what `Debug` writes, which tells any two values of our types apart.
struct Hashed(Xxh3);

impl Hashed {
    #[expect(clippy::use_debug, reason = "it is hashed, nobody sees it")]
    fn put(&mut self, value: &dyn Debug) {
        write!(self, "{value:?}\0").expect("hashing does not fail");
    }
}

impl fmt::Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
