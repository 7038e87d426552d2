//! The command line of subtensor-lint: it reads arguments, config and files, asks [`lint_core`], and prints.
//!
//! Whatever reads, prints, colours, serialises or fails lives in this crate; the core does none of it.
//! Both binaries are one call of [`main_with`].
//!
//! A run goes through the modules in this order:
//! `args` (what was typed), `config` (what the project says), `settings` (what both mean), `discover`
//! (which files), `read` (their texts and SDK versions), the core, `rewrite` (fixes), `output` (the formats),
//! `delivery` (where the output goes). `check` puts them together.

mod add_ignore;
mod agent;
mod args;
mod baseline;
mod cache;
mod changed;
mod check;
mod colour;
mod config;
mod delivery;
mod discover;
mod encoding;
mod explain;
#[doc(hidden)]
pub mod fuzzing;
mod globs;
mod init;
mod lsp;
mod manual;
mod markdown;
mod output;
mod packages;
mod patience;
mod progress;
mod read;
mod regular;
mod rewrite;
mod sdk_version;
mod selection;
mod settings;
mod watch;
mod write;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Error;

pub use crate::config::schema as config_schema;

use crate::args::{Cli, Command};

/// The analysis makes and drops many small maps: this allocator does so in two thirds of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended; the numbers are a promise to users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings; of `lsp`, that the editor left without a goodbye.
    Findings = 1,
    /// It could not run, or not on everything that was named.
    Trouble = 2,
}

/// Runs the program with the arguments of the process, the program's own name first.
pub fn main_with(args: Vec<OsString>) -> ExitCode {
    let exit = match args::parse(args) {
        Ok(cli) => run(&cli).unwrap_or_else(|error| report(&error)),
        Err(error) => {
            // Help and version go to stdout and are no failure; clap knows which is which.
            let printed = error.print();
            if error.use_stderr() || printed.is_err_and(|it| !is_broken_pipe(&it)) {
                Exit::Trouble
            } else {
                Exit::Clean
            }
        }
    };
    ExitCode::from(exit as u8)
}

fn run(cli: &Cli) -> Result<Exit, Error> {
    match &cli.command {
        None => check::run(&cli.check),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Explain(args)) => explain::explain(args),
        Some(Command::Rules(args)) => explain::rules(args),
        Some(Command::Init(args)) => init::init(args),
        Some(Command::Lsp(_)) => lsp::run(),
        Some(Command::Completions(args)) => manual::completions(args),
        Some(Command::Man) => manual::man(),
    }
}

/// Says on stderr why the run could not happen.
///
/// A reader that went away (`… | head`) has seen what it wanted, so a broken pipe is success.
fn report(error: &Error) -> Exit {
    if has_lost_reader(error) {
        return Exit::Clean;
    }
    // There is nobody left to tell if this fails too.
    let _ = writeln!(io::stderr(), "error: {}", output::escape(&format!("{error:#}")));
    Exit::Trouble
}

fn has_lost_reader(error: &Error) -> bool {
    error.chain().any(|it| it.downcast_ref::<io::Error>().is_some_and(is_broken_pipe))
}

fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
