//! Whether to colour, and the streams that obey.
//!
//! `--color` wins; then `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`, then `CARGO_TERM_COLOR`,
//! then whether the stream is a terminal.

use std::ffi::{OsStr, OsString};
use std::io;

use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};

use crate::args::Colour;

pub(crate) const HELP: &str = "When to colour: NO_COLOR, CLICOLOR_FORCE and CARGO_TERM_COLOR are obeyed, too";

/// A stream that drops colours if it should not show any, and whether it shows them.
pub(crate) fn stream<S: RawStream + AsLockedWrite>(raw: S, wanted: Colour) -> (AutoStream<S>, bool) {
    let choice = match wanted {
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
        Colour::Auto => {
            by_environment(|name| std::env::var_os(name)).unwrap_or_else(|| AutoStream::choice(&raw))
        }
    };
    let coloured = matches!(choice, ColorChoice::Always | ColorChoice::AlwaysAnsi);
    (AutoStream::new(raw, choice), coloured)
}

/// What clap should do with its own messages, before any argument has been read.
pub(crate) fn for_clap() -> clap::ColorChoice {
    match by_environment(|name| std::env::var_os(name)) {
        Some(ColorChoice::Never) => clap::ColorChoice::Never,
        Some(ColorChoice::Always | ColorChoice::AlwaysAnsi) => clap::ColorChoice::Always,
        Some(ColorChoice::Auto) | None => clap::ColorChoice::Auto,
    }
}

/// What the environment says in so many words; `None` leaves it to the terminal.
fn by_environment(variable: impl Fn(&str) -> Option<OsString>) -> Option<ColorChoice> {
    let is = |name, text: &str| variable(name).as_deref() == Some(OsStr::new(text));
    let set = |name| variable(name).is_some_and(|it| !it.is_empty());
    if set("NO_COLOR") {
        Some(ColorChoice::Never)
    } else if set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0") {
        Some(ColorChoice::Always)
    } else if is("CLICOLOR", "0") || is("CARGO_TERM_COLOR", "never") {
        Some(ColorChoice::Never)
    } else if is("CARGO_TERM_COLOR", "always") {
        Some(ColorChoice::Always)
    } else {
        None
    }
}

/// The width to wrap at where there is no terminal, so that files and pipes always look the same.
pub(crate) const FIXED_WIDTH: usize = 100;

/// The width to wrap at: the terminal's, if there is one.
pub(crate) fn width(stream: &impl io::IsTerminal) -> usize {
    let narrowest = 40;
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    if stream.is_terminal() { terminal().unwrap_or(FIXED_WIDTH).clamp(narrowest, 140) } else { FIXED_WIDTH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides_in_order() {
        use ColorChoice::{Always, Never};
        type Variables = &'static [(&'static str, &'static str)];
        let cases: &[(Variables, Option<ColorChoice>)] = &[
            (&[], None),
            (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], Some(Never)),
            (&[("NO_COLOR", "")], None),
            (&[("CLICOLOR_FORCE", "1"), ("CARGO_TERM_COLOR", "never")], Some(Always)),
            (&[("CLICOLOR_FORCE", "0")], None),
            (&[("CARGO_TERM_COLOR", "always")], Some(Always)),
            (&[("CARGO_TERM_COLOR", "auto")], None),
        ];
        for (variables, expected) in cases {
            let variable = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(by_environment(variable), *expected, "{variables:?}");
        }
    }
}
