//! The version that stands for what a project asks for, and the released versions that ranges choose from.
//!
//! `>=9.8,<10` is judged by the newest release it admits.
//! To bring the lists up to date: `pip index versions bittensor`, and the same for the other package.

use std::str::FromStr;
use std::sync::LazyLock;

use pep440_rs::{Operator, Version};

use super::requirement::{Admits, Package};

/// The highest version below 11 and, apart from it, the highest from 11 on: a `>=9` was written before 11
/// existed.
pub(super) fn judge_sdk<'a>(admits: impl Iterator<Item = &'a Admits>) -> Option<(Version, Option<Version>)> {
    let versions = admits.flat_map(|it| admitted(Package::Sdk, it));
    let (from_11, below_11): (Vec<Version>, Vec<Version>) =
        versions.partition(|it| it.release().first().is_some_and(|&major| major >= 11));
    match (below_11.into_iter().max(), from_11.into_iter().max()) {
        (Some(version), newer) => Some((version, newer)),
        (None, Some(version)) => Some((version, None)),
        (None, None) => None,
    }
}

/// The highest version, unless a range is open: then a resolver's choice depends on the day.
pub(super) fn judge_asi<'a>(mut admits: impl Iterator<Item = &'a Admits>) -> Option<Version> {
    let versions = admits.try_fold(Vec::new(), |mut res, it| {
        res.extend(admitted(Package::Asi, it));
        (!is_open(it)).then_some(res)
    });
    versions?.into_iter().max()
}

fn is_open(admits: &Admits) -> bool {
    let is_upper = |operator: &Operator| match operator {
        Operator::LessThan | Operator::LessThanEqual | Operator::TildeEqual => true,
        Operator::Equal | Operator::EqualStar | Operator::ExactEqual => true,
        Operator::NotEqual | Operator::NotEqualStar => false,
        Operator::GreaterThan | Operator::GreaterThanEqual => false,
    };
    match admits {
        Admits::Version(_) => false,
        Admits::Range(range) => !range.iter().any(|it| is_upper(it.operator())),
    }
}

/// Every known version that `admits` lets in; an exact pin lets in itself, known or not.
fn admitted(package: Package, admits: &Admits) -> Vec<Version> {
    match admits {
        Admits::Version(version) => vec![version.clone()],
        Admits::Range(range) => released(package).iter().filter(|it| range.contains(it)).cloned().collect(),
    }
}

fn released(package: Package) -> &'static [Version] {
    static SDK: LazyLock<Vec<Version>> = LazyLock::new(|| versions(BITTENSOR));
    static ASI: LazyLock<Vec<Version>> = LazyLock::new(|| versions(ASYNC_SUBSTRATE_INTERFACE));
    match package {
        Package::Sdk => &SDK,
        Package::Asi => &ASI,
    }
}

fn versions(table: &str) -> Vec<Version> {
    table.split_whitespace().filter_map(|it| Version::from_str(it).ok()).collect()
}

/// What PyPI had on 2026-11-22, pre-releases and yanked versions left out.
const BITTENSOR: &str = "\
    11.3.0 11.1.0 11.0.2 11.0.1 11.0.0 10.5.0 10.4.1 10.4.0 10.3.2 10.3.1 10.3.0 10.2.1 10.2.0 \
    10.1.0 10.0.1 10.0.0 9.12.2 9.12.1 9.12.0 9.11.1 9.11.0 9.10.1 9.10.0 9.9.0 9.8.3 9.8.2 9.8.1 \
    9.8.0 9.7.0 9.6.1 9.6.0 9.5.0 9.4.0 9.3.0 9.2.0 9.1.0 9.0.4 9.0.3 9.0.2 9.0.1 9.0.0 8.5.2 8.5.1 \
    8.5.0 8.4.5 8.4.4 8.4.3 8.4.2 8.4.1 8.4.0 8.3.1 8.3.0 8.2.1 8.2.0 8.1.1 8.1.0 8.0.0 7.4.0 7.3.1 \
    7.3.0 7.2.1 7.2.0 7.1.2 7.1.1 7.1.0 7.0.2 7.0.1 7.0.0 6.12.4 6.12.3 6.12.1 6.12.0 6.11.1 6.11.0 \
    6.10.2 6.10.1 6.10.0 6.9.4 6.9.3 6.9.2 6.9.1 6.9.0 6.8.2 6.8.1 6.8.0 6.7.3 6.7.2 6.7.1 6.7.0 \
    6.6.1 6.6.0 6.5.0 6.4.4 6.4.2 6.4.1 6.4.0 6.3.0 6.2.0 6.1.0 6.0.1 6.0.0 5.3.4 5.3.3 5.3.2 5.3.1 \
    5.3.0 5.2.1 5.2.0 5.1.0 5.0.0 4.0.1 4.0.0.post1 3.7.0 3.6.4 3.6.3 3.6.2 3.6.1 3.6.0 3.5.1 3.5.0 \
    3.4.3 3.4.2 3.4.1 3.4.0 3.3.4 3.3.3 3.3.2 3.3.1 3.3.0 3.2.0 3.1.0 3.0.0 2.1.0 2.0.4 2.0.3 2.0.2 \
    2.0.1 2.0.0 1.7.5 1.7.4 1.7.3 1.7.2 1.7.1 1.7.0 1.5.0 1.4.0 1.3.0 1.2.3 1.2.2 1.2.1 1.2.0 1.1.9 \
    1.1.8 1.1.7 1.1.5 1.1.3 1.1.2 1.0.4 1.0.3 1.0.2 1.0.1 1.0.0";

/// Of the same day.
const ASYNC_SUBSTRATE_INTERFACE: &str = "\
    2.2.1 2.2.0 2.1.0 2.0.4 2.0.3 2.0.2 2.0.1 2.0.0 1.6.4 1.6.3 1.6.2 1.6.1 1.6.0 1.5.15 1.5.14 \
    1.5.13 1.5.12 1.5.11 1.5.10 1.5.9 1.5.8 1.5.7 1.5.6 1.5.5 1.5.4 1.5.3 1.5.2 1.5.1 1.5.0 1.4.3 \
    1.4.2 1.4.1 1.4.0 1.3.1 1.3.0 1.2.2 1.2.1 1.2.0 1.1.1 1.1.0 1.0.9 1.0.8 1.0.7 1.0.6 1.0.5 1.0.4 \
    1.0.3 1.0.2 1.0.1 1.0.0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_a_version() {
        for table in [BITTENSOR, ASYNC_SUBSTRATE_INTERFACE] {
            assert_eq!(versions(table).len(), table.split_whitespace().count());
        }
    }
}
