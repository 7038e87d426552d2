//! Lock files: they name the version that is installed, so they are believed first.
//!
//! A lock may hold several versions of one package, one for each fork of the resolution; all are given.

use serde::Deserialize;

use super::requirement::{Package, Requirement, Trust, git_ref};

/// `uv.lock`, `poetry.lock`, `pdm.lock` and `pylock.toml` agree as far as this goes.
#[derive(Debug, Deserialize)]
struct Lock {
    #[serde(default, alias = "packages")]
    package: Vec<LockedPackage>,
}

#[derive(Debug, Deserialize)]
struct LockedPackage {
    name: String,
    version: Option<String>,
}

pub(super) fn toml_lock(text: &str) -> Vec<Requirement> {
    let Ok(lock) = toml::from_str::<Lock>(text) else { return Vec::new() };
    let read = |it: &LockedPackage| {
        Requirement::fixed(Package::named(&it.name)?, Trust::Lock, it.version.as_deref()?)
    };
    lock.package.iter().filter_map(read).collect()
}

/// `Pipfile.lock`: `"default": {"bittensor": {"version": "==10.5.0"}}`, or with `"ref"` for git.
pub(super) fn pipfile_lock(text: &str) -> Vec<Requirement> {
    let Ok(serde_json::Value::Object(lock)) = serde_json::from_str(text) else { return Vec::new() };
    let read = |(name, entry): (&String, &serde_json::Value)| {
        let package = Package::named(name)?;
        let text = |key: &str| entry.get(key)?.as_str();
        match text("version") {
            Some(version) => Requirement::fixed(package, Trust::Lock, version.trim_start_matches('=')),
            None => git_ref(package, text("ref")?),
        }
    };
    lock.values().filter_map(|it| it.as_object()).flatten().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sdk_version::requirement::show;

    #[test]
    fn only_the_locked_version_counts_not_what_was_asked_for() {
        let uv = r#"
version = 1
[[package]]
name = "app"
source = { virtual = "." }
dependencies = [{ name = "bittensor" }]
[package.metadata]
requires-dist = [{ name = "bittensor", specifier = ">=9.8,<10" }]
[[package]]
name = "async-substrate-interface"
version = "1.5.15"
[[package]]
name = "bittensor"
version = "9.12.2"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "async-substrate-interface" }]
[[package]]
name = "bittensor-wallet"
version = "4.0.1"
"#;
        assert_eq!(show(&toml_lock(uv)), "asi lock 1.5.15; lock 9.12.2");
    }

    #[test]
    fn toml_locks() {
        let check = |text: &str, expected: &str| assert_eq!(show(&toml_lock(text)), expected, "{text}");
        check("[[package]]\nname = 'Bittensor'\nversion = '8.5.2'\n[metadata]\nx = 1", "lock 8.5.2");
        check("lock-version = '1.0'\n[[packages]]\nname = 'bittensor'\nversion = '10.5.0'", "lock 10.5.0");
        check("[[package]]\nname = 'bittensor'\nsource = { editable = '.' }", "");
        check("[[package]]\nname = 1", "");
        check("<<<<<<< HEAD", "");
    }

    #[test]
    fn pipfile_locks() {
        let check = |text: &str, expected: &str| assert_eq!(show(&pipfile_lock(text)), expected, "{text}");
        check(r#"{"_meta": {"x": 6}, "default": {"bittensor": {"version": "==10.5.0"}}}"#, "lock 10.5.0");
        check(r#"{"develop": {"bittensor": {"ref": "v7.3.0", "git": "x"}}}"#, "tag 7.3.0");
        check(r#"{"default": {"bittensor": 1, "async-substrate-interface": {"version": 2}}}"#, "");
        check("[1, 2]", "");
        check("{", "");
    }
}
