//! `completions` and `man`: what the definition of the command line says, for shells and for `man`.

use std::io::{self, Write};

use anyhow::{Context, Error};

use crate::Exit;
use crate::args::{CompletionsArgs, definition};

/// Prints completions for a shell.
pub(crate) fn completions(args: &CompletionsArgs) -> Result<Exit, Error> {
    let (mut text, mut definition) = (vec![], definition());
    let name = definition.get_name().to_owned();
    clap_complete::generate(args.shell, &mut definition, name, &mut text);
    print(&text)
}

/// Prints the man page.
pub(crate) fn man() -> Result<Exit, Error> {
    let mut text = vec![];
    clap_mangen::Man::new(definition()).render(&mut text).context("writing the man page")?;
    print(&text)
}

fn print(text: &[u8]) -> Result<Exit, Error> {
    io::stdout().lock().write_all(text).context("writing to standard output")?;
    Ok(Exit::Clean)
}
