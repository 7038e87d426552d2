//! `init`: a config, a hook and a CI job for a project that has none.
//!
//! The files are templates in `init/`. What is there is kept, unless `--force` says otherwise; a file that
//! others write to as well, such as `.pre-commit-config.yaml`, is kept even then, and told how to be changed.

use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Error, anyhow};

use crate::args::{Ci, InitArgs};
use crate::output::escape;
use crate::read::reason;
use crate::{Exit, config, write};

const CONFIG: &str = include_str!("init/config.toml");
const HOOK: &str = include_str!("init/pre-commit.yaml");
const GITHUB: &str = include_str!("init/github.yml");
const GITLAB: &str = include_str!("init/gitlab.yml");

pub(crate) fn init(args: &InitArgs) -> Result<Exit, Error> {
    let cwd = env::current_dir().and_then(|it| it.canonicalize()).context("the working directory")?;
    let ci = args.ci.unwrap_or_else(|| guess(&cwd));
    let mut said = vec![config(&cwd, args)?, hook(&cwd)?];
    match ci {
        Ci::Github => said.push(own(&cwd, ".github/workflows/subtensor-lint.yml", GITHUB, args)?),
        Ci::Gitlab => {
            said.push(own(&cwd, ".gitlab/subtensor-lint.yml", GITLAB, args)?);
            said.push(include(&cwd));
        }
        Ci::None => {}
    }
    let text: String = said.iter().filter(|it| !it.is_empty()).map(|it| format!("{it}\n")).collect();
    io::stdout().lock().write_all(text.as_bytes()).context("writing to standard output")?;
    Ok(Exit::Clean)
}

/// Where the project's CI seems to be.
fn guess(cwd: &Path) -> Ci {
    let gitlab = [".gitlab-ci.yml", ".gitlab"].iter().any(|it| cwd.join(it).exists());
    if gitlab { Ci::Gitlab } else { Ci::Github }
}

/// The config, unless a file of this folder has one: two would not be merged.
fn config(cwd: &Path, args: &InitArgs) -> Result<String, Error> {
    let found = config::find(cwd).ok().flatten().filter(|it| it.base == cwd);
    match found.map(|it| it.shown) {
        Some(shown) if shown != "subtensor-lint.toml" => Ok(kept(&shown, "which has a config")),
        Some(_) | None => own(cwd, "subtensor-lint.toml", CONFIG, args),
    }
}

/// A file of ours.
fn own(cwd: &Path, name: &str, text: &str, args: &InitArgs) -> Result<String, Error> {
    let path = cwd.join(name);
    if fs::symlink_metadata(&path).is_ok() && !args.force {
        return Ok(kept(name, "which is there; --force replaces it"));
    }
    put(&path, name, text)
}

/// The hook, in a file that may have others.
fn hook(cwd: &Path) -> Result<String, Error> {
    let name = ".pre-commit-config.yaml";
    let path = cwd.join(name);
    match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => put(&path, name, HOOK),
        Ok(text) if text.contains("subtensor-lint") => Ok(kept(name, "which has the hook")),
        Ok(_) | Err(_) => {
            let entry = HOOK.split_once('\n').map_or(HOOK, |it| it.1);
            Ok(format!("{}\n{}", kept(name, "which is there; add to its `repos`:"), entry.trim_end()))
        }
    }
}

/// What the pipeline of GitLab has to say.
fn include(cwd: &Path) -> String {
    let pipeline = fs::read_to_string(cwd.join(".gitlab-ci.yml")).unwrap_or_default();
    if pipeline.contains(".gitlab/subtensor-lint.yml") {
        return String::new();
    }
    "add to .gitlab-ci.yml:\ninclude:\n  - local: .gitlab/subtensor-lint.yml".to_owned()
}

fn put(path: &Path, name: &str, text: &str) -> Result<String, Error> {
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| write::atomically(path, text.as_bytes()));
    written.map_err(|it| anyhow!("writing {name}: {}", reason(&it)))?;
    Ok(format!("wrote {name}"))
}

fn kept(name: &str, why: &str) -> String {
    format!("kept {}, {why}", escape(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_config_is_valid_with_and_without_its_comments() {
        let root = tempfile::tempdir().unwrap();
        let check = |text: &str| {
            fs::write(root.path().join("subtensor-lint.toml"), text).unwrap();
            config::find(root.path()).unwrap().unwrap().keys
        };
        assert_eq!(check(CONFIG).strict, None);
        let (head, keys) = CONFIG.split_once("\n\n").unwrap();
        assert!(head.lines().all(|it| it.starts_with("# ")));
        let keys = check(&keys.replace("\n# ", "\n").replacen("# ", "", 1));
        assert_eq!((keys.strict, keys.baseline.as_deref()), (Some(false), Some("known.json")));
        assert_eq!(keys.per_file_ignores.len(), 1);
    }
}
