//! One run of `check`, from arguments to exit status.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::{env, thread};

use anyhow::{Context, Error, bail};
use lint_core::source::Origin;
use lint_core::{Options, Report};

use crate::args::{CheckArgs, Emit, Format};
use crate::config::{self, Config, ConfigError};
use crate::discover::{self, Discovered, Gitignore, Walk};
use crate::output::{self, ErrorKind, Fixes, Run, RunError, text};
use crate::read::{self, Sources};
use crate::rewrite::{self, Job};
use crate::settings::{Fate, Settings};
use crate::{Exit, colour};

/// Deeply nested expressions are lowered by recursion; this much is 30 times what real programs need.
const STACK: usize = 64 << 20;

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Error> {
    let cwd = env::current_dir().and_then(|it| it.canonicalize()).context("the working directory")?;
    let settings = match configured(args, &cwd) {
        Ok(settings) => settings,
        Err(error) => return refuse(args, error),
    };
    let n_threads =
        args.threads.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).stack_size(STACK).build()?;
    let options = Options {
        rules: settings.rules.clone(),
        profiles: settings.profiles.clone(),
        sdk: settings.sdk.clone(),
        ignores: !args.no_ignores,
    };

    let (sources, mut errors, skipped) = gather(args, &settings, &cwd, &pool)?;
    if let Some(Emit::Ir) = args.emit {
        let text = guarded(|| pool.install(|| lint_core::emit_ir(&sources.files, &options)))?;
        io::stdout().lock().write_all(output::escape_lines(&text).as_bytes())?;
        return Ok(Exit::Clean);
    }
    if args.fix || args.diff {
        let job = Job { args, settings: &settings, options: &options, pool: &pool, cwd: &cwd };
        return rewrite::run(&job, sources, errors, &skipped);
    }
    let report = guarded(|| pool.install(|| lint_core::check(&sources.files, &options)))?;
    errors.extend(sources.errors.iter().cloned());
    let run = judged(report, &sources, errors, &settings);
    print(args, &run, &skipped)?;
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

/// A config that cannot be used: programs that read our JSON get an object all the same.
fn refuse(args: &CheckArgs, error: Error) -> Result<Exit, Error> {
    if args.format == Format::Json
        && let Some(ConfigError { shown, line, message }) = error.downcast_ref()
    {
        let message = line.map_or_else(|| message.clone(), |line| format!("line {line}: {message}"));
        let kind = ErrorKind::Config;
        let errors = vec![RunError { path: shown.clone(), message, kind, origin: Origin::Named }];
        print(args, &Run { errors, ..Run::default() }, &[])?;
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
        threads: pool.current_num_threads(),
    };
    let Discovered { files, errors, skipped } = discover::discover(&paths, &walk);
    Ok((pool.install(|| read::read(stdin, files, cwd)), errors, skipped))
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
        fixed: vec![],
        fixes: Fixes::None,
    }
}

pub(crate) fn print(args: &CheckArgs, run: &Run, skipped: &[String]) -> Result<(), Error> {
    let width = colour::width(&io::stdout());
    let (mut out, coloured) = colour::stream(io::stdout().lock(), args.color);
    let text = match args.format {
        Format::Json => output::json::render(run),
        Format::Text => {
            let links = coloured && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
            let look = text::Look { coloured, links, width, quiet: args.quiet };
            text::render(run, &look)
        }
    };
    out.write_all(text.as_bytes()).context("writing to standard output")?;
    out.flush().context("writing to standard output")?;

    notes(args, run, skipped)
}

/// Like [`print`], where standard output is taken by something else.
pub(crate) fn print_aside(args: &CheckArgs, run: &Run, skipped: &[String]) -> Result<(), Error> {
    let width = colour::width(&io::stderr());
    let text = match args.format {
        Format::Json => output::json::render(run),
        Format::Text => {
            text::render(run, &text::Look { coloured: false, links: false, width, quiet: args.quiet })
        }
    };
    io::stderr().lock().write_all(text.as_bytes()).context("writing to standard error")?;
    notes(args, run, skipped)
}

fn notes(args: &CheckArgs, run: &Run, skipped: &[String]) -> Result<(), Error> {
    complain(&run.errors)?;
    let mut err = io::stderr().lock();
    for path in skipped.iter().filter(|_| !args.quiet) {
        writeln!(err, "warning: {}: not a Python file, skipped", output::escape(path))?;
    }
    Ok(())
}

/// Says on stderr what could not be done.
pub(crate) fn complain(errors: &[RunError]) -> Result<(), Error> {
    let mut err = io::stderr().lock();
    for error in errors {
        let word = if stops(error) { "error" } else { "warning" };
        writeln!(err, "{word}: {}: {}", output::escape(&error.path), output::escape(&error.message))?;
    }
    Ok(())
}

pub(crate) fn exit(run: &Run, settings: &Settings) -> Exit {
    if run.errors.iter().any(stops) {
        Exit::Trouble
    } else if run.findings.iter().any(|it| settings.fails(it.severity)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Whether the run did not do what it was asked to: a file deep in a tree that cannot be read is not that.
pub(crate) fn stops(error: &RunError) -> bool {
    match error.kind {
        ErrorKind::Io => error.origin == Origin::Named,
        ErrorKind::Config => true,
        ErrorKind::Internal => false,
    }
}
