//! A progress bar for a run that takes longer than a second, where somebody watches.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::CheckArgs;

/// A run that is done before this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// The bar of a run; it goes away when this is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    counts: Arc<Counts>,
    /// Its end is the signal to stop, and what waits for that; none if there is no bar.
    thread: Option<(Sender<()>, JoinHandle<()>)>,
}

#[derive(Debug, Default)]
struct Counts {
    /// 0 while files are looked for.
    n_files: AtomicUsize,
    parsed: Arc<AtomicUsize>,
}

impl Progress {
    pub(crate) fn new(args: &CheckArgs) -> Progress {
        let counts = Arc::new(Counts::default());
        let in_ci = env::var_os("CI").is_some_and(|it| !it.is_empty() && it != "false");
        let wanted = !args.quiet && !in_ci && io::stderr().is_terminal();
        let thread = wanted.then(|| {
            let (sender, stop) = channel();
            let counts = counts.clone();
            (sender, thread::spawn(move || show(&counts, &stop)))
        });
        Progress { counts, thread }
    }

    /// What the core counts parsed files with, now that it is known how many there are.
    pub(crate) fn parsing(&self, n_files: usize) -> Arc<AtomicUsize> {
        self.counts.n_files.store(n_files, Ordering::Relaxed);
        self.counts.parsed.clone()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            drop(sender);
            // A bar that failed is nobody's loss.
            let _ = thread.join();
        }
    }
}

fn show(counts: &Counts, stop: &Receiver<()>) {
    use std::sync::mpsc::RecvTimeoutError::Timeout;
    if stop.recv_timeout(PATIENCE) != Err(Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    let style = |text| ProgressStyle::with_template(text).expect("the template is sound: a test shows it");
    loop {
        let (n_files, parsed) =
            (counts.n_files.load(Ordering::Relaxed), counts.parsed.load(Ordering::Relaxed));
        match (n_files, parsed) {
            (0, _) => bar.set_style(style("{spinner} looking for files {elapsed}")),
            (all, done) if done < all => bar.set_style(style("{bar:30} {pos}/{len} files read")),
            _ => bar.set_style(style("{spinner} following connections through {len} files {elapsed}")),
        }
        bar.set_length(n_files as u64);
        bar.set_position(parsed as u64);
        bar.tick();
        if stop.recv_timeout(TICK) != Err(Timeout) {
            return bar.finish_and_clear();
        }
    }
}
