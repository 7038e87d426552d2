//! Fuzzing on stable Rust: texts that were once sensible are spoilt, read, and looked at.
//!
//! A [`Target`] is one reader with what must hold whatever it reads; [`targets::ALL`] lists them.
//! [`spoil`] makes a text out of a seed and some changes, [`seeds`] finds the seeds, and [`campaign`] runs a
//! target for as long as it is told, in a process of its own, so that an overflowing stack or an endless loop
//! is found like any other fault.
//! What was found once stays in `regressions/TARGET/` and is read again by every run of the tests.

pub mod campaign;
pub mod seeds;
pub mod spoil;
pub mod targets;

use std::panic::{self, AssertUnwindSafe};

/// A reader, and what must hold of whatever it reads.
pub struct Target {
    pub name: &'static str,
    /// The texts to begin with, beside those of `regressions/`.
    pub seeds: fn() -> Vec<String>,
    /// What is wrong, if anything is; a panic counts as well.
    pub run: fn(&str) -> Result<(), String>,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// As much stack as the command line gives its threads.
const STACK: usize = 64 << 20;

impl Target {
    /// Runs the target on one text, with the stack that the program has.
    ///
    /// # Errors
    ///
    /// Something that must hold does not.
    pub fn try_on(&self, text: &str) -> Result<(), String> {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| pool().install(|| (self.run)(text))));
        outcome.unwrap_or_else(|cause| {
            let words = cause.downcast_ref::<&str>().map(|it| (*it).to_owned());
            let words = words.or_else(|| cause.downcast_ref::<String>().cloned());
            Err(format!("panics: {}", words.unwrap_or_default()))
        })
    }
}

/// One thread, so that a case takes as long each time.
fn pool() -> &'static rayon::ThreadPool {
    static POOL: std::sync::LazyLock<rayon::ThreadPool> = std::sync::LazyLock::new(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
        pool.expect("a thread can be started")
    });
    &POOL
}
