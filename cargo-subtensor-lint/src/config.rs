//! Finds and reads the config file.
//!
//! Its home is the nearest folder upwards from the working directory that has one of, in this order,
//! `subtensor-lint.toml`, `.subtensor-lint.toml`, `pyproject.toml` with `[tool.subtensor-lint]`, or
//! `Cargo.toml` with `[workspace.metadata.subtensor-lint]` or `[package.metadata.subtensor-lint]`.
//! Files are not merged: the nearest one counts.
//!
//! [`Keys`] is what can be written; [`crate::settings`] knows what it means. To add a key, add a field
//! there: an unknown one is refused by the derive. `docs/config.schema.json` is written from it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use lint_core::finding::Severity;
use lint_core::profile::Profile;
use lint_core::source::LineIndex;
use lint_core::suggest::nearest;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::args::{FailOn, MinConfidence};
use crate::read::reason;
use crate::regular;

/// A config file that was read.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// How messages call the file.
    pub(crate) shown: String,
    /// The folder that its globs are anchored at.
    pub(crate) base: PathBuf,
    pub(crate) keys: Keys,
    text: String,
}

/// Everything that a config file may say.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "subtensor-lint", description = "What `subtensor-lint.toml` may say.")]
pub(crate) struct Keys {
    /// Also follow exceptions that leave a function.
    pub(crate) strict: Option<bool>,
    /// Also suggest what is no fault.
    pub(crate) pedantic: Option<bool>,
    /// The rules to run, by id, name or prefix, instead of the usual ones.
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) select: Option<Vec<Spanned<String>>>,
    /// Rules to run beside the usual ones.
    #[schemars(with = "Vec<String>")]
    pub(crate) extend_select: Vec<Spanned<String>>,
    /// Rules not to run.
    #[schemars(with = "Vec<String>")]
    pub(crate) ignore: Vec<Spanned<String>>,
    /// The least severity with which a finding makes the run fail.
    pub(crate) fail_on: Option<FailOn>,
    /// Findings that are less sure are not shown.
    pub(crate) min_confidence: Option<MinConfidence>,
    /// Globs of files and folders to leave out.
    #[schemars(with = "Vec<String>")]
    pub(crate) exclude: Vec<Spanned<String>>,
    /// Check Markdown documents and notebooks in folders, too; those that are named are checked anyway.
    pub(crate) documents: Option<bool>,
    /// The SDK version to judge by, whatever the projects pin: "9.12".
    #[schemars(with = "Option<String>")]
    pub(crate) sdk: Option<Spanned<String>>,
    /// A rule's severity by id or name; naming one other than "off" turns the rule on.
    #[schemars(with = "BTreeMap<String, RuleLevel>")]
    pub(crate) rules: BTreeMap<Spanned<String>, RuleLevel>,
    /// Glob to the rules that are silent in the files that it matches.
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub(crate) per_file_ignores: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    /// Glob to the severities of rules in the files that it matches.
    #[schemars(with = "BTreeMap<String, BTreeMap<String, RuleLevel>>")]
    pub(crate) per_file_rules: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, RuleLevel>>,
    /// The baseline file, seen from this file's folder.
    pub(crate) baseline: Option<String>,
    /// What else opens, closes, keeps or hands on a connection, beside the profiles that are built in.
    #[serde(rename = "profile")]
    pub(crate) profiles: Vec<Profile>,
}

/// The JSON schema of a config file, for editors.
pub fn schema() -> String {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(Keys));
    schema.expect("a schema is plain JSON") + "\n"
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RuleLevel {
    Off,
    Info,
    Warning,
    Error,
}

impl RuleLevel {
    /// `None` if the rule is off.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            RuleLevel::Off => None,
            RuleLevel::Info => Some(Severity::Info),
            RuleLevel::Warning => Some(Severity::Warning),
            RuleLevel::Error => Some(Severity::Error),
        }
    }
}

/// A config file that cannot be used.
#[derive(Debug)]
pub(crate) struct ConfigError {
    pub(crate) shown: String,
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.shown, self.message),
            None => write!(f, "{}: {}", self.shown, self.message),
        }
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// An error at the first place where a text stands in quotes.
    pub(crate) fn error_at(&self, quoted: &str, message: String) -> ConfigError {
        let at = ["\"", "'"].iter().find_map(|it| self.text.find(&format!("{it}{quoted}{it}")));
        let at = at.unwrap_or_default();
        self.error(at..at, message)
    }

    /// An error at a place of this file.
    pub(crate) fn error(&self, at: Range<usize>, message: String) -> ConfigError {
        ConfigError { shown: self.shown.clone(), line: Some(line_of(&self.text, at.start)), message }
    }
}

/// The nearest config file from `cwd` upwards.
pub(crate) fn find(cwd: &Path) -> Result<Option<Config>, ConfigError> {
    for folder in cwd.ancestors() {
        for name in ["subtensor-lint.toml", ".subtensor-lint.toml", "pyproject.toml", "Cargo.toml"] {
            let path = folder.join(name);
            let shown = crate::read::shown(&path, cwd);
            match regular::manifest_text(&path) {
                Ok(text) => {
                    if let Some(config) = parse(text, shown, folder, Home::of(name))? {
                        return Ok(Some(config));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // Somebody else's file may be unreadable; one with our name must not be.
                Err(error) if Home::of(name) == Home::Own && !path.is_dir() => {
                    return Err(ConfigError { shown, line: None, message: reason(&error) });
                }
                Err(_) => {}
            }
        }
    }
    Ok(None)
}

/// The file that `--config` names; its globs are anchored at the working directory.
pub(crate) fn read(path: &Path, cwd: &Path) -> Result<Config, ConfigError> {
    let shown = path.to_string_lossy().into_owned();
    let failed = |message| ConfigError { shown: shown.clone(), line: None, message };
    let text = regular::manifest_text(&cwd.join(path)).map_err(|error| failed(reason(&error)))?;
    let home = Home::of(&path.file_name().unwrap_or_default().to_string_lossy());
    let found = parse(text, shown.clone(), cwd, home)?;
    found.ok_or_else(|| failed(format!("there is no `{}` in it", home.table())))
}

/// The text of a file called `name`, whose globs are anchored at `base`.
pub(crate) fn parse_named(name: &str, text: &str, base: &Path) -> Result<Option<Config>, ConfigError> {
    parse(text.to_owned(), name.to_owned(), base, Home::of(name))
}

/// Whose file it is, and so where our keys are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Own,
    Pyproject,
    Cargo,
}

impl Home {
    fn of(name: &str) -> Home {
        match name {
            "pyproject.toml" => Home::Pyproject,
            "Cargo.toml" => Home::Cargo,
            _ => Home::Own,
        }
    }

    fn table(self) -> &'static str {
        match self {
            Home::Own => "",
            Home::Pyproject => "[tool.subtensor-lint]",
            Home::Cargo => "[workspace.metadata.subtensor-lint]",
        }
    }

    fn keys(self, text: &str) -> Result<Option<Keys>, toml::de::Error> {
        // Whatever else is wrong with a file that does not speak of us is not our business.
        if self != Home::Own && !text.contains("subtensor-lint") {
            return Ok(None);
        }
        match self {
            Home::Own => toml::from_str(text).map(Some),
            Home::Pyproject => Ok(toml::from_str::<Pyproject>(text)?.tool.keys),
            Home::Cargo => {
                let manifest: Manifest = toml::from_str(text)?;
                Ok(manifest.workspace.metadata.keys.or(manifest.package.metadata.keys))
            }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Pyproject {
    tool: Table,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Manifest {
    workspace: Package,
    package: Package,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Package {
    metadata: Table,
}

/// A table of which only our part matters.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Table {
    #[serde(rename = "subtensor-lint")]
    keys: Option<Keys>,
}

fn parse(text: String, shown: String, base: &Path, home: Home) -> Result<Option<Config>, ConfigError> {
    match home.keys(&text) {
        Ok(keys) => Ok(keys.map(|keys| Config { shown, base: base.to_owned(), keys, text })),
        Err(error) => {
            let line = error.span().map(|it| line_of(&text, it.start));
            Err(ConfigError { shown, line, message: friendly(error.message()) })
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    LineIndex::new(text).line_column(text, offset.try_into().unwrap_or(u32::MAX)).line
}

/// serde's message on an unknown key or value, with the right one instead of the whole list if one is near.
///
/// It reads "unknown field `strikt`, expected one of `strict`, `pedantic`, …".
fn friendly(message: &str) -> String {
    let message = message.replace("unknown field", "unknown key").replace("unknown variant", "unknown value");
    let mut quoted = message.split('`').skip(1).step_by(2);
    let typed = quoted.next().filter(|_| message.starts_with("unknown "));
    let meant = typed.and_then(|it| Some((it, nearest(it, quoted)?)));
    match meant {
        Some((typed, meant)) => {
            let what = message.split('`').next().unwrap_or_default();
            format!("{what}`{typed}`; did you mean `{meant}`?")
        }
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn parsed(name: &str, text: &str) -> Result<Option<Config>, String> {
        parse(text.to_owned(), name.to_owned(), Path::new("/p"), Home::of(name)).map_err(|it| it.to_string())
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
            strict = true
            pedantic = false
            select = ["SUB"]
            extend-select = ["SUB016"]
            ignore = ["SUB008"]
            fail-on = "error"
            min-confidence = "medium"
            exclude = ["gen"]
            documents = true
            sdk = "9.12"
            baseline = "known.json"
            [rules]
            never-closed = "warning"
            [per-file-ignores]
            "tests/**" = ["SUB001"]
            [per-file-rules]
            "tests/**" = { SUB008 = "info" }
            [[profile]]
            name = "files"
            [[profile.opener]]
            names = ["open"]
            resource = "file"
            [[profile.resource]]
            id = "file"
            title = "file"
            style = "sync"
            opens = "constructor"
            close = ["close"]
            scope = ["with"]
        "#;
        let keys = parsed("subtensor-lint.toml", text).unwrap().unwrap().keys;
        assert_eq!((keys.strict, keys.pedantic), (Some(true), Some(false)));
        assert_eq!((keys.fail_on, keys.min_confidence), (Some(FailOn::Error), Some(MinConfidence::Medium)));
        assert_eq!(keys.documents, Some(true));
        assert_eq!(keys.baseline.as_deref(), Some("known.json"));
        assert_eq!(keys.select.unwrap()[0].get_ref(), "SUB");
        assert_eq!(keys.rules.into_values().next(), Some(RuleLevel::Warning));
        assert_eq!(keys.per_file_rules.into_keys().next().unwrap().get_ref(), "tests/**");
        assert_eq!(keys.profiles[0].openers[0].names, ["open"]);
        assert_eq!(keys.per_file_ignores.into_keys().next().unwrap().get_ref(), "tests/**");
    }

    #[test]
    fn our_table_is_found_in_the_manifests_of_others() {
        let check = |name: &str, text: &str| parsed(name, text).unwrap().and_then(|it| it.keys.strict);
        assert_eq!(
            check("pyproject.toml", "[tool.subtensor-lint]\nstrict = true\n[tool.x]\ny = 1"),
            Some(true)
        );
        assert_eq!(check("pyproject.toml", "[project]\nname = 'subtensor-lint-user'\n"), None);
        assert_eq!(check("Cargo.toml", "[workspace.metadata.subtensor-lint]\nstrict = true"), Some(true));
        assert_eq!(check("Cargo.toml", "[package.metadata.subtensor-lint]\nstrict = true"), Some(true));
        assert_eq!(check("Cargo.toml", "[package]\nversion.workspace = true\n"), None);
        assert_eq!(check("pyproject.toml", "not toml at all"), None);
    }

    #[test]
    fn mistakes_are_told_with_file_line_and_the_right_word() {
        let check = |name: &str, text: &str, expected: &str| {
            assert_eq!(parsed(name, text).unwrap_err(), expected);
        };
        check("a.toml", "\n\nstrikt = true\n", "a.toml:3: unknown key `strikt`; did you mean `strict`?");
        check("a.toml", "fail-on = 'eror'", "a.toml:1: unknown value `eror`; did you mean `error`?");
        check("a.toml", "[rules]\nSUB001 = 'of'\n", "a.toml:2: unknown value `of`; did you mean `off`?");
        check(
            "a.toml",
            "[[profile]]\nname = 'x'\n[[profile.opener]]\nname = ['open']\n",
            "a.toml:4: unknown key `name`; did you mean `names`?",
        );
        check("a.toml", "strict = 1", "a.toml:1: invalid type: integer `1`, expected a boolean");
        check(
            "pyproject.toml",
            "[project]\n\n[tool.subtensor-lint]\nignroe = []\n",
            "pyproject.toml:4: unknown key `ignroe`; did you mean `ignore`?",
        );
        let nonsense = parsed("a.toml", "colour = 1").unwrap_err();
        assert!(
            nonsense.starts_with("a.toml:1: unknown key `colour`, expected one of `strict`"),
            "{nonsense}"
        );
        assert!(parsed("a.toml", "strict = ").unwrap_err().starts_with("a.toml:1: "));
    }

    #[test]
    fn the_nearest_folder_counts() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        fs::write(root.path().join("subtensor-lint.toml"), "strict = true").unwrap();
        let strict = || find(&inner).unwrap().and_then(|it| it.keys.strict);
        assert_eq!(strict(), Some(true));
        // A manifest without our table is not a home.
        fs::write(inner.join("pyproject.toml"), "[project]\n").unwrap();
        assert_eq!(strict(), Some(true));
        fs::write(root.path().join("a/.subtensor-lint.toml"), "strict = false").unwrap();
        assert_eq!(strict(), Some(false));
        assert_eq!(find(&inner).unwrap().unwrap().base, root.path().join("a"));
    }

    #[test]
    fn a_named_config_must_be_there_and_hold_our_table() {
        let root = tempfile::tempdir().unwrap();
        let read = |name: &str| read(Path::new(name), root.path()).map_err(|it| it.to_string());
        assert_eq!(read("none.toml").unwrap_err(), "none.toml: no such file or folder");
        fs::write(root.path().join("pyproject.toml"), "[project]\n").unwrap();
        assert_eq!(
            read("pyproject.toml").unwrap_err(),
            "pyproject.toml: there is no `[tool.subtensor-lint]` in it"
        );
    }
}
