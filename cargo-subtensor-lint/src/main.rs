//! `cargo subtensor-lint`: everything happens in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_subtensor_lint::main_with(std::env::args_os().collect())
}
