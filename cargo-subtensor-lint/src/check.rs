//! One run of `check`, from arguments to exit status.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::{env, thread};

use anyhow::{Context, Error, bail};
use lint_core::memory::{Forgetful, Memory};
use lint_core::source::Origin;
use lint_core::{Options, Report};

use crate::args::{self, CheckArgs, Emit, Format};
use crate::baseline::{Baseline, Effect, Need, Scope};
use crate::cache::Cache;
use crate::changed::Changed;
use crate::config::{self, Config, ConfigError};
use crate::delivery::Delivery;
use crate::discover::{self, Discovered, Gitignore, Walk};
use crate::output::{self, ErrorKind, Fixes, Run, RunError};
use crate::progress::Progress;
use crate::read::{self, Sources};
use crate::rewrite::{self, Job};
use crate::settings::{Fate, Settings};
use crate::{Exit, add_ignore, watch};

/// Deeply nested expressions are lowered by recursion; this much is 30 times what real programs need.
pub(crate) const STACK: usize = 64 << 20;

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Error> {
    let cwd = env::current_dir().and_then(|it| it.canonicalize()).context("the working directory")?;
    if args.watch { watch::run(args, &cwd, |args| once(args, &cwd)) } else { once(args, &cwd) }
}

fn once(args: &CheckArgs, cwd: &Path) -> Result<Exit, Error> {
    let delivery = Delivery::new(args)?;
    if let Some(reason) = &args.add_ignore {
        add_ignore::check_reason(reason, &args.paths)?;
    }
    let configured = configured(args, cwd).and_then(|it| Ok((known(args, &it, cwd)?, it)));
    let (known, settings) = match configured {
        Ok(it) => it,
        Err(error) => return refuse(delivery, error),
    };
    let n_threads =
        args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).stack_size(STACK).build()?;
    let progress = Progress::new(args);
    let mut options = Options {
        rules: settings.rules.clone(),
        profiles: settings.profiles.clone(),
        sdk: settings.sdk.clone(),
        ignores: !args.no_ignores,
        everything: args.no_prefilter,
        ..Options::default()
    };

    let revision = args.changed_since.as_ref();
    let changed = revision.map(|it| Changed::since(it, cwd)).transpose()?;
    let (sources, mut errors, skipped) = gather(args, &settings, cwd, &pool)?;
    options.parsed = progress.parsing(sources.files.len());
    if let Some(Emit::Ir) = args.emit {
        let text = guarded(|| pool.install(|| lint_core::emit_ir(&sources.files, &options)))?;
        io::stdout().lock().write_all(output::escape_lines(&text).as_bytes())?;
        return Ok(Exit::Clean);
    }
    if args.fix || args.diff {
        // It checks many times over, and nobody knows how often.
        drop(progress);
        let known = known.as_ref();
        let job = Job { args, settings: &settings, options: &options, pool: &pool, cwd, known };
        return rewrite::run(&job, delivery, sources, errors, &skipped);
    }
    let cache = if args.no_cache { None } else { Cache::open(args.cache_dir.as_deref(), cwd) };
    let memory: &dyn Memory = cache.as_ref().map_or(&Forgetful, |it| it);
    let report = guarded(|| pool.install(|| lint_core::check_with(&sources.files, &options, memory)))?;
    // A cache that cannot be written costs time and nothing else, unless somebody said where it should be.
    if let (Some(Err(error)), Some(folder)) = (cache.map(Cache::save), &args.cache_dir) {
        let message = format!("nothing can be remembered here: {error}");
        errors.push(RunError::io(folder.display().to_string(), message, Origin::Walked));
    }
    drop(progress);
    errors.extend(sources.errors.iter().cloned());
    let mut run = judged(report, &sources, errors, &settings);
    if let Some(known) = known {
        let scope = Scope { files: &sources.files, places: &sources.places, rules: &settings.rules };
        if args.write_baseline {
            delivery.complain(&run, &skipped)?;
            return write_baseline(&known, &run, &scope);
        }
        run.baseline = known.apply(&mut run.findings, &scope);
        run.held_back |= run.baseline.known > 0;
    }
    if let (Some(changed), Some(revision)) = (&changed, revision) {
        let n_found = run.findings.len();
        run.findings.retain(|it| changed.has(&sources.places[it.location.file.0 as usize]));
        run.unchanged = Some((n_found - run.findings.len(), revision.clone()));
        run.held_back |= run.findings.len() < n_found;
    }
    if let Some(reason) = &args.add_ignore {
        delivery.complain(&run, &skipped)?;
        return add_ignore::add(&run, &sources, reason);
    }
    delivery.deliver(&run, &skipped)?;
    Ok(exit(&run, &settings))
}

fn configured(args: &CheckArgs, cwd: &Path) -> Result<Settings, Error> {
    let config = match &args.config {
        _ if args.isolated => Config::default(),
        Some(path) => config::read(path, cwd)?,
        None => config::find(cwd)?.unwrap_or_default(),
    };
    Settings::new(args, &config, cwd)
}

/// The baseline, if there is one and it counts.
fn known(args: &CheckArgs, settings: &Settings, cwd: &Path) -> Result<Option<Baseline>, Error> {
    let need = if args.write_baseline { Need::Optional } else { Need::Required };
    match &settings.baseline {
        None if args.write_baseline => {
            bail!("--write-baseline: say where with --baseline FILE, or with `baseline` in the config")
        }
        Some(path) if !args.no_ignores || args.write_baseline => Ok(Some(Baseline::read(path, cwd, need)?)),
        Some(_) | None => Ok(None),
    }
}

fn write_baseline(baseline: &Baseline, run: &Run, scope: &Scope) -> Result<Exit, Error> {
    let n_written = baseline.rewrite(&run.findings, scope)?;
    let noun = if n_written == 1 { "finding" } else { "findings" };
    let text = format!("{}: {n_written} {noun} written.", output::escape(&baseline.shown));
    writeln!(io::stdout(), "{text}").context("writing to standard output")?;
    Ok(if run.errors.iter().any(RunError::stops) { Exit::Trouble } else { Exit::Clean })
}

/// A config that cannot be used: programs that read our JSON get an object all the same.
fn refuse(delivery: Delivery, error: Error) -> Result<Exit, Error> {
    if delivery.format == Format::Json
        && let Some(ConfigError { shown, line, message }) = error.downcast_ref()
    {
        let message = line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"));
        let kind = ErrorKind::Config;
        let errors = vec![RunError { path: shown.clone(), message, kind, origin: Origin::Named }];
        delivery.deliver(&Run { errors, ..Run::default() }, &[])?;
        return Ok(Exit::Trouble);
    }
    Err(error)
}

/// Finds and reads the files; also tells which named ones are none of ours.
fn gather(
    args: &CheckArgs,
    settings: &Settings,
    cwd: &Path,
    pool: &rayon::ThreadPool,
) -> Result<(Sources, Vec<RunError>, Vec<String>), Error> {
    let (dashes, mut paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|it| it.as_os_str() == "-");
    if dashes.is_empty() && args.stdin_filename.is_some() {
        bail!("--stdin-filename is for standard input: give `-` as the path");
    }
    let stdin = match dashes.is_empty() {
        true => None,
        false => Some(read::stdin(args.stdin_filename.as_deref(), cwd).context("standard input")?),
    };
    if args.paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let walk = Walk {
        cwd,
        exclude: &settings.exclude,
        gitignore: if args.no_gitignore { Gitignore::Disregarded } else { Gitignore::Obeyed },
        documents: settings.documents,
        threads: pool.current_num_threads(),
    };
    let Discovered { files, mut errors, skipped } = discover::discover(&paths, &walk);
    errors.iter_mut().filter(|it| it.stops()).for_each(suggest_command);
    Ok((pool.install(|| read::read(stdin, files, cwd)), errors, skipped))
}

/// A path that is not there may be a command with a slip of the finger.
fn suggest_command(error: &mut RunError) {
    if let Some(command) = args::command_like(&error.path) {
        error.message.push_str(&format!("; did you mean the command `{command}`?"));
    }
}

/// The core guards each file by itself; this is for what it does with all of them.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Error> {
    panic::catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| Error::msg("internal error, which is ours and not yours; please report the lines above"))
}

/// Applies the user's severities and silences to what the core found.
pub(crate) fn judged<'a>(
    report: Report,
    sources: &'a Sources,
    errors: Vec<RunError>,
    settings: &Settings,
) -> Run<'a> {
    let Report { mut findings, errors: internal, strict_only, mut suppressed } = report;
    let n_found = findings.len();
    findings.retain_mut(|finding| {
        let place = &sources.places[finding.location.file.0 as usize];
        let fate = settings.judge(finding, place);
        suppressed += usize::from(fate == Fate::Silenced);
        fate == Fate::Shown
    });
    let internal = internal.into_iter().map(|it| {
        let file = &sources.files[it.file.0 as usize];
        let path = file.path.clone();
        RunError { path, message: it.message, kind: ErrorKind::Internal, origin: file.origin }
    });
    let errors = errors.into_iter().chain(internal).collect();
    Run {
        held_back: settings.lacks_a_rule() || suppressed > 0 || findings.len() < n_found,
        files: &sources.files,
        findings,
        errors,
        strict_only: if settings.strict_adds { strict_only } else { 0 },
        suppressed,
        baseline: Effect::default(),
        unchanged: None,
        fixed: vec![],
        fixes: Fixes::None,
    }
}

pub(crate) fn exit(run: &Run, settings: &Settings) -> Exit {
    if run.errors.iter().any(RunError::stops) {
        Exit::Trouble
    } else if run.findings.iter().any(|it| settings.fails(it.severity)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
