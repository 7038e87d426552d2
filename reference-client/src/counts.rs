//! How the connections of this process fared: what an operator wants on a dashboard, and a test wants to be zero.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

static OPENED: AtomicU64 = AtomicU64::new(0);
static OPEN: AtomicU64 = AtomicU64::new(0);
static DROPPED: AtomicU64 = AtomicU64::new(0);
static CUT: AtomicU64 = AtomicU64::new(0);

/// The connections of this process so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// All that were ever opened.
    pub opened: u64,
    /// Sockets that are open now, those included that are closing in the background.
    pub open: u64,
    /// Connections that were dropped instead of closed.
    pub dropped: u64,
    /// Sockets that ended without a closing handshake: the peer vanished or did not answer, or the runtime ended.
    pub cut: u64,
}

impl Counts {
    pub fn now() -> Self {
        let read = |it: &AtomicU64| it.load(Relaxed);
        Self { opened: read(&OPENED), open: read(&OPEN), dropped: read(&DROPPED), cut: read(&CUT) }
    }
}

pub(crate) fn dropped() {
    DROPPED.fetch_add(1, Relaxed);
}

/// Counts one socket for as long as it lives, wherever its task may end.
#[derive(Debug)]
pub(crate) struct Live {
    orderly: bool,
}

impl Live {
    pub(crate) fn opened() -> Self {
        OPENED.fetch_add(1, Relaxed);
        OPEN.fetch_add(1, Relaxed);
        Self { orderly: false }
    }

    /// Both sides did.
    pub(crate) fn said_goodbye(&mut self) {
        self.orderly = true;
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Relaxed);
        CUT.fetch_add(u64::from(!self.orderly), Relaxed);
    }
}
