//! `--fix` and `--diff`.
//!
//! The core says what the fixed texts are. A file is replaced as a whole: a temporary file beside it gets the text
//! and the permissions and then its name, so that nobody ever sees half of it; one that has changed since it was
//! read, that is read-only, or that a link leads to from elsewhere stays as it is and costs no other its fix.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use diffy::{DiffOptions, PatchFormatter};
use lint_core::finding::{Applicability, Finding};
use lint_core::fix::{self, Fixed, Repaired};
use lint_core::source::{Origin, SourceFile};
use lint_core::{Kept, Options};

use crate::args::CheckArgs;
use crate::baseline::{Baseline, Scope};
use crate::check::{self, guarded, judged};
use crate::delivery::Delivery;
use crate::output::{self, Fixes, Run, RunError};
use crate::patience::Patience;
use crate::read::{Sources, reason};
use crate::settings::{Fate, Settings};
use crate::{Exit, write};

/// Everything that a run with fixes needs.
pub(crate) struct Job<'a> {
    pub(crate) args: &'a CheckArgs,
    pub(crate) settings: &'a Settings,
    pub(crate) options: &'a Options,
    pub(crate) pool: &'a rayon::ThreadPool,
    pub(crate) cwd: &'a Path,
    /// What is not reported when all is fixed.
    pub(crate) known: Option<&'a Baseline>,
}

/// Fixes the files, or shows how they would be fixed, and reports what is left.
pub(crate) fn run(
    job: &Job,
    delivery: Delivery,
    mut sources: Sources,
    mut errors: Vec<RunError>,
    skipped: &[String],
) -> Result<Exit, Error> {
    let wanted = |finding: &Finding| job.wants(finding, &sources);
    let kept = Kept::default();
    let check = |files: &[SourceFile], options: &Options| kept.check(files, options);
    let repair = || job.pool.install(|| fix::repair_with(&sources.files, job.options, wanted, check));
    let Repaired { files, mut fixed } = guarded(repair)?;
    errors.extend(sources.errors.iter().cloned());
    if job.args.diff {
        return show(job, &delivery, &sources, (&files, &fixed), errors);
    }

    let roots = roots(&job.args.paths, job.cwd);
    let patience = Patience::new().context("signals")?;
    let mut n_written = 0;
    for (at, new) in files.into_iter().enumerate() {
        patience.check(n_written)?;
        let old = &sources.files[at];
        let outcome = match () {
            () if sources.stdin == Some(at) => Ok(()),
            () if old.text == new.text => continue,
            () if sources.foreign.contains_key(&at) => {
                Err(format!("not fixed: the file is in {}; save it as UTF-8", sources.foreign[&at]))
            }
            () => replace(&sources.places[at], &old.text, &new.text, &roots),
        };
        match outcome {
            Ok(()) => {
                sources.files[at] = new;
                n_written += 1;
            }
            Err(message) => {
                fixed.retain(|it| it.file.0 as usize != at);
                errors.push(RunError::io(old.path.clone(), message, Origin::Named));
            }
        }
    }
    let report = guarded(|| job.pool.install(|| kept.check(&sources.files, job.options)))?;
    let mut run = judged(report, &sources, errors, job.settings);
    run.fixed = fixed;
    run.fixes = if job.args.unsafe_fixes { Fixes::All } else { Fixes::Safe };
    if let Some(known) = job.known {
        let scope = Scope { files: &sources.files, places: &sources.places, rules: &job.settings.rules };
        run.baseline = known.apply(&mut run.findings, &scope);
        run.held_back |= run.baseline.known > 0;
    }
    match sources.stdin {
        // Whoever pipes a text through wants the text; what is left to say goes to stderr.
        Some(at) => {
            write_out(&sources.files[at].text)?;
            delivery.deliver_aside(&run, skipped)?;
        }
        None => delivery.deliver(&run, skipped)?,
    }
    Ok(check::exit(&run, job.settings))
}

impl Job<'_> {
    fn wants(&self, finding: &Finding, sources: &Sources) -> bool {
        let place = &sources.places[finding.location.file.0 as usize];
        let limit = if self.args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        let may = finding.fix.as_ref().is_some_and(|it| it.applicability <= limit);
        may && self.options.rules.contains(finding.rule.id)
            && self.settings.judge(&mut finding.clone(), place) == Fate::Shown
    }
}

/// Prints the difference of every file that would change.
fn show(
    job: &Job,
    delivery: &Delivery,
    sources: &Sources,
    (files, fixed): (&[SourceFile], &[Fixed]),
    errors: Vec<RunError>,
) -> Result<Exit, Error> {
    let pairs = || sources.files.iter().zip(files).filter(|(old, new)| old.text != new.text);
    let diffs: String = pairs().map(|(old, new)| diff(&old.path, &old.text, &new.text)).collect();
    // A program reads the bytes as they are; on a terminal they may not play tricks.
    write_out(&if io::stdout().is_terminal() { for_people(&diffs) } else { diffs })?;
    let run = Run { errors, ..Run::default() };
    delivery.complain(&run, &[])?;
    if !job.args.quiet && !fixed.is_empty() {
        let (problems, n_files) =
            (output::count(fixed.len(), "problem"), output::count(pairs().count(), "file"));
        writeln!(io::stderr(), "Would fix {problems} in {n_files}.")?;
    }
    Ok(match () {
        () if run.errors.iter().any(RunError::stops) => Exit::Trouble,
        () if fixed.is_empty() => Exit::Clean,
        () => Exit::Findings,
    })
}

/// A unified diff as `git apply` and `patch` read it: a path with control characters stands in quotes.
fn diff(path: &str, old: &str, new: &str) -> String {
    let mut options = DiffOptions::new();
    options.set_original_filename(path.to_owned()).set_modified_filename(path.to_owned());
    let patch = options.create_patch(old, new);
    PatchFormatter::new().suppress_blank_empty(false).fmt_patch(&patch).to_string()
}

/// The text without what a terminal would obey.
fn for_people(diff: &str) -> String {
    output::escape_lines(&diff.replace("\r\n", "\n")).into_owned()
}

fn write_out(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("writing to standard output")
}

/// The folders and files that were named: a link that leads out of them is not followed for writing.
fn roots(paths: &[PathBuf], cwd: &Path) -> Vec<PathBuf> {
    let named = paths.iter().map(|it| cwd.join(it)).filter(|it| it.is_dir() || !it.is_symlink());
    named.filter_map(|it| it.canonicalize().ok()).chain([cwd.to_owned()]).collect()
}

/// Puts `new` in the place of the file at `path`, whose text has to be `old`; the error is for people.
fn replace(path: &Path, old: &str, new: &str, roots: &[PathBuf]) -> Result<(), String> {
    let failed = |error: io::Error| format!("not fixed: {}", reason(&error));
    if !roots.iter().any(|it| path.starts_with(it)) {
        return Err(format!("not fixed: a link leads to {}, outside of what was named", path.display()));
    }
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.permissions().readonly() {
        return Err("not fixed: the file is read-only".to_owned());
    }
    match write::atomically_over(path, old.as_bytes(), new.as_bytes()).map_err(failed)? {
        true => Ok(()),
        false => Err("not fixed: the file has changed since it was read".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf, Vec<PathBuf>) {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().canonicalize().unwrap().join("a.py");
        fs::write(&path, "old\r\n").unwrap();
        let roots = vec![path.parent().unwrap().to_owned()];
        (root, path, roots)
    }

    #[test]
    fn a_file_is_replaced_with_its_permissions_and_nothing_stays_behind() {
        let (_root, path, roots) = folder();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
        }
        let before = fs::metadata(&path).unwrap().permissions();
        assert_eq!(replace(&path, "old\r\n", "new\r\n", &roots), Ok(()));
        assert_eq!(fs::read(&path).unwrap(), b"new\r\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions(), before);
        assert_eq!(fs::read_dir(&roots[0]).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_or_may_not_be_written_stays_as_it_is() {
        let (_root, path, roots) = folder();
        let check = |old: &str, roots: &[PathBuf], expected: &str| {
            let message = replace(&path, old, "new\n", roots).unwrap_err();
            assert!(message.contains(expected), "{message}");
            assert_eq!(fs::read(&path).unwrap(), b"old\r\n");
            assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        };
        check("older\n", &roots, "has changed");
        check("old\r\n", &[PathBuf::from("/elsewhere")], "outside of what was named");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        check("old\r\n", &roots, "read-only");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_written_through_only_into_what_was_named() {
        let (root, path, _) = folder();
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().canonicalize().unwrap().join("b.py");
        fs::write(&target, "old\n").unwrap();
        std::os::unix::fs::symlink(&target, root.path().join("link.py")).unwrap();
        let cwd = path.parent().unwrap();
        let named = |paths: &[&Path]| {
            let paths: Vec<PathBuf> = paths.iter().map(|it| it.to_path_buf()).collect();
            replace(&target, "old\n", "new\n", &roots(&paths, cwd))
        };
        assert!(named(&[Path::new("link.py")]).is_err());
        assert_eq!(named(&[Path::new("link.py"), elsewhere.path()]), Ok(()));
    }

    #[test]
    fn a_diff_on_a_terminal_obeys_nothing() {
        assert_eq!(for_people("-a\u{1b}[2J\r\n+b\n"), "-a\\u{1b}[2J\n+b\n");
    }

    #[test]
    fn a_diff_names_the_file_and_a_missing_line_end() {
        let text = diff("a\u{1b}.py", "x = 1\ny = 2", "x = 1\ny = 3");
        let expected = "--- \"a\\033.py\"\n+++ \"a\\033.py\"\n@@ -1,2 +1,2 @@\n x = 1\n-y = 2\n\\ No newline at end of file\n+y = 3\n\\ No newline at end of file\n";
        assert_eq!(text, expected);
    }
}
