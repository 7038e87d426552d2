//! What can be typed, and nothing about what it means: see [`crate::settings`] for that.
//!
//! `check` is the default subcommand, so [`CheckArgs`] also stand at the top level.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use lint_core::suggest::nearest;
use serde::Deserialize;

use crate::colour;

/// Finds Bittensor Subtensor connections that are never closed.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(after_help = "Exit status: 0 nothing found, 1 findings, 2 could not run.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files and folders (the default)
    Check(Box<CheckArgs>),
    /// Show the page of a rule: what it finds, why, and what to do
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Write a config, a pre-commit hook and a CI job
    Init(InitArgs),
    /// Serve an editor: diagnostics, fixes and rule pages while you type
    Lsp(LspArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the man page
    Man,
}

#[derive(Debug, Default, Args)]
pub(crate) struct CheckArgs {
    /// Files and folders to check; `-` reads from standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Also report connections that stay open only when an exception leaves the function
    #[arg(long, overrides_with = "no_strict", help_heading = "Rules")]
    pub(crate) strict: bool,
    #[arg(long, overrides_with = "strict", hide = true)]
    pub(crate) no_strict: bool,
    /// Also report what is wasteful rather than wrong
    #[arg(long, overrides_with = "no_pedantic", help_heading = "Rules")]
    pub(crate) pedantic: bool,
    #[arg(long, overrides_with = "pedantic", hide = true)]
    pub(crate) no_pedantic: bool,
    /// Run these rules only: ids, names or prefixes such as SUB00, SUB or ALL
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) select: Option<Vec<String>>,
    /// Run these rules as well
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(crate) ignore: Option<Vec<String>>,
    /// Drop findings that are less sure than this [default: low]
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Rules")]
    pub(crate) min_confidence: Option<MinConfidence>,
    /// Judge by this version of the SDK, whatever the project pins
    #[arg(long, value_name = "VERSION", help_heading = "Rules")]
    pub(crate) sdk: Option<String>,

    /// Fix what can be fixed without another effect, and report the rest
    #[arg(long, group = "fixing", help_heading = "Fixes", conflicts_with_all = ["changed_since", "write_baseline", "add_ignore", "statistics", "pass_stdin"])]
    pub(crate) fix: bool,
    /// Show what --fix would change, and change nothing; exit status 1 if there is something
    #[arg(long, group = "fixing", help_heading = "Fixes", conflicts_with_all = ["changed_since", "write_baseline", "add_ignore", "statistics", "pass_stdin"])]
    pub(crate) diff: bool,
    /// With --fix or --diff: also fixes after which somebody should look at the code
    #[arg(long, requires = "fixing", help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,

    /// The least severity that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Output")]
    pub(crate) fail_on: Option<FailOn>,
    /// How to print the findings [default: text]
    #[arg(long, value_enum, help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Write the findings to this file, and only the summary to standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,
    /// With `--format rustc`: print standard input, the messages of `cargo check`, before the findings
    #[arg(long, help_heading = "Output")]
    pub(crate) pass_stdin: bool,
    #[arg(long, value_enum, default_value_t, help_heading = "Output", help = colour::HELP)]
    pub(crate) color: Colour,
    /// Print how many findings each rule has instead of the findings
    #[arg(long, help_heading = "Output")]
    pub(crate) statistics: bool,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, help_heading = "Output", conflicts_with_all = ["fix", "diff", "output_file", "pass_stdin", "emit", "write_baseline", "add_ignore", "stdin_filename"])]
    pub(crate) watch: bool,
    /// Print findings only, no summary
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,
    /// Work everything out anew, and remember nothing, even where a cache folder is named
    #[arg(long, help_heading = "Run")]
    pub(crate) no_cache: bool,
    /// Where to remember what was found [default: the user's cache folder]
    #[arg(
        long,
        value_name = "DIR",
        env = "SUBTENSOR_LINT_CACHE_DIR",
        hide_env_values = true,
        help_heading = "Run"
    )]
    pub(crate) cache_dir: Option<PathBuf>,
    /// Judge every function instead of those that may matter: slow, and the same findings
    #[arg(long, hide = true)]
    pub(crate) no_prefilter: bool,
    /// Print an inner form of the program instead of checking it
    #[arg(long, value_enum, hide = true)]
    pub(crate) emit: Option<Emit>,

    /// Check Markdown and notebooks in folders, too; those that are named are checked anyway
    #[arg(long, overrides_with = "no_documents", help_heading = "Files")]
    pub(crate) documents: bool,
    #[arg(long, overrides_with = "documents", hide = true)]
    pub(crate) no_documents: bool,
    /// Skip what this glob matches, besides what the config excludes; may be repeated
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,
    /// Judge everything, and show what lies in files that differ from this git revision
    #[arg(long, value_name = "REVISION", help_heading = "Files")]
    pub(crate) changed_since: Option<String>,
    /// Check files that .gitignore hides, too
    #[arg(long, help_heading = "Files")]
    pub(crate) no_gitignore: bool,
    /// What the file read from standard input is called
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Read this config file and no other
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no config file
    #[arg(long, help_heading = "Config")]
    pub(crate) isolated: bool,
    /// Show what comments in the source and the baseline silence
    #[arg(long, help_heading = "Silencing")]
    pub(crate) no_ignores: bool,
    /// Hide the findings that this file knows, and say when one of them is gone
    #[arg(long, value_name = "FILE", help_heading = "Silencing")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write what is found now to the baseline file
    #[arg(long, help_heading = "Silencing")]
    pub(crate) write_baseline: bool,
    /// Add an ignore comment for each finding to the source
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
        conflicts_with_all = ["no_ignores", "write_baseline"],
        help_heading = "Silencing"
    )]
    pub(crate) add_ignore: Option<String>,
    /// Use this many threads [default: one per core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The rule's id or name: SUB001, never-closed
    pub(crate) rule: String,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Replace a config and a CI job that are there
    #[arg(long)]
    pub(crate) force: bool,
    /// The CI to write a job for [default: the one that the project seems to use]
    #[arg(long, value_enum)]
    pub(crate) ci: Option<Ci>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ci {
    Github,
    Gitlab,
    None,
}

#[derive(Debug, Args)]
pub(crate) struct LspArgs {
    /// Talk on standard input and output, as always: some editors insist on saying so
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, with the source lines
    Text,
    /// One line for each finding
    Concise,
    /// For programs; version 1, which stays as it is
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit's XML
    Junit,
    /// For reviewdog
    Rdjson,
    /// One rustc diagnostic a line, for rust-analyzer
    Rustc,
    /// A report to look at in a browser
    Html,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emit {
    /// The control-flow graphs
    Ir,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MinConfidence {
    Low,
    Medium,
    High,
}

/// Everything that can be typed, for what describes it.
pub(crate) fn definition() -> clap::Command {
    Cli::command().name(NAME).bin_name(NAME)
}

/// The command that a path may have been meant for.
pub(crate) fn command_like(path: &str) -> Option<String> {
    let commands: Vec<String> = definition().get_subcommands().map(|it| it.get_name().to_owned()).collect();
    nearest(path, commands.iter().map(String::as_str)).map(str::to_owned)
}

/// What the program is called.
const NAME: &str = "subtensor-lint";

/// Reads the arguments of the process, the program's own name first.
pub(crate) fn parse(mut args: Vec<OsString>) -> Result<Cli, clap::Error> {
    let program = program_name(&args);
    let by_cargo = program == "cargo-subtensor-lint" && args.get(1).is_some_and(|it| it == "subtensor-lint");
    if by_cargo {
        args.remove(1);
    }
    let shown = if by_cargo { "cargo subtensor-lint" } else { &program };
    let command = Cli::command().name(NAME).bin_name(shown).color(colour::for_clap());
    Cli::from_arg_matches(&command.try_get_matches_from(args)?)
}

/// The file stem of the program, however it was called.
fn program_name(args: &[OsString]) -> String {
    let stem = args.first().and_then(|it| Path::new(it).file_stem());
    stem.map_or(NAME.to_owned(), |it| it.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Cli, clap::Error> {
        parse(line.split(' ').map(OsString::from).collect())
    }

    fn checked(line: &str) -> CheckArgs {
        let cli = parsed(line).unwrap();
        match cli.command {
            None => cli.check,
            Some(Command::Check(args)) => *args,
            Some(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn check_is_the_default_with_and_without_cargo() {
        for program in ["cargo-subtensor-lint subtensor-lint", "cargo-subtensor-lint", "/opt/subtensor-lint"]
        {
            for command in ["", " check"] {
                let args = checked(&format!("{program}{command} --strict -j 3 a.py b"));
                assert_eq!(args.paths, [Path::new("a.py"), Path::new("b")], "{program}{command}");
                assert!(args.strict);
                assert_eq!(args.threads, Some(3));
            }
        }
    }

    #[test]
    fn the_plain_program_takes_the_name_for_a_path() {
        assert_eq!(checked("subtensor-lint subtensor-lint").paths, [Path::new("subtensor-lint")]);
    }

    #[test]
    fn lists_are_split_at_commas_and_flags_add_up() {
        let args =
            checked("subtensor-lint --select SUB001,never-closed --select SUB9 --exclude a --exclude b");
        assert_eq!(args.select.unwrap(), ["SUB001", "never-closed", "SUB9"]);
        assert_eq!(args.exclude, ["a", "b"]);
    }

    #[test]
    fn the_last_of_two_opposites_counts() {
        assert!(!checked("subtensor-lint --strict --no-strict").strict);
        assert!(checked("subtensor-lint --no-strict --strict").strict);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for line in ["-j 0", "--format yaml", "--config a --isolated", "--fail-on often", "--nonsense"] {
            assert!(parsed(&format!("subtensor-lint {line}")).is_err(), "{line}");
        }
    }
}
