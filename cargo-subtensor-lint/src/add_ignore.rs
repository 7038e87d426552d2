//! `--add-ignore`: writes ignore comments for what was found into the sources.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, bail};
use lint_core::finding::Finding;
use lint_core::silence::{Silenced, silence};
use lint_core::source::SourceFile;

use crate::output::{Run, escape};
use crate::patience::Patience;
use crate::read::{Sources, reason};
use crate::{Exit, write};

/// # Errors
///
/// The reason cannot stand in a comment, or there is no file to write it to.
pub(crate) fn check_reason(reason: &str, paths: &[PathBuf]) -> Result<(), Error> {
    if paths.iter().any(|it| it.as_os_str() == "-") {
        bail!("--add-ignore cannot write to standard input");
    }
    if reason.chars().any(char::is_control) {
        bail!("--add-ignore: a reason is one line of text");
    }
    Ok(())
}

/// Adds a comment for each finding of `run`.
pub(crate) fn add(run: &Run, sources: &Sources, reason: &str) -> Result<Exit, Error> {
    let patience = Patience::new().context("signals")?;
    let (mut n_added, mut n_files) = (0, 0);
    let mut exit = Exit::Clean;
    for (id, file) in sources.files.iter().enumerate() {
        let findings: Vec<&Finding> =
            run.findings.iter().filter(|it| it.location.file.0 as usize == id).collect();
        if findings.is_empty() {
            continue;
        }
        let Silenced { text, n_silenced, left } = silence(file, &findings, reason.trim());
        let mut problems: Vec<String> = left.iter().map(|it| complaint(findings[*it])).collect();
        if n_silenced > 0 {
            patience.check(n_files)?;
            let outcome = match sources.foreign.get(&id) {
                Some(name) => Err(format!("it is in {name}, left as it is; save it as UTF-8")),
                None => replace(&sources.places[id], file, &text),
            };
            match outcome {
                Ok(()) => (n_added, n_files) = (n_added + n_silenced, n_files + 1),
                Err(message) => problems.push(message),
            }
        }
        for message in problems {
            exit = Exit::Findings;
            writeln!(io::stderr(), "warning: {}: {message}", escape(&file.path))?;
        }
    }
    let (findings, files) = (plural(n_added, "finding"), plural(n_files, "file"));
    writeln!(io::stdout(), "Silenced {findings} in {files}.").context("writing to standard output")?;
    Ok(exit)
}

fn complaint(finding: &Finding) -> String {
    format!("no comment can silence this {} {}", finding.rule.id, finding.rule.name)
}

/// Writes the new text, unless the file has changed since it was read.
fn replace(place: &Path, file: &SourceFile, text: &str) -> Result<(), String> {
    match write::atomically_over(place, file.text.as_bytes(), text.as_bytes()).map_err(|it| reason(&it))? {
        true => Ok(()),
        false => Err("changed meanwhile, left as it is".to_owned()),
    }
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
