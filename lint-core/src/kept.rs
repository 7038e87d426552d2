//! What recent checks of a program found out, for whoever checks it again and again while its files change.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::xxh3_128;

use crate::job::Unit;
use crate::memory::{Key, Memory};
use crate::source::SourceFile;
use crate::{Options, Report, check_with};

/// A report that so many checks did not ask for is forgotten. Whoever tries a change, takes half of it back and tries
/// again comes back to texts that were checked some steps ago.
const MAX_AGE: u32 = 16;

/// Reports of islands and trees of files.
#[derive(Debug, Default)]
pub struct Kept {
    reports: Mutex<HashMap<Key, Aged>>,
    /// By path.
    units: Mutex<HashMap<String, KeptUnit>>,
}

/// A report, and how many checks did without it.
#[derive(Debug)]
struct Aged {
    report: Report,
    age: u32,
}

/// A unit, and what it was made of.
#[derive(Debug)]
struct KeptUnit {
    number: u32,
    content: u128,
    unit: Unit,
}

impl Kept {
    /// Gives what [`crate::check`] gives; of the islands only those are judged that no recent check has seen.
    pub fn check(&self, files: &[SourceFile], options: &Options) -> Report {
        let report = check_with(files, options, self);
        lock(&self.reports).retain(|_, it| {
            it.age += 1;
            it.age <= MAX_AGE
        });
        report
    }

    /// Forgets the tree of a file that is no more.
    pub(crate) fn forget(&self, path: &str) {
        lock(&self.units).remove(path);
    }
}

impl Memory for Kept {
    fn recall(&self, key: Key) -> Option<Report> {
        let mut reports = lock(&self.reports);
        let found = reports.get_mut(&key)?;
        found.age = 0;
        Some(found.report.clone())
    }

    fn keep(&self, key: Key, report: &Report) {
        lock(&self.reports).insert(key, Aged { report: report.clone(), age: 0 });
    }

    fn wants_units(&self) -> bool {
        true
    }

    fn take_unit(&self, number: u32, file: &SourceFile) -> Option<Unit> {
        let kept = lock(&self.units).remove(&file.path)?;
        (kept.number == number && kept.content == content(file)).then_some(kept.unit)
    }

    fn keep_unit(&self, number: u32, file: &SourceFile, unit: Unit) {
        let kept = KeptUnit { number, content: content(file), unit };
        lock(&self.units).insert(file.path.clone(), kept);
    }
}

/// All that parsing depends on; the names of a Rust file know its package.
fn content(file: &SourceFile) -> u128 {
    let around = format!("{:?} {:?}\n", file.language, file.pin.package);
    xxh3_128([around.as_bytes(), file.text.as_bytes()].concat().as_slice())
}

/// A panic while judging is caught, and leaves nothing half-written behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_kept_while_somebody_asks_for_it_now_and_then() {
        let (kept, options) = (Kept::default(), Options::default());
        let (used, idle) = (Key(1), Key(2));
        kept.keep(used, &Report::default());
        kept.keep(idle, &Report::default());
        for round in 0..=MAX_AGE {
            assert!(kept.recall(used).is_some(), "{round}");
            kept.check(&[], &options);
        }
        assert!(kept.recall(used).is_some() && kept.recall(idle).is_none());
    }
}
