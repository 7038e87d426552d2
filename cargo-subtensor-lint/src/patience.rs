//! While files are replaced, somebody who interrupts the run waits for the one at hand.
//!
//! A file is replaced by a rename, so it is never half written; without this its temporary file might stay behind.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};

/// From its making on, signals are noted instead of obeyed.
#[derive(Debug)]
pub(crate) struct Patience {
    interrupted: Arc<AtomicBool>,
}

impl Patience {
    /// # Errors
    ///
    /// The system refuses to tell us of signals.
    pub(crate) fn new() -> io::Result<Patience> {
        let interrupted = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, interrupted.clone())?;
        }
        Ok(Patience { interrupted })
    }

    /// # Errors
    ///
    /// [`Interrupted`], if a signal has come; `n_written` files were written until then.
    pub(crate) fn check(&self, n_written: usize) -> Result<(), Interrupted> {
        match self.interrupted.load(Ordering::Relaxed) {
            false => Ok(()),
            true => Err(Interrupted { n_written }),
        }
    }
}

/// A signal ended the run between two files.
#[derive(Debug)]
pub(crate) struct Interrupted {
    n_written: usize,
}

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files = if self.n_written == 1 { "file was" } else { "files were" };
        write!(f, "interrupted: {} {files} written, the others are as they were", self.n_written)
    }
}

impl std::error::Error for Interrupted {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_is_noted_and_told() {
        let patience = Patience::new().unwrap();
        assert!(patience.check(0).is_ok());
        signal_hook::low_level::raise(SIGTERM).unwrap();
        let interrupted = patience.check(1).unwrap_err();
        assert_eq!(interrupted.to_string(), "interrupted: 1 file was written, the others are as they were");
    }
}
