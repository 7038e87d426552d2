//! The SDK version that each file is judged by.
//!
//! A project's pin decides; where it leaves the choice between 10 and 11 open, or there is none,
//! the code itself is evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pep440_rs::Version;

use crate::Options;
use crate::knowledge::{Knowledge, Versions};
use crate::profile::{Opener, Profile, ProfileLanguage, Profiles, Resource};
use crate::project::Project;
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
    let modern: BTreeSet<&str> =
        files.iter().filter(|it| is_modern(&it.text)).map(|it| it.root.as_str()).collect();
    files.iter().map(|it| version_of(it, options, modern.contains(it.root.as_str()))).collect()
}

/// Whether a text is code in the style of SDK 11.
pub(crate) fn is_modern(text: &str) -> bool {
    STYLE_OF_11.iter().any(|mark| text.contains(mark))
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
    let crates = match (&pin.package, file.language) {
        (Some(package), Language::Rust) => package.versions.clone(),
        (None, _) | (_, Language::Python | Language::Document(_)) => BTreeMap::new(),
    };
    let (sdk, asi) = match file.language {
        Language::Python | Language::Document(_) => {
            (if sdk < oldest { oldest } else { sdk }, pin.asi.clone())
        }
        // No crate has the SDK's version: files of one package share what is known.
        Language::Rust => (oldest, None),
    };
    Versions { language: file.language, sdk, asi, crates }
}

/// The knowledge for each file; files of one version share it.
pub(crate) fn knowledge(
    versions: &[Versions],
    profiles: &Profiles,
    project: &Project,
) -> Vec<Arc<Knowledge>> {
    let own = inferred(project).map(|it| {
        let mut all = profiles.clone();
        all.all.push(it);
        all
    });
    let profiles = own.as_ref().unwrap_or(profiles);
    let mut made: BTreeMap<&Versions, Arc<Knowledge>> = BTreeMap::new();
    let mut make = |it| made.entry(it).or_insert_with(|| Arc::new(Knowledge::new(profiles, it))).clone();
    versions.iter().map(&mut make).collect()
}

/// The types of the program that have an awaitable end of their own, as a profile.
fn inferred(project: &Project) -> Option<Profile> {
    let mut profile = Profile {
        name: "project".to_owned(),
        language: ProfileLanguage::Rust,
        distribution: None,
        default_version: None,
        resources: vec![],
        openers: vec![],
        implicits: vec![],
        neutrals: vec![],
        callees: vec![],
        is_users: false,
    };
    for it in project.crates.inferred() {
        let id = it.path.clone();
        let close = it.closers.iter().map(|it| it.to_string()).collect();
        profile.resources.push(Resource::with_awaitable_end(id.clone(), it.name.to_string(), close));
        for (name, fallible) in &it.openers {
            profile.openers.push(Opener::awaited(format!("{}.{name}", it.path), id.clone(), *fallible));
        }
    }
    (!profile.openers.is_empty()).then_some(profile)
}
