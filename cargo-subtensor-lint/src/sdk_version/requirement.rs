//! One requirement for one of the two packages, in any of the notations that tools accept.
//!
//! `bittensor[torch] >=9,<10; python_version > "3.9"` (PEP 508), `bittensor (==5.1.0)` (old wheels),
//! `bittensor @ git+https://…@v7.3.0`, `^10.5.0`, `~9.1`, `9.*` (poetry) and `bittensor=9.12` (conda).
//! The notations do not contradict each other, so one lenient reader takes them all.
//! What says nothing about the version (`bittensor`, `*`, a branch, a commit) gives no requirement.

use std::str::FromStr;

use pep440_rs::{Operator, Version, VersionSpecifier, VersionSpecifiers};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Package {
    Sdk,
    /// `async-substrate-interface`.
    Asi,
}

/// How far a requirement is to be believed, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    Lock,
    Exact,
    Range,
    Tag,
}

#[derive(Debug, Clone)]
pub(super) struct Requirement {
    pub(super) package: Package,
    pub(super) trust: Trust,
    pub(super) admits: Admits,
}

#[derive(Debug, Clone)]
pub(super) enum Admits {
    Version(Version),
    Range(VersionSpecifiers),
}

impl Package {
    /// Compares as PEP 503 wants it: `Bittensor`, `async_substrate.interface`.
    pub(super) fn named(name: &str) -> Option<Package> {
        let name = name.trim().to_ascii_lowercase().replace(['_', '.'], "-");
        let parts: Vec<&str> = name.split('-').filter(|it| !it.is_empty()).collect();
        match parts.as_slice() {
            ["bittensor"] => Some(Package::Sdk),
            ["async", "substrate", "interface"] => Some(Package::Asi),
            _ => None,
        }
    }
}

impl Requirement {
    /// A version that is given as such, not as a specifier; `None` if it is none.
    pub(super) fn fixed(package: Package, trust: Trust, version: &str) -> Option<Requirement> {
        let version = Version::from_str(version.trim()).ok()?;
        Some(Requirement { package, trust, admits: Admits::Version(version) })
    }
}

/// Reads `name[extras] specifier; marker`, `name @ url` or a URL alone.
pub(super) fn parse(text: &str) -> Vec<Requirement> {
    let text = text.trim();
    let end_of_name = text.find(|it: char| !it.is_ascii_alphanumeric() && !"-_.".contains(it));
    let (name, rest) = text.split_at(end_of_name.unwrap_or(text.len()));
    let Some(package) = Package::named(name) else {
        return url(None, text).filter(|_| is_url(text)).into_iter().collect();
    };
    let rest = without_extras(rest.trim_start());
    let rest = [";", " #", " --"].iter().fold(rest, |rest, end| rest.split(end).next().unwrap_or(rest));
    let rest = rest.trim().trim_start_matches('(').trim_end_matches(')');
    match rest.strip_prefix('@').map(str::trim) {
        Some(target) if is_url(target) => url(Some(package), target).into_iter().collect(),
        Some(target) => specifier(package, target),
        None if rest.starts_with(OPERATORS) => specifier(package, rest),
        None => Vec::new(),
    }
}

/// Reads what stands after the name, poetry's extensions included; one requirement for each side of `||`.
pub(super) fn specifier(package: Package, text: &str) -> Vec<Requirement> {
    let read = |alternative: &str| {
        let clauses: Option<Vec<_>> = clauses(alternative).iter().map(|it| clause(it)).collect();
        let clauses = clauses?.concat();
        let is_exact =
            |it: &&VersionSpecifier| matches!(it.operator(), Operator::Equal | Operator::ExactEqual);
        let (trust, admits) = match clauses.iter().find(is_exact) {
            Some(exact) => (Trust::Exact, Admits::Version(exact.version().clone())),
            None if clauses.is_empty() => return None,
            None => (Trust::Range, Admits::Range(clauses.into_iter().collect())),
        };
        Some(Requirement { package, trust, admits })
    };
    text.split("||").filter_map(read).collect()
}

/// Reads a git tag, or a branch named like a release: `v7.3.0`, `release/6.9.4`.
pub(super) fn git_ref(package: Package, reference: &str) -> Option<Requirement> {
    let last = reference.trim().rsplit('/').next()?;
    // `1234567` is a commit, although it parses as a version.
    if !last.contains('.') {
        return None;
    }
    Requirement::fixed(package, Trust::Tag, last)
}

/// Reads where a requirement comes from: a git repository, an archive of one, a wheel or an sdist.
pub(super) fn url(package: Option<Package>, url: &str) -> Option<Requirement> {
    let url = url.split_whitespace().next()?;
    let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
    let egg = fragment.split('&').find_map(|it| it.strip_prefix("egg="));
    let egg = egg.and_then(|it| Package::named(it.split('[').next()?));
    let path = url.split_once("://").map_or(url, |(_, after)| after);
    let path = path.split_once('/').map_or(path, |(_host, path)| path);
    if let Some((repository, reference)) = path.split_once('@') {
        let name = repository.trim_end_matches(".git").rsplit('/').next()?;
        return git_ref(package.or(egg).or_else(|| Package::named(name))?, reference);
    }
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = [".tar.gz", ".zip", ".whl"].iter().find_map(|it| file.strip_suffix(it))?;
    if let Some((repository, _)) = folder.split_once("/archive") {
        let name = repository.rsplit('/').next()?;
        return git_ref(package.or(egg).or_else(|| Package::named(name))?, stem);
    }
    let mut parts = stem.split('-');
    let package = Package::named(parts.next()?)?;
    Requirement::fixed(package, Trust::Exact, parts.next()?)
}

fn is_url(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.contains("://") || word.starts_with("git+") || word.ends_with(".whl")
}

fn without_extras(text: &str) -> &str {
    match text.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    }
}

const OPERATORS: [char; 6] = ['<', '>', '=', '!', '~', '^'];

/// Splits at commas and blanks, but not between an operator and its version.
fn clauses(text: &str) -> Vec<String> {
    let mut res = Vec::new();
    let mut clause = String::new();
    for word in text.split([',', ' ', '\t']).filter(|it| !it.is_empty()) {
        clause.push_str(word);
        if !word.ends_with(OPERATORS) {
            res.push(std::mem::take(&mut clause));
        }
    }
    res
}

fn clause(text: &str) -> Option<Vec<VersionSpecifier>> {
    let end_of_operator = text.find(|it: char| !OPERATORS.contains(&it))?;
    let (operator, version) = text.split_at(end_of_operator);
    match (operator, version) {
        (_, "*") => Some(Vec::new()),
        ("^", _) => {
            below_next(version, |release| release.iter().position(|&it| it != 0).unwrap_or(release.len() - 1))
        }
        ("~", _) => below_next(version, |release| 1.min(release.len() - 1)),
        ("" | "=", _) => one(&format!("=={version}")),
        // `>=9.*` is no PEP 440, but people write it.
        _ => one(text).or_else(|| one(text.strip_suffix(".*")?)),
    }
}

/// `^` and `~`: at least `version`, and below the next one at the place that `place` picks.
fn below_next(version: &str, place: fn(&[u64]) -> usize) -> Option<Vec<VersionSpecifier>> {
    let version = Version::from_str(version).ok()?;
    let mut next = version.release().to_vec();
    next.truncate(place(&next) + 1);
    *next.last_mut()? = next.last()?.saturating_add(1);
    let next: Vec<String> = next.iter().map(u64::to_string).collect();
    let (from, below) = (one(&format!(">={version}"))?, one(&format!("<{}", next.join(".")))?);
    Some([from, below].concat())
}

fn one(text: &str) -> Option<Vec<VersionSpecifier>> {
    Some(vec![VersionSpecifier::from_str(text).ok()?])
}

/// For the tests of all readers: `exact 9.12.2; asi range >=1, <2`.
#[cfg(test)]
pub(super) fn show(requirements: &[Requirement]) -> String {
    let show = |it: &Requirement| {
        let package = match it.package {
            Package::Sdk => "",
            Package::Asi => "asi ",
        };
        let trust = format!("{:?}", it.trust).to_lowercase();
        match &it.admits {
            Admits::Version(version) => format!("{package}{trust} {version}"),
            Admits::Range(range) => format!("{package}{trust} {range}"),
        }
    };
    requirements.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(show(&parse(text)), expected, "{text}");
    }

    #[track_caller]
    fn check_specifier(text: &str, expected: &str) {
        assert_eq!(show(&specifier(Package::Sdk, text)), expected, "{text}");
    }

    #[test]
    fn pep_508() {
        check("bittensor==9.12.2", "exact 9.12.2");
        check("Bittensor[torch,cubit] == 9.12.2 ; python_version < '3.12'", "exact 9.12.2");
        check("bittensor===9.12.2", "exact 9.12.2");
        check("bittensor==8.5.1rc6", "exact 8.5.1rc6");
        check("bittensor==4.0.0.post1", "exact 4.0.0.post1");
        check("bittensor==9.12.2 --hash=sha256:00", "exact 9.12.2");
        check("bittensor==9.12.2 # why", "exact 9.12.2");
        check("bittensor>= 9.8, <10", "range >=9.8, <10");
        check("bittensor>=9.8,!=9.9.0,", "range >=9.8, !=9.9.0");
        check("bittensor~=10.5", "range ~=10.5");
        check("bittensor==9.8.*", "range ==9.8.*");
        check("bittensor>=9.*", "range >=9");
        check("bittensor (==5.1.0)", "exact 5.1.0");
        check("bittensor (<7,>=6.0) ; extra == 'x'", "range >=6.0, <7");
        check("bittensor>=8; extra == \"x\"", "range >=8");
        check("bittensor=9.12.2", "exact 9.12.2");
        check("bittensor@^9.8", "range >=9.8, <10");
    }

    #[test]
    fn what_says_nothing() {
        for text in [
            "",
            "bittensor",
            "bittensor[torch]",
            "bittensor ; python_version > '3.9'",
            "bittensor-cli==9.0.0",
            "bittensor_wallet==3.0.0",
            "bittensor is great",
            "bittensor==${VERSION}",
            "bittensor=={version}",
            "bittensor>=nine",
            "bittensor==",
            "bittensor^",
            "bittensor @",
            "my-bittensor==1.0",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn urls() {
        check("git+https://github.com/opentensor/bittensor.git@v7.3.0", "tag 7.3.0");
        check("git+https://github.com/opentensor/bittensor.git@v7.3.0#egg=bittensor", "tag 7.3.0");
        check("git+https://github.com/someone/fork.git@v7.3.0#egg=Bittensor[torch]", "tag 7.3.0");
        check("git+ssh://git@github.com/opentensor/bittensor@7.3.0", "tag 7.3.0");
        check("bittensor @ git+https://github.com/opentensor/bittensor@release/6.9.4 ; extra", "tag 6.9.4");
        check("bittensor@git+https://github.com/a/b.git@v9.0.0rc1", "tag 9.0.0rc1");
        check("git+https://github.com/opentensor/bittensor.git@revolution", "");
        check("git+https://github.com/opentensor/bittensor.git@1234567", "");
        check("git+https://github.com/opentensor/bittensor.git", "");
        check("git+https://github.com/opentensor/btcli.git@v9.1.0", "");
        check("https://github.com/opentensor/bittensor/archive/refs/tags/v6.4.2.tar.gz", "tag 6.4.2");
        check("bittensor @ https://host/x/bittensor-9.12.2-py3-none-any.whl", "exact 9.12.2");
        check("./wheels/bittensor-9.12.2-py3-none-any.whl", "exact 9.12.2");
        check("bittensor-9.12.2-py3-none-any.whl", "exact 9.12.2");
        check("https://host/bittensor_cli-9.12.2-py3-none-any.whl", "");
    }

    #[test]
    fn poetry() {
        check_specifier("^10.5.0", "range >=10.5.0, <11");
        check_specifier("^0.2.3", "range >=0.2.3, <0.3");
        check_specifier("^0.0", "range >=0.0, <0.1");
        check_specifier("~9.1", "range >=9.1, <9.2");
        check_specifier("~9.1.2", "range >=9.1.2, <9.2");
        check_specifier("~9", "range >=9, <10");
        check_specifier("9.*", "range ==9.*");
        check_specifier("10.5.0", "exact 10.5.0");
        check_specifier("=10.5.0", "exact 10.5.0");
        check_specifier(">= 9.1 <10", "range >=9.1, <10");
        check_specifier("^8.5 || ^9", "range >=8.5, <9; range >=9, <10");
        check_specifier("*", "");
        check_specifier("", "");
        check_specifier("^", "");
        check_specifier("^99999999999999999999999", "");
    }
}
