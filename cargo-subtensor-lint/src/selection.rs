//! Which rules run: what `select`, `ignore`, `--strict` and the like amount to.
//!
//! The config file is one [`Layer`], the command line another on top of it.
//! Within a layer the more precise word wins, so that `--select SUB001 --ignore SUB00` runs SUB001:
//! a level flag is vaguer than ALL, that than a prefix, that than an id or name; `ignore` wins a draw.

use std::collections::BTreeSet;

use lint_core::rules::{Level, Rule};
use lint_core::suggest::did_you_mean;

/// What a user writes to mean one rule or several.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Selector {
    All,
    /// The beginning of ids, in capitals: SUB00.
    Prefix(String),
    Exact(&'static Rule),
}

impl Selector {
    /// Reads an id, a name, a prefix of ids or ALL, in any case.
    ///
    /// # Errors
    ///
    /// `text` fits none of `rules`; the message suggests one that is meant, perhaps.
    pub(crate) fn parse(rules: &[&'static Rule], text: &str) -> Result<Selector, String> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("ALL") {
            return Ok(Selector::All);
        }
        if let Some(rule) = find(rules, text) {
            return Ok(Selector::Exact(rule));
        }
        let prefix = text.to_ascii_uppercase();
        if prefix.len() >= 3 && rules.iter().any(|rule| rule.id.starts_with(&prefix)) {
            return Ok(Selector::Prefix(prefix));
        }
        Err(unknown_rule(rules, text))
    }

    /// How precisely this speaks of `rule`; `None` if it does not.
    fn precision(&self, rule: &Rule) -> Option<Precision> {
        match self {
            Selector::All => Some(Precision::All),
            Selector::Prefix(prefix) => {
                rule.id.starts_with(prefix.as_str()).then_some(Precision::Prefix(prefix.len()))
            }
            Selector::Exact(it) => (it.id == rule.id).then_some(Precision::Exact),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    LevelFlag,
    All,
    Prefix(usize),
    Exact,
}

/// What one place says about the rules to run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    /// Replaces what is selected so far.
    pub(crate) select: Option<Vec<Selector>>,
    pub(crate) extend_select: Vec<Selector>,
    pub(crate) ignore: Vec<Selector>,
    pub(crate) strict: Option<bool>,
    pub(crate) pedantic: Option<bool>,
}

impl Layer {
    /// Whether `rule` runs, if this layer has an opinion.
    fn verdict(&self, rule: &Rule) -> Option<bool> {
        let flag = match rule.level {
            Level::Strict => self.strict,
            Level::Pedantic => self.pedantic,
            Level::Error | Level::Warning => None,
        };
        let selectors = self.select.iter().flatten().chain(&self.extend_select);
        let precise = |it: &Selector| it.precision(rule);
        let flagged = |wanted| (flag == Some(wanted)).then_some(Precision::LevelFlag);
        let on = selectors.filter_map(precise).max().max(flagged(true));
        let off = self.ignore.iter().filter_map(precise).max().max(flagged(false));
        match (on, off) {
            (None, None) => self.select.as_ref().map(|_| false),
            (on, off) => Some(on > off),
        }
    }
}

/// The ids of the rules that run when `layers` have spoken, the last one loudest.
pub(crate) fn resolve(rules: &[&'static Rule], layers: &[Layer]) -> BTreeSet<&'static str> {
    let by_default = |rule: &Rule| matches!(rule.level, Level::Error | Level::Warning);
    let runs = |rule: &Rule| {
        layers.iter().rev().find_map(|layer| layer.verdict(rule)).unwrap_or_else(|| by_default(rule))
    };
    rules.iter().filter(|rule| runs(rule)).map(|rule| rule.id).collect()
}

/// The ids of the rules that `selectors` mean.
pub(crate) fn matching(rules: &[&'static Rule], selectors: &[Selector]) -> BTreeSet<&'static str> {
    let meant = |rule: &&&Rule| selectors.iter().any(|it| it.precision(rule).is_some());
    rules.iter().filter(meant).map(|rule| rule.id).collect()
}

/// The rule with this id or name, in any case.
pub(crate) fn find(rules: &[&'static Rule], text: &str) -> Option<&'static Rule> {
    let named = |it: &&&Rule| it.id.eq_ignore_ascii_case(text) || it.name.eq_ignore_ascii_case(text);
    rules.iter().find(named).copied()
}

/// "unknown rule `x`", with the rule that is meant, perhaps.
pub(crate) fn unknown_rule(rules: &[&'static Rule], text: &str) -> String {
    let names = rules.iter().flat_map(|rule| [rule.name, rule.id]);
    format!("unknown rule `{text}`{}", did_you_mean(text, names))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const fn rule(id: &'static str, name: &'static str, level: Level) -> Rule {
        Rule::described(id, name, level)
    }

    static NEVER_CLOSED: Rule = rule("SUB001", "never-closed", Level::Error);
    static ON_ERROR: Rule = rule("SUB003", "not-closed-on-error", Level::Strict);
    static PROCESS: Rule = rule("SUB008", "process-lifetime-connection", Level::Warning);
    static IN_LOOP: Rule = rule("SUB016", "opened-in-loop", Level::Pedantic);
    pub(crate) static RULES: &[&Rule] = &[&NEVER_CLOSED, &ON_ERROR, &PROCESS, &IN_LOOP];

    /// Reads `select SUB001 extend-select … ignore … strict no-strict pedantic` as a layer.
    fn layer(text: &str) -> Layer {
        let mut layer = Layer::default();
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            let mut list = || -> Vec<Selector> {
                let items = words.next().unwrap().split(',');
                items.map(|it| Selector::parse(RULES, it).unwrap()).collect()
            };
            match word {
                "select" => layer.select = Some(list()),
                "extend-select" => layer.extend_select = list(),
                "ignore" => layer.ignore = list(),
                "strict" => layer.strict = Some(true),
                "no-strict" => layer.strict = Some(false),
                "pedantic" => layer.pedantic = Some(true),
                other => panic!("{other}"),
            }
        }
        layer
    }

    fn check(config: &str, command_line: &str, expected: &str) {
        let ids = resolve(RULES, &[layer(config), layer(command_line)]);
        let ids: Vec<&str> = ids.into_iter().map(|id| id.trim_start_matches("SUB0")).collect();
        assert_eq!(ids.join(" "), expected, "config `{config}`, command line `{command_line}`");
    }

    #[test]
    fn levels_decide_unless_told_otherwise() {
        check("", "", "01 08");
        check("", "strict", "01 03 08");
        check("", "strict pedantic", "01 03 08 16");
        check("", "strict select SUB001", "01 03");
    }

    #[test]
    fn select_replaces_and_the_others_change() {
        check("", "select never-closed", "01");
        check("", "select not-closed-on-error", "03");
        check("", "select ALL", "01 03 08 16");
        check("", "select sub00", "01 03 08");
        check("", "extend-select SUB016", "01 08 16");
        check("", "ignore SUB008", "01");
    }

    #[test]
    fn the_more_precise_word_wins() {
        check("", "select SUB001 ignore SUB00", "01");
        check("", "select SUB00 ignore SUB001", "03 08");
        check("", "select SUB001 ignore SUB001", "");
        check("", "strict ignore SUB003", "01 08");
        check("", "ignore ALL", "");
    }

    #[test]
    fn the_command_line_goes_on_top_of_the_config() {
        check("ignore SUB008", "ignore SUB001", "");
        check("ignore SUB008", "select ALL", "01 03 08 16");
        check("strict", "no-strict", "01 08");
        check("strict", "select SUB001", "01");
        check("select SUB008", "extend-select SUB001", "01 08");
    }

    #[test]
    fn unknown_rules_are_refused_with_a_suggestion() {
        let refused = |text| Selector::parse(RULES, text).unwrap_err();
        assert_eq!(refused("never-close"), "unknown rule `never-close`; did you mean `never-closed`?");
        assert_eq!(refused("SUB9"), "unknown rule `SUB9`");
        assert_eq!(refused(""), "unknown rule ``");
        assert_eq!(refused("SU"), "unknown rule `SU`");
    }
}
