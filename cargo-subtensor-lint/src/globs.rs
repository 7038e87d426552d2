//! Globs over paths, as `exclude` and `per-file-ignores` use them.
//!
//! They mean what they mean in a .gitignore file: a glob without a slash matches a name at any depth,
//! one with a slash is anchored at the folder of the config file (or the working directory, for
//! `--exclude`), and a folder that matches takes along what is in it.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Some globs and the folder that they are anchored at.
#[derive(Debug, Clone)]
pub(crate) struct PathGlobs {
    base: PathBuf,
    set: GlobSet,
}

impl PathGlobs {
    /// # Errors
    ///
    /// One of `patterns` is no glob.
    pub(crate) fn new<'a>(
        base: &Path,
        patterns: impl IntoIterator<Item = &'a str>,
    ) -> Result<PathGlobs, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(GlobBuilder::new(&anchored(pattern)).literal_separator(true).build()?);
        }
        Ok(PathGlobs { base: base.to_owned(), set: set.build()? })
    }

    /// Whether `path` itself matches; a walk asks this of each folder and file on its way down.
    pub(crate) fn matches(&self, path: &Path) -> bool {
        !self.set.is_empty() && self.set.is_match(self.relative(path))
    }

    /// Whether `path` or a folder above it matches.
    pub(crate) fn matches_with_parents(&self, path: &Path) -> bool {
        let relative = self.relative(path);
        !self.set.is_empty() && relative.ancestors().any(|it| self.set.is_match(it))
    }

    /// `path` as seen from the base; one outside of it can only match by its name.
    fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.base).unwrap_or_else(|_| Path::new(path.file_name().unwrap_or_default()))
    }
}

/// Writes a pattern the way globset anchors it.
fn anchored(pattern: &str) -> String {
    let bare = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    match bare.strip_prefix('/') {
        Some(rooted) => rooted.to_owned(),
        None if bare.contains('/') => bare.to_owned(),
        None => format!("**/{bare}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        let globs = PathGlobs::new(Path::new("/project"), [pattern]).unwrap();
        globs.matches_with_parents(Path::new(path))
    }

    #[test]
    fn globs_read_as_in_a_gitignore_file() {
        assert!(matches("tests", "/project/tests/a.py"));
        assert!(matches("tests", "/project/pkg/tests/deep/a.py"));
        assert!(matches("*_pb2.py", "/project/pkg/a_pb2.py"));
        assert!(matches("tests/", "/project/tests/a.py"));
        assert!(matches("./tests/*", "/project/tests/deep/a.py"));
        assert!(matches("/tests", "/project/tests/a.py"));
        assert!(matches("**/old/*.py", "/project/pkg/old/a.py"));
        assert!(matches("*.py", "/elsewhere/a.py"));
    }

    #[test]
    fn globs_do_not_reach_further_than_they_say() {
        assert!(!matches("/tests", "/project/pkg/tests/a.py"));
        assert!(!matches("pkg/*.py", "/project/pkg/deep/a.py"));
        assert!(!matches("test", "/project/tests/a.py"));
        assert!(!matches("project", "/project/a.py"));
    }

    #[test]
    fn a_walk_asks_of_each_entry_alone() {
        let globs = PathGlobs::new(Path::new("/project"), ["tests"]).unwrap();
        assert!(globs.matches(Path::new("/project/tests")));
        assert!(!globs.matches(Path::new("/project/tests/a.py")));
    }

    #[test]
    fn a_broken_glob_is_refused() {
        assert!(PathGlobs::new(Path::new("/"), ["a[b"]).is_err());
    }
}
