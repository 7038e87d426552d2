//! Which files differ from a git revision: what `--changed-since` keeps.
//!
//! git is asked, without a shell, and told to run nothing that the repository's config names: no monitor, no
//! hooks, no external diff, no filters. A branch is compared with the place where it left the revision, so that what
//! others did there meanwhile does not count as changed.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Error, anyhow, bail};

use crate::output::escape;

/// What has changed in a work tree.
#[derive(Debug)]
pub(crate) struct Changed {
    /// The work tree, with all links resolved.
    root: PathBuf,
    /// Files, and folders that are repositories of their own.
    paths: BTreeSet<PathBuf>,
}

impl Changed {
    /// Everything that differs from `revision`, uncommitted and untracked files included.
    ///
    /// # Errors
    ///
    /// There is no git, no work tree or no such revision.
    pub(crate) fn since(revision: &str, cwd: &Path) -> Result<Changed, Error> {
        if revision.is_empty() || revision.starts_with('-') {
            bail!("--changed-since: `{revision}` is no revision");
        }
        let root = git(cwd, &["rev-parse", "--show-toplevel"])?;
        let root = path(root.strip_suffix(b"\n").unwrap_or(&root));
        let root = root.canonicalize().unwrap_or(root);
        let commit = format!("{revision}^{{commit}}");
        let commit = git(&root, &["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| {
            anyhow!(
                "--changed-since: `{revision}` is no revision here; a shallow clone has to fetch it first"
            )
        })?;
        let commit = line(&commit);
        // Without a common ancestor, as in a shallow clone, the revision itself has to do.
        let base = git(&root, &["merge-base", &commit, "HEAD"]).map_or(commit, |it| line(&it));
        let no_filters = no_filters(&git(&root, &["config", "--list", "--name-only", "-z"])?)?;
        let no_filters: Vec<&str> = no_filters.iter().flat_map(|it| ["-c", it]).collect();
        let diff = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules=all",
        ];
        let tracked = git(&root, &[&no_filters[..], &diff, &[&base, "--"]].concat())?;
        let untracked = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        let names = [tracked, untracked].concat();
        let names = names.split(|it| *it == 0).filter(|it| !it.is_empty());
        let paths = names.map(|it| root.join(path(it))).collect();
        Ok(Changed { root, paths })
    }

    /// Whether the file at `place`, a path with all links resolved, has changed; outside of the work tree
    /// nobody knows, so it counts.
    pub(crate) fn has(&self, place: &Path) -> bool {
        !place.starts_with(&self.root) || place.ancestors().any(|it| self.paths.contains(it))
    }
}

/// What git prints.
fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, Error> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]);
    // Reading writes no index and fetches nothing, and messages are in English.
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    command.args(args);
    let res = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow!("--changed-since needs git, which was not found"),
        _ => anyhow!("--changed-since: git: {error}"),
    })?;
    if res.status.success() {
        return Ok(res.stdout);
    }
    let said = String::from_utf8_lossy(&res.stderr);
    let said = said.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ");
    Err(anyhow!("--changed-since: git: {}", escape(said)))
}

/// Settings that turn off every filter among the `names` of settings: comparing contents would run them.
fn no_filters(names: &[u8]) -> Result<Vec<String>, Error> {
    let mut settings = vec![];
    for name in names.split(|it| *it == 0).filter(|it| it.starts_with(b"filter.")) {
        let name = std::str::from_utf8(name).ok().filter(|it| !it.contains('='));
        let Some(name) = name else { bail!("--changed-since: a filter in git's config has an odd name") };
        if name.ends_with(".clean") || name.ends_with(".process") {
            settings.push(format!("{name}="));
        } else if name.ends_with(".required") {
            settings.push(format!("{name}=false"));
        }
    }
    Ok(settings)
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(OsString::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsString::from(String::from_utf8_lossy(bytes).into_owned()))
}
