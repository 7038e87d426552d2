//! Doors for `lint-fuzz` to the readers of this crate; no promise to anybody else.

use std::path::Path;

use lint_core::Options;

use crate::args;
use crate::baseline;
use crate::config::{self, Config};
use crate::settings::Settings;
use crate::{packages, sdk_version};

/// What a run with the config file `name` would be asked to look for.
///
/// # Errors
///
/// The message with which the file is refused.
pub fn config(name: &str, text: &str) -> Result<Options, String> {
    let here = Path::new("/");
    let args = args::parse(vec!["subtensor-lint".into()]).map_err(|it| it.to_string())?.check;
    let found = config::parse_named(name, text, here).map_err(|it| it.to_string())?;
    let settings = Settings::new(&args, &found.unwrap_or_else(Config::default), here);
    let settings = settings.map_err(|it| format!("{it:#}"))?;
    Ok(Options {
        rules: settings.rules,
        profiles: settings.profiles,
        sdk: settings.sdk,
        ..Options::default()
    })
}

/// Reads a baseline.
///
/// # Errors
///
/// The message with which it is refused.
pub fn baseline(text: &str) -> Result<(), String> {
    baseline::parse(text).map(drop).map_err(|(_, message)| message)
}

/// Looks for the versions that a Python and a Rust file in `folder` are judged by.
pub fn versions(folder: &Path) {
    let _ = sdk_version::pins(&[folder.join("a.py")], folder);
    let _ = packages::packages(&[(&folder.join("a.rs"), "a.rs")]);
}
