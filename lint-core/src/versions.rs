//! The SDK version that each file is judged by.
//!
//! A project's pin decides; where it leaves the choice between 10 and 11 open, or there is none,
//! the code itself is evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pep440_rs::Version;

use crate::Options;
use crate::knowledge::{Knowledge, Versions};
use crate::profile::Profiles;
use crate::source::{Language, SourceFile};

/// What only code in the style of SDK 11 says.
const STYLE_OF_11: &[&str] = &[
    "await bt.Subtensor(",
    "await bittensor.Subtensor(",
    "async with bt.Subtensor(",
    "bt.Client(",
    "bittensor.Client(",
    "bt.SyncClient(",
    "bt.RpcSubstrate(",
    "close_shared_clients",
];

/// The versions of every file, in order.
pub(crate) fn judge(files: &[SourceFile], options: &Options) -> Vec<Versions> {
    let modern: BTreeSet<&str> = files
        .iter()
        .filter(|it| STYLE_OF_11.iter().any(|mark| it.text.contains(mark)))
        .map(|it| it.root.as_str())
        .collect();
    files.iter().map(|it| version_of(it, options, modern.contains(it.root.as_str()))).collect()
}

fn version_of(file: &SourceFile, options: &Options, modern: bool) -> Versions {
    let newest = || Version::new([11, 3, 0]);
    let pin = &file.pin;
    let sdk = match (&options.sdk, &pin.sdk) {
        (Some(it), _) => it.clone(),
        (None, Some(_)) if modern && pin.newer.is_some() => pin.newer.clone().unwrap_or_else(newest),
        (None, Some(it)) => it.clone(),
        (None, None) if modern => newest(),
        (None, None) => Version::new([10, 5, 0]),
    };
    let oldest = Version::new([6, 0, 0]);
    Versions { sdk: if sdk < oldest { oldest } else { sdk }, asi: pin.asi.clone() }
}

/// The knowledge for each file; files of one version share it.
pub(crate) fn knowledge(versions: &[Versions], profiles: &Profiles) -> Vec<Arc<Knowledge>> {
    let mut made: BTreeMap<&Versions, Arc<Knowledge>> = BTreeMap::new();
    let mut make = |it| {
        made.entry(it).or_insert_with(|| Arc::new(Knowledge::new(profiles, Language::Python, it))).clone()
    };
    versions.iter().map(&mut make).collect()
}
