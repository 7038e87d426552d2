//! The SDK version that each file is judged by.
//!
//! A project's pin decides; where it leaves the choice between 10 and 11 open, or there is none,
//! the code itself is evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pep440_rs::Version;

use crate::Options;
use crate::knowledge::{self, Knowledge, Versions};
use crate::layout::Place;
use crate::profile::{Opener, Profile, ProfileLanguage, Profiles, Resource};
use crate::project::{Module, Project};
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
    // A range that admits 11 as well leaves it open which one is installed.
    let is_pinned = options.sdk.is_some() || (pin.sdk.is_some() && pin.newer.is_none());
    Versions { language: file.language, sdk, is_pinned, asi, crates }
}

/// What the profiles say, made ready for the versions of a run.
pub(crate) struct Known {
    profiles: Profiles,
    made: BTreeMap<Versions, Arc<Knowledge>>,
    /// See [`knowledge::names`].
    names: Arc<BTreeSet<String>>,
    requests: Arc<BTreeSet<String>>,
}

impl Known {
    /// `versions`: all that files of the run are judged by.
    pub(crate) fn new(versions: &[Versions], profiles: &Profiles) -> Known {
        let mut made = BTreeMap::new();
        for it in versions {
            made.entry(it.clone()).or_insert_with(|| Arc::new(Knowledge::new(profiles, it)));
        }
        let (names, requests) = knowledge::names(profiles);
        Known { profiles: profiles.clone(), made, names: Arc::new(names), requests: Arc::new(requests) }
    }

    /// Words of which one stands in every Python program that opens something.
    pub(crate) fn roots(&self) -> BTreeSet<&str> {
        self.made.values().filter(|it| !it.is_rust).flat_map(|it| it.roots()).collect()
    }

    /// Links the names of files, in their order, with the place of each.
    pub(crate) fn project(&self, names: Vec<Module>, files: &[&SourceFile], places: &[Place]) -> Project {
        let paths: Vec<&str> = files.iter().map(|it| it.path.as_str()).collect();
        Project::new(names, &paths, places, self.names.clone(), self.requests.clone())
    }

    /// The knowledge for each file, by its versions; files of one version share it.
    pub(crate) fn knowledge(&self, versions: &[Versions], project: &Project) -> Vec<Arc<Knowledge>> {
        let Some(own) = inferred(project) else {
            return versions.iter().map(|it| self.made[it].clone()).collect();
        };
        let mut profiles = self.profiles.clone();
        profiles.all.push(own);
        let mut made: BTreeMap<&Versions, Arc<Knowledge>> = BTreeMap::new();
        let mut make = |it| made.entry(it).or_insert_with(|| Arc::new(Knowledge::new(&profiles, it))).clone();
        versions.iter().map(&mut make).collect()
    }
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
        changes: vec![],
        is_users: false,
    };
    for it in project.crates.inferred() {
        let id = it.path.clone();
        profile.resources.push(Resource::with_awaitable_end(it));
        for opening in &it.openers {
            let name = format!("{}.{}", it.path, opening.name);
            profile.openers.push(Opener::of_project(name, id.clone(), opening));
        }
    }
    (!profile.openers.is_empty()).then_some(profile)
}
