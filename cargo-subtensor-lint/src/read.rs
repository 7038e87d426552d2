//! Reads files into the form that the core takes: the text, its name, and the SDK version that its project pins.
//!
//! A file that cannot be read costs an error entry and nothing else.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use lint_core::source::{Document, Language, Origin, SourceFile};
use rayon::prelude::*;

use crate::discover::Candidate;
use crate::encoding::{Decoded, decode};
use crate::output::RunError;
use crate::{packages, regular, sdk_version};

/// The files of a run.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    pub(crate) files: Vec<SourceFile>,
    /// Where each of `files` is on disk, in the same order.
    pub(crate) places: Vec<PathBuf>,
    /// Those whose text was decoded from something else than UTF-8, and from what: nobody may write to them.
    pub(crate) foreign: BTreeMap<usize, &'static str>,
    /// Which of them came from standard input.
    pub(crate) stdin: Option<usize>,
    pub(crate) errors: Vec<RunError>,
}

/// Reads `candidates`, after `stdin` if there is something from it: what an editor sends is newer than the
/// file of the same name.
pub(crate) fn read(
    stdin: Option<(Candidate, Vec<u8>)>,
    mut candidates: Vec<Candidate>,
    cwd: &Path,
) -> Sources {
    candidates.retain(|it| stdin.as_ref().is_none_or(|(file, _)| file.path != it.path));
    let from_disk = candidates.into_par_iter().map(|file| {
        let bytes = regular::source(&file.path).map_err(|error| reason(&error));
        let text = bytes.and_then(|it| decode(it, file.language));
        (file, text)
    });
    let from_stdin = stdin.map(|(file, bytes)| {
        let text = decode(bytes, file.language);
        (file, text)
    });
    let stdin = from_stdin.as_ref().is_some_and(|it| it.1.is_ok()).then_some(0);
    let all: Vec<_> = from_stdin.into_iter().chain(from_disk.collect::<Vec<_>>()).collect();

    let mut res = Sources { stdin, ..Sources::default() };
    for (file, text) in all {
        match text {
            Ok(Decoded { text, foreign }) => {
                res.foreign.extend(foreign.map(|it| (res.files.len(), it)));
                res.places.push(file.path);
                res.files.push(SourceFile {
                    path: file.shown,
                    text,
                    language: file.language,
                    pin: Default::default(),
                    root: String::new(),
                    origin: file.origin,
                });
            }
            Err(message) => res.errors.push(RunError::io(file.shown, message, file.origin)),
        }
    }
    let pins = sdk_version::pins(&res.places, cwd);
    for (file, (pin, root)) in res.files.iter_mut().zip(pins) {
        file.pin = pin;
        file.root = shown(&root, cwd);
    }
    add_packages(&mut res);
    res
}

/// Rust is judged by the versions of its package, in documents as well.
fn add_packages(res: &mut Sources) {
    let may_be_rust = |it: &usize| match res.files[*it].language {
        Language::Rust | Language::Document(Document::Markdown | Document::Mdx) => true,
        Language::Python | Language::Document(Document::Notebook) => false,
    };
    let rust: Vec<usize> = (0..res.files.len()).filter(may_be_rust).collect();
    let files: Vec<(&Path, &str)> =
        rust.iter().map(|it| (res.places[*it].as_path(), res.files[*it].path.as_str())).collect();
    let found = packages::packages(&files);
    for (at, package) in rust.into_iter().zip(found) {
        res.files[at].pin.package = package;
    }
}

/// Standard input as a file that is called `name`.
pub(crate) fn stdin(name: Option<&Path>, cwd: &Path) -> io::Result<(Candidate, Vec<u8>)> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    // A pin is looked for around the file that the text will become.
    let path = cwd.join(name.unwrap_or(Path::new("<stdin>")));
    let shown = shown(&path, cwd);
    let path = path.canonicalize().unwrap_or(path);
    let extension = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
    let language = extension.and_then(|it| Language::of_extension(&it)).unwrap_or(Language::Python);
    Ok((Candidate { path, shown, language, origin: Origin::Named }, bytes))
}

/// A path as the output shows it: relative to `cwd` if it lies inside, with forward slashes and no `./`.
pub(crate) fn shown(path: &Path, cwd: &Path) -> String {
    let inside = path.strip_prefix(cwd).unwrap_or(path);
    let clean: PathBuf = inside.components().filter(|it| *it != Component::CurDir).collect();
    let text = clean.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// Why something could not be read, without the number that the system gives it.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        io::ErrorKind::InvalidData => "not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn candidate(path: PathBuf, shown: &str) -> Candidate {
        Candidate { path, shown: shown.to_owned(), language: Language::Python, origin: Origin::Walked }
    }

    #[test]
    fn a_file_that_cannot_be_read_costs_no_other_its_result() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::write(path("a.py"), "\u{feff}x = 1\n").unwrap();
        fs::write(path("b.py"), b"x = 1\r\n# caf\xe9\n").unwrap();
        let names = ["a.py", "b.py", "gone.py"];
        let res = read(None, names.map(|it| candidate(path(it), it)).to_vec(), root.path());
        assert_eq!(res.files.len(), 1);
        assert_eq!(res.files[0].text, "\u{feff}x = 1\n", "the byte order mark is kept");
        assert_eq!(res.places, [path("a.py")]);
        let errors: Vec<_> = res.errors.iter().map(|it| (it.path.as_str(), it.message.as_str())).collect();
        let expected =
            [("b.py", "not UTF-8: byte 0xe9 at offset 12 (line 2)"), ("gone.py", "no such file or folder")];
        assert_eq!(errors, expected);
    }

    #[test]
    fn standard_input_takes_the_place_of_the_file() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.py");
        fs::write(&path, "old = 1\n").unwrap();
        let file = candidate(path, "a.py");
        let res = read(Some((file.clone(), b"new = 1\n".to_vec())), vec![file], root.path());
        assert_eq!(res.files.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["new = 1\n"]);
    }

    #[test]
    fn paths_are_shown_from_the_working_directory() {
        let check =
            |path: &str, expected: &str| assert_eq!(shown(Path::new(path), Path::new("/w")), expected);
        check("/w/a/b.py", "a/b.py");
        check("/w/./a.py", "a.py");
        check("/w/../c/b.py", "../c/b.py");
        check("/w", ".");
        check("/elsewhere/b.py", "/elsewhere/b.py");
    }
}
