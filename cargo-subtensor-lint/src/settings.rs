//! What the arguments and the config mean together. The command line wins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Error, anyhow};
use lint_core::Version;
use lint_core::finding::{Confidence, Finding, Severity};
use lint_core::profile::Profiles;
use lint_core::rules::{self, Rule};
use toml::Spanned;

use crate::args::{CheckArgs, FailOn, MinConfidence};
use crate::config::{Config, ConfigError, RuleLevel};
use crate::discover::Documents;
use crate::globs::PathGlobs;
use crate::selection::{self, Layer, Selector};

/// Levels of rules by id.
type Levels = BTreeMap<&'static str, RuleLevel>;

/// A run's settings, every name in them resolved.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Ids of the rules to run.
    pub(crate) rules: BTreeSet<&'static str>,
    /// Whether `--strict` would run a rule that does not run.
    pub(crate) strict_adds: bool,
    pub(crate) sdk: Option<Version>,
    pub(crate) exclude: Vec<PathGlobs>,
    pub(crate) documents: Documents,
    /// The baseline file, if there is to be one.
    pub(crate) baseline: Option<PathBuf>,
    levels: BTreeMap<&'static str, Severity>,
    pub(crate) profiles: Profiles,
    per_file_ignores: Vec<(PathGlobs, BTreeSet<&'static str>)>,
    per_file_rules: Vec<(PathGlobs, Levels)>,
    min_confidence: Confidence,
    fail_on: FailOn,
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Shown,
    /// By `per-file-ignores`.
    Silenced,
    /// Less sure than asked for.
    Dropped,
}

impl Settings {
    /// # Errors
    ///
    /// Something in the arguments or the config names what does not exist.
    pub(crate) fn new(args: &CheckArgs, config: &Config, cwd: &Path) -> Result<Settings, Error> {
        Settings::with_rules(rules::ALL, args, config, cwd)
    }

    fn with_rules(
        rules: &[&'static Rule],
        args: &CheckArgs,
        config: &Config,
        cwd: &Path,
    ) -> Result<Settings, Error> {
        let reader = Reader { rules, config };
        let keys = &config.keys;
        let layers = [reader.config_layer()?, command_line_layer(rules, args)?];
        let runs = selection::resolve(rules, &layers);
        let levels = keys.rules.iter().filter_map(|(name, level)| {
            let severity = level.severity()?;
            Some(reader.rule(name).map(|rule| (rule.id, severity)))
        });
        let confidence = args.min_confidence.or(keys.min_confidence).unwrap_or(MinConfidence::Low);
        Ok(Settings {
            strict_adds: !selection::resolve(rules, &strict(&layers)).is_subset(&runs),
            rules: runs,
            sdk: sdk(args, &reader)?,
            exclude: vec![
                reader.globs(&keys.exclude)?,
                PathGlobs::new(cwd, args.exclude.iter().map(String::as_str)).context("--exclude")?,
            ],
            documents: match flag(args.documents, args.no_documents).or(keys.documents) {
                Some(true) => Documents::Walked,
                Some(false) | None => Documents::Named,
            },
            baseline: match (&args.baseline, &keys.baseline) {
                (Some(path), _) => Some(cwd.join(path)),
                (None, Some(path)) => Some(config.base.join(path)),
                (None, None) => None,
            },
            levels: levels.collect::<Result<_, _>>()?,
            profiles: reader.profiles()?,
            per_file_ignores: reader.per_file_ignores()?,
            per_file_rules: reader.per_file_rules()?,
            min_confidence: match confidence {
                MinConfidence::Low => Confidence::Low,
                MinConfidence::Medium => Confidence::Medium,
                MinConfidence::High => Confidence::High,
            },
            fail_on: args.fail_on.or(keys.fail_on).unwrap_or(FailOn::Warning),
        })
    }

    /// Gives `finding`, which lies in the file at `path`, the severity that the user wants.
    pub(crate) fn judge(&self, finding: &mut Finding, path: &Path) -> Fate {
        let silent = |(globs, ids): &(PathGlobs, BTreeSet<&str>)| {
            ids.contains(finding.rule.id) && globs.matches_with_parents(path)
        };
        if finding.confidence < self.min_confidence {
            return Fate::Dropped;
        }
        if self.per_file_ignores.iter().any(silent) {
            return Fate::Silenced;
        }
        let here = self.per_file_rules.iter().filter(|it| it.0.matches_with_parents(path));
        // Where several globs match, the last one in the order of their texts counts.
        match here.filter_map(|it| it.1.get(finding.rule.id)).next_back().map(|it| it.severity()) {
            Some(None) => return Fate::Silenced,
            Some(Some(severity)) => finding.severity = severity,
            None => {
                if let Some(severity) = self.levels.get(finding.rule.id) {
                    finding.severity = *severity;
                }
            }
        }
        Fate::Shown
    }

    /// Whether a rule is off that runs unless it is told not to.
    pub(crate) fn lacks_a_rule(&self) -> bool {
        !rules::default_ids().is_subset(&self.rules)
    }

    /// Whether a finding of this severity makes the run fail.
    pub(crate) fn fails(&self, severity: Severity) -> bool {
        match self.fail_on {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

/// What two opposite options say together.
fn flag(yes: bool, no: bool) -> Option<bool> {
    (yes || no).then_some(yes)
}

fn command_line_layer(rules: &[&'static Rule], args: &CheckArgs) -> Result<Layer, Error> {
    let read = |names: &[String], option: &'static str| -> Result<Vec<Selector>, Error> {
        let read = |name: &String| Selector::parse(rules, name).map_err(|it| anyhow!("{option}: {it}"));
        names.iter().map(read).collect()
    };
    Ok(Layer {
        select: args.select.as_deref().map(|it| read(it, "--select")).transpose()?,
        extend_select: read(&args.extend_select, "--extend-select")?,
        ignore: read(args.ignore.as_deref().unwrap_or_default(), "--ignore")?,
        strict: flag(args.strict, args.no_strict),
        pedantic: flag(args.pedantic, args.no_pedantic),
    })
}

/// The same layers with `--strict` on top.
fn strict([config, command_line]: &[Layer; 2]) -> [Layer; 2] {
    [config.clone(), Layer { strict: Some(true), ..command_line.clone() }]
}

fn sdk(args: &CheckArgs, reader: &Reader) -> Result<Option<Version>, Error> {
    let read = |text: &str| Version::from_str(text).map_err(|_| format!("`{text}` is no version like 9.12"));
    if let Some(text) = &args.sdk {
        return Ok(Some(read(text).map_err(|it| anyhow!("--sdk: {it}"))?));
    }
    let Some(text) = &reader.config.keys.sdk else { return Ok(None) };
    Ok(Some(read(text.get_ref()).map_err(|it| reader.config.error(text.span(), it))?))
}

/// Resolves the names in a config file; its errors say where.
struct Reader<'a> {
    rules: &'a [&'static Rule],
    config: &'a Config,
}

impl Reader<'_> {
    fn config_layer(&self) -> Result<Layer, ConfigError> {
        let keys = &self.config.keys;
        let mut layer = Layer {
            select: keys.select.as_deref().map(|it| self.selectors(it)).transpose()?,
            extend_select: self.selectors(&keys.extend_select)?,
            ignore: self.selectors(&keys.ignore)?,
            strict: keys.strict,
            pedantic: keys.pedantic,
        };
        for (name, level) in &keys.rules {
            let selector = Selector::Exact(self.rule(name)?);
            match level.severity() {
                Some(_) => layer.extend_select.push(selector),
                None => layer.ignore.push(selector),
            }
        }
        Ok(layer)
    }

    fn rule(&self, name: &Spanned<String>) -> Result<&'static Rule, ConfigError> {
        let found = selection::find(self.rules, name.get_ref());
        let unknown = || selection::unknown_rule(self.rules, name.get_ref());
        found.ok_or_else(|| self.config.error(name.span(), unknown()))
    }

    fn selectors(&self, names: &[Spanned<String>]) -> Result<Vec<Selector>, ConfigError> {
        let read = |name: &Spanned<String>| {
            Selector::parse(self.rules, name.get_ref()).map_err(|it| self.config.error(name.span(), it))
        };
        names.iter().map(read).collect()
    }

    fn per_file_ignores(&self) -> Result<Vec<(PathGlobs, BTreeSet<&'static str>)>, ConfigError> {
        let read = |(glob, names): (&Spanned<String>, &Vec<Spanned<String>>)| {
            let globs = self.globs(std::slice::from_ref(glob))?;
            Ok((globs, selection::matching(self.rules, &self.selectors(names)?)))
        };
        self.config.keys.per_file_ignores.iter().map(read).collect()
    }

    fn per_file_rules(&self) -> Result<Vec<(PathGlobs, Levels)>, ConfigError> {
        let mut found = vec![];
        for (glob, levels) in &self.config.keys.per_file_rules {
            let globs = self.globs(std::slice::from_ref(glob))?;
            let level = |(name, level): (&Spanned<String>, &RuleLevel)| Ok((self.rule(name)?.id, *level));
            found.push((globs, levels.iter().map(level).collect::<Result<_, _>>()?));
        }
        Ok(found)
    }

    /// The built-in profiles and the user's.
    fn profiles(&self) -> Result<Profiles, ConfigError> {
        let mut profiles = Profiles::builtin();
        profiles
            .add(&self.config.keys.profiles)
            .map_err(|error| self.config.error_at(&error.text, error.message))?;
        Ok(profiles)
    }

    fn globs(&self, patterns: &[Spanned<String>]) -> Result<PathGlobs, ConfigError> {
        // One by one first, to know which of them is broken.
        for pattern in patterns {
            PathGlobs::new(&self.config.base, [pattern.get_ref().as_str()])
                .map_err(|error| self.config.error(pattern.span(), error.to_string()))?;
        }
        let all = patterns.iter().map(|it| it.get_ref().as_str());
        PathGlobs::new(&self.config.base, all).map_err(|error| self.config.error(0..0, error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::output::samples;
    use crate::selection::tests::RULES;

    /// The settings that `config` and `args` give, in a folder of their own.
    fn settings(config: &str, args: &CheckArgs) -> Result<Settings, String> {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("lint.toml");
        fs::write(&path, config).unwrap();
        let config = crate::config::read(Path::new("lint.toml"), root.path()).map_err(|it| it.to_string())?;
        Settings::with_rules(RULES, args, &config, Path::new("/p")).map_err(|it| format!("{it:#}"))
    }

    fn with(change: impl FnOnce(&mut CheckArgs)) -> CheckArgs {
        let mut args = CheckArgs::default();
        change(&mut args);
        args
    }

    #[test]
    fn the_command_line_wins() {
        let config = "sdk = '9'\nfail-on = 'never'\nstrict = true";
        let plain = settings(config, &CheckArgs::default()).unwrap();
        assert_eq!(plain.sdk.unwrap().to_string(), "9");
        assert!(plain.rules.contains("SUB003"));
        let args = with(|args| {
            args.sdk = Some("8.5.2".to_owned());
            args.fail_on = Some(FailOn::Info);
            args.no_strict = true;
        });
        let other = settings(config, &args).unwrap();
        assert!(other.fails(Severity::Info));
        assert_eq!(other.sdk.unwrap().to_string(), "8.5.2");
        assert!(!other.rules.contains("SUB003"));
    }

    #[test]
    fn strict_mode_is_offered_where_it_would_add_a_rule() {
        let adds = |config: &str, args: &CheckArgs| settings(config, args).unwrap().strict_adds;
        let ignoring = |name: &str| {
            let name = name.to_owned();
            with(|args| args.ignore = Some(vec![name]))
        };
        assert!(adds("", &CheckArgs::default()));
        assert!(adds("", &ignoring("SUB001")));
        assert!(!adds("", &ignoring("SUB003")));
        assert!(!adds("strict = true", &CheckArgs::default()));
        assert!(adds("strict = true", &with(|args| args.no_strict = true)));
    }

    #[test]
    fn what_does_not_exist_is_refused_with_its_place() {
        let refused = |config: &str| settings(config, &CheckArgs::default()).unwrap_err();
        assert_eq!(
            refused("ignore = [\n  'never-closd',\n]"),
            "lint.toml:2: unknown rule `never-closd`; did you mean `never-closed`?"
        );
        assert_eq!(refused("[rules]\nSUB999 = 'off'"), "lint.toml:2: unknown rule `SUB999`");
        assert_eq!(refused("sdk = 'new'"), "lint.toml:1: `new` is no version like 9.12");
        let glob = refused("exclude = ['ok',\n'a[']");
        assert!(glob.starts_with("lint.toml:2: error parsing glob"), "{glob}");
        let args = with(|args| args.select = Some(vec!["SUB01O".to_owned()]));
        assert!(
            settings("", &args).unwrap_err().starts_with("--select: unknown rule `SUB01O`; did you mean")
        );
    }

    #[test]
    fn a_level_turns_a_rule_on_or_off_and_sets_its_severity() {
        let config = "[rules]\nSUB008 = 'off'\nopened-in-loop = 'error'\nnever-closed = 'info'";
        let settings = settings(config, &CheckArgs::default()).unwrap();
        assert_eq!(settings.rules, BTreeSet::from(["SUB001", "SUB016"]));
        let mut finding = samples::run().findings.remove(0);
        assert_eq!(settings.judge(&mut finding, Path::new("/p/a.py")), Fate::Shown);
        assert_eq!(finding.severity, Severity::Info);
        assert!(!settings.fails(finding.severity));
    }

    #[test]
    fn findings_are_silenced_by_file_and_dropped_by_confidence() {
        let args = CheckArgs::default();
        let finding = samples::run().findings.remove(0);
        let fate = |config: &str, confidence| {
            let mut finding = Finding { confidence, ..finding.clone() };
            settings(config, &args).unwrap().judge(&mut finding, Path::new("/elsewhere/a.py"))
        };
        assert_eq!(fate("[per-file-ignores]\n'a.py' = ['SUB00']", Confidence::High), Fate::Silenced);
        assert_eq!(fate("[per-file-ignores]\n'b.py' = ['SUB00']", Confidence::High), Fate::Shown);
        assert_eq!(fate("min-confidence = 'medium'", Confidence::Low), Fate::Dropped);
        assert_eq!(fate("min-confidence = 'medium'", Confidence::Medium), Fate::Shown);
    }
}
