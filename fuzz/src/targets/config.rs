//! Config files and the profiles in them: refused with a message, or usable.

use std::fs;
use std::path::Path;

use cargo_subtensor_lint::fuzzing;
use lint_core::source::Language;

use super::{sound, source};
use crate::Target;

pub(super) static TARGET: Target = Target { name: "config", seeds, run };

const CODE: &str = "import bittensor as bt\nfrom app.chain import attach, detach\n\ndef f():\n    sub = attach()\n    \
    detach(sub)\n    with open('a') as it:\n        it.read()\n    return bt.Subtensor()\n\nf()\n";

fn seeds() -> Vec<String> {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```toml\n").skip(1).filter_map(|it| it.split("```").next());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lint-core/src/profiles");
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let profiles = files.filter_map(|it| fs::read_to_string(it.path()).ok());
    let profiles = profiles.map(|it| format!("[[profile]]\n{}", nested(&it)));
    let layers =
        ["[tool.subtensor-lint]\nstrict = true\n", "[workspace.metadata.subtensor-lint]\nselect = ['ALL']\n"];
    blocks.map(str::to_owned).chain(profiles).chain(layers.map(str::to_owned)).collect()
}

/// A profile's own file as part of a config: its tables are tables of `profile`.
fn nested(profile: &str) -> String {
    let line = |it: &str| match it.strip_prefix("[[") {
        Some(rest) => format!("[[profile.{rest}\n"),
        None => format!("{it}\n"),
    };
    profile.lines().map(line).collect()
}

fn run(text: &str) -> Result<(), String> {
    let name = match () {
        () if text.contains("tool.") => "pyproject.toml",
        () if text.contains("workspace.") => "Cargo.toml",
        () => "subtensor-lint.toml",
    };
    match fuzzing::config(name, text) {
        Ok(options) => sound(&[source(Language::Python, CODE)], &options).map(drop),
        Err(message) if message.trim().is_empty() => Err("refused without a word".to_owned()),
        Err(_) => Ok(()),
    }
}
