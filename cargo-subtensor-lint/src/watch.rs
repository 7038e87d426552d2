//! `--watch`: checks again whenever something changes, until Ctrl-C.
//!
//! The system tells of changes; where it cannot (too many folders, some network drives), the files are looked at once
//! a second. What comes within a moment counts as one change: editors and git write many files at a time.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Error, bail};
use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::args::{CheckArgs, Format};
use crate::delivery::Delivery;
use crate::sdk_version::is_manifest;
use crate::{Exit, discover, has_lost_reader, report};

/// After this long without another change, what changed is checked.
const QUIET: Duration = Duration::from_millis(100);

/// How often files are looked at where the system tells nothing.
const POLL: Duration = Duration::from_secs(1);

enum Signal {
    Changed(notify::Result<Event>),
    Stop,
}

/// Runs `check` now and after every change.
pub(crate) fn run(
    args: &CheckArgs,
    cwd: &Path,
    check: impl Fn(&CheckArgs) -> Result<Exit, Error>,
) -> Result<Exit, Error> {
    if !matches!(Delivery::new(args)?.format, Format::Text | Format::Concise) {
        bail!("--watch goes with --format text or concise");
    }
    if args.paths.iter().any(|it| it.as_os_str() == "-") {
        bail!("--watch cannot watch standard input");
    }
    let (sender, signals) = channel();
    let _watcher = watcher(&targets(args, cwd), &sender)?;
    ctrlc::set_handler(move || {
        // The receiver ends with the program.
        let _ = sender.send(Signal::Stop);
    })
    .context("waiting for Ctrl-C")?;
    loop {
        clear()?;
        match check(args) {
            Ok(_) => {}
            Err(error) if has_lost_reader(&error) => return Err(error),
            // A config that cannot be used now may be mended with the next change.
            Err(error) => drop(report(&error)),
        }
        if !args.quiet {
            writeln!(io::stderr(), "Watching for changes; Ctrl-C ends.")?;
        }
        if !changed(&signals, cwd) {
            return Ok(Exit::Clean);
        }
    }
}

/// What to watch, and whether with everything below; nothing twice, since only one of the two would count.
fn targets(args: &CheckArgs, cwd: &Path) -> BTreeMap<PathBuf, RecursiveMode> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    // Configs, manifests and lock files may lie above what is checked.
    let top = cwd.ancestors().position(|it| it.join(".git").exists()).unwrap_or(0);
    let above = cwd.ancestors().take(top + 1).map(Path::to_owned);
    // Many editors put a new file in the place of the old one: only its folder notices.
    let is_file = |it: &&PathBuf| !cwd.join(it).is_dir();
    let around = paths.iter().filter(is_file).filter_map(|it| Some(cwd.join(it).parent()?.to_owned()));
    let folders = paths.iter().filter(|it| !is_file(it)).map(|it| cwd.join(it));
    let resolved = |it: PathBuf| it.canonicalize().ok();
    let mut found = BTreeMap::new();
    found.extend(above.chain(around).filter_map(resolved).map(|it| (it, RecursiveMode::NonRecursive)));
    found.extend(folders.filter_map(resolved).map(|it| (it, RecursiveMode::Recursive)));
    found
}

fn watcher(
    targets: &BTreeMap<PathBuf, RecursiveMode>,
    sender: &Sender<Signal>,
) -> Result<Box<dyn Watcher>, Error> {
    let handler = || {
        let sender = sender.clone();
        move |event| {
            let _ = sender.send(Signal::Changed(event));
        }
    };
    let mut told: Box<dyn Watcher> = Box::new(RecommendedWatcher::new(handler(), Config::default())?);
    if targets.iter().all(|(path, mode)| told.watch(path, *mode).is_ok()) {
        return Ok(told);
    }
    let config = Config::default().with_poll_interval(POLL);
    let mut polled: Box<dyn Watcher> = Box::new(PollWatcher::new(handler(), config)?);
    for (path, mode) in targets {
        polled.watch(path, *mode).with_context(|| format!("watching {}", path.display()))?;
    }
    Ok(polled)
}

/// Waits for something that matters; false if it is Ctrl-C.
fn changed(signals: &Receiver<Signal>, cwd: &Path) -> bool {
    loop {
        match signals.recv() {
            Ok(Signal::Changed(event)) if matters(&event, cwd) => break,
            Ok(Signal::Changed(_)) => {}
            Ok(Signal::Stop) | Err(_) => return false,
        }
    }
    loop {
        match signals.recv_timeout(QUIET) {
            Ok(Signal::Changed(_)) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// Whether a check may come out differently: reading a file changes nothing, nor does what a build writes.
fn matters(event: &notify::Result<Event>, cwd: &Path) -> bool {
    let Ok(event) = event else { return true };
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => event.paths.iter().any(|it| is_read(it, cwd)),
    }
}

/// Whether a check may read the file at `path`; our own output that somebody writes to a file is not.
fn is_read(path: &Path, cwd: &Path) -> bool {
    let is_config = || path.extension().is_some_and(|it| it == "toml" || it == "lock");
    // What is gone, or a folder, may have been a source.
    let is_source = || matches!(discover::language_of(path, path), Ok(Some(_)) | Err(_));
    let is_other = || is_config() || is_manifest(path) || path.ends_with(".gitignore");
    !discover::is_left_out(path, cwd, &[]) && (is_other() || is_source())
}

/// Begins a new screen, where there is one.
fn clear() -> Result<(), Error> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        // The screen, what has scrolled away, and the cursor to the corner.
        out.write_all(b"\x1b[2J\x1b[3J\x1b[H")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, MetadataKind};

    use super::*;

    #[test]
    fn what_a_build_writes_and_what_is_only_read_does_not_matter() {
        let check = |kind, path: &str| {
            let event = Event::new(kind).add_path(PathBuf::from(path));
            matters(&Ok(event), Path::new("/p"))
        };
        let create = EventKind::Create(CreateKind::File);
        assert!(check(create, "/p/a.py") && check(create, "/p/pyproject.toml"));
        assert!(check(create, "/p/requirements.txt") && check(create, "/p/folder-or-script"));
        assert!(!check(create, "/p/target/debug/x.rs") && !check(create, "/p/.git/index"));
        assert!(!check(create, "/p/out.txt") && !check(create, "/p/report.html"));
        assert!(!check(EventKind::Access(AccessKind::Any), "/p/a.py"));
        assert!(!check(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), "/p/a.py"));
    }
}
