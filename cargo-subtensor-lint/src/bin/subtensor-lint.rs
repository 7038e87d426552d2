//! `subtensor-lint`, for those who do not use cargo: everything happens in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_subtensor_lint::main_with(std::env::args_os().collect())
}
