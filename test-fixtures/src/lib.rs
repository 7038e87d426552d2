//! Annotated sources that the linter is tested on, and the reader of their annotations.
//!
//! An expectation is a comment on the line below the reported one, with carets under the first line of the
//! primary location:
//!
//! ```python
//! sub = bt.subtensor()
//! #     ^^^^^^^^^^^^^^ SUB001
//! ```
//!
//! - `SUB001|SUB005`: either rule will do.
//! - `SUB003 strict`: only with `--strict`; the file is then checked in both modes.
//! - `# line SUB001`: the line without columns.
//! - What is not annotated must be silent.
//!
//! The first lines of a file may set `# sdk: 9.12.2`, `# mode: strict`, `# mode: pedantic` and `# pin: unknown`.
//! In Rust all this stands behind `//`, and `// lock: subxt 0.44.0` names a crate of the lock file, and `// edition: 2021`
//! another edition than 2024.
//! In Markdown the settings stand in HTML comments, and expectations in the code; a line of it may begin with `> `, or,
//! in a notebook, with a quote.
//! A folder with a `fixture.toml` is one project of several files and has its settings there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A program with what the linter must say about it.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The path below the fixtures' folder.
    pub name: String,
    pub files: Vec<FixtureFile>,
    pub settings: Settings,
}

#[derive(Debug, Clone)]
pub struct FixtureFile {
    pub path: String,
    pub text: String,
    pub expectations: Vec<Expectation>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The SDK version to judge by; `None` for an unknown one.
    pub sdk: Option<String>,
    pub strict: bool,
    pub pedantic: bool,
    /// Crates and their versions, as a `Cargo.lock` names them.
    pub lock: Vec<(String, String)>,
    /// The edition of Rust, where it is not the latest: "2021".
    pub edition: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// 1-based.
    pub line: usize,
    /// 1-based columns in characters, the end exclusive.
    pub columns: Option<(usize, usize)>,
    /// Any of these rules.
    pub rules: Vec<String>,
    pub strict: bool,
}

/// The folder with the annotated sources of Python.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python")
}

/// The same for Rust.
pub fn rust_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rust")
}

/// The same for Markdown and notebooks.
pub fn document_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("documents")
}

/// Every fixture below `folder`, in the order of their names.
///
/// # Panics
///
/// If a file cannot be read.
pub fn load(folder: &Path) -> Vec<Fixture> {
    let mut projects: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.expect("the fixtures can be walked").into_path();
        let extensions = ["py", "rs", "md", "mdx", "ipynb"];
        if path.extension().is_some_and(|it| extensions.iter().any(|known| it == *known)) {
            let project = path.ancestors().skip(1).take_while(|it| it.starts_with(folder));
            let project = project.into_iter().find(|it| it.join("fixture.toml").is_file());
            let key = project.map_or(path.clone(), Path::to_path_buf);
            projects.entry(key).or_default().push(path);
        }
    }
    projects.into_iter().map(|(key, files)| read(folder, &key, &files)).collect()
}

fn read(folder: &Path, project: &Path, files: &[PathBuf]) -> Fixture {
    let shown = |path: &Path, base: &Path| {
        let parts = path.strip_prefix(base).unwrap_or(path).components();
        parts.map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let text_of = |path: &Path| {
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let base = if project.is_dir() { project } else { folder };
    let files: Vec<FixtureFile> = files
        .iter()
        .map(|path| {
            let text = text_of(path);
            FixtureFile { path: shown(path, base), expectations: expectations(&text), text }
        })
        .collect();
    let settings = if project.is_dir() {
        settings(
            text_of(&project.join("fixture.toml")).lines().map(|it| it.replace('=', ":").replace('"', "")),
        )
    } else {
        let text = files[0].text.trim_start_matches('\u{feff}');
        let head = text.lines().filter(|it| !it.starts_with("#!")).map_while(comment);
        settings(head.map(str::to_owned))
    };
    Fixture { name: shown(project, folder), files, settings }
}

fn settings(lines: impl Iterator<Item = String>) -> Settings {
    let mut settings = Settings { sdk: Some("10.5.0".to_owned()), ..Settings::default() };
    for line in lines {
        match line.split_once(':').map(|(key, value)| (key.trim(), value.trim())) {
            Some(("sdk", version)) => settings.sdk = Some(version.to_owned()),
            Some(("pin", "unknown")) => settings.sdk = None,
            Some(("lock", krate)) => {
                let (name, version) = krate.split_once(' ').expect("a name and a version");
                settings.lock.push((name.to_owned(), version.to_owned()));
            }
            Some(("edition", edition)) => settings.edition = Some(edition.to_owned()),
            Some(("mode", "strict")) => settings.strict = true,
            Some(("mode", "pedantic")) => settings.pedantic = true,
            _ => {}
        }
    }
    settings
}

/// The expectations that the comments of a text state.
pub fn expectations(text: &str) -> Vec<Expectation> {
    let mut found = Vec::new();
    // The last line that is no annotation itself, 1-based.
    let mut reported = 0;
    for (at, line) in text.lines().enumerate() {
        match expectation(line, reported) {
            Some(it) => found.push(it),
            None => reported = at + 1,
        }
    }
    found
}

/// The text of a comment that stands alone on its line.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches("> ").trim_start_matches('"').trim_start();
    let html = || line.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"));
    line.strip_prefix("//").or_else(|| line.strip_prefix('#')).or_else(html)
}

fn expectation(line: &str, reported: usize) -> Option<Expectation> {
    let comment = comment(line)?;
    let words = comment.trim_start_matches([' ', '^']);
    let carets = comment.contains('^');
    let words = if carets { words } else { words.trim_start().strip_prefix("line ")? };
    let mut words = words.split_whitespace();
    let rules = words.next()?.split(['\\', '"']).next()?;
    let rules: Vec<String> = rules.split('|').map(str::to_owned).collect();
    if !rules.iter().all(|it| it.starts_with("SUB")) {
        return None;
    }
    let columns = carets.then(|| {
        let start = line.chars().position(|it| it == '^').map_or(0, |it| it + 1);
        let width = line.chars().skip(start - 1).take_while(|it| *it == '^').count();
        (start, start + width)
    });
    Some(Expectation { line: reported, columns, rules, strict: words.next() == Some("strict") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_name_the_line_above_and_its_columns() {
        let text = "sub = f()\n#     ^^^ SUB001\n#     ^^^ SUB003 strict\n# line SUB002|SUB005\n";
        let expect = |columns, rules: &[&str], strict| Expectation {
            line: 1,
            columns,
            rules: rules.iter().map(|it| (*it).to_owned()).collect(),
            strict,
        };
        let wanted = vec![
            expect(Some((7, 10)), &["SUB001"], false),
            expect(Some((7, 10)), &["SUB003"], true),
            expect(None, &["SUB002", "SUB005"], false),
        ];
        assert_eq!(expectations(text), wanted);
    }
}
