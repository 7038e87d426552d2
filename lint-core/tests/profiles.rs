//! Holds the built-in profiles to what was observed of the SDKs.
//!
//! The first half checks that the files agree with themselves; the second repeats the key facts per version by hand,
//! so that an edit to the data that breaks a fact fails here.

use std::collections::BTreeSet;

use lint_core::Version;
use lint_core::profile::{
    AfterClose, ArgumentTest, CalleeEffect, Change, DropEffect, Implicit, Opener, Opens, Profile,
    ProfileLanguage, Profiles, Resource, Scope, Style, Test,
};

/// One released SDK for each stretch in which something is different.
const SDKS: &[&str] = &[
    "6.0.0", "6.5.0", "6.7.3", "6.9.3", "6.12.4", "7.0.0", "7.1.0", "7.2.1", "7.4.0", "8.0.0", "8.2.0",
    "8.3.0", "8.4.3", "8.4.4", "8.4.5", "8.5.2", "9.0.0", "9.4.0", "9.5.0", "9.6.0", "9.8.0", "9.10.1",
    "9.12.2", "10.0.0", "10.1.0", "10.2.0", "10.3.0", "10.5.0", "11.0.0", "11.0.1", "11.3.0",
];

const ASIS: &[&str] = &[
    "1.0.0", "1.0.2", "1.0.4", "1.0.6", "1.2.0", "1.3.1", "1.4.3", "1.5.1", "1.5.9", "1.5.10", "1.6.0",
    "1.6.1", "1.6.4", "2.2.1",
];

const NO_VERSIONS: &[&str] = &["1.0"];

fn version(text: &str) -> Version {
    text.parse().expect("a version")
}

fn profile(name: &str) -> Profile {
    let found = Profiles::builtin().all.into_iter().find(|profile| profile.name == name);
    found.unwrap_or_else(|| panic!("no profile {name}"))
}

fn profiles_of(language: ProfileLanguage) -> impl Iterator<Item = Profile> {
    Profiles::builtin().all.into_iter().filter(move |it| it.language == language)
}

fn releases(profile: &Profile) -> &'static [&'static str] {
    match profile.name.as_str() {
        "bittensor" => SDKS,
        "async-substrate-interface" => ASIS,
        _ => NO_VERSIONS,
    }
}

fn fits(versions: Option<&lint_core::VersionSpecifiers>, release: &str) -> bool {
    versions.is_none_or(|versions| versions.contains(&version(release)))
}

/// The entry of `id` at `release`, whether or not the name exists there.
fn resource<'a>(profile: &'a Profile, id: &str, release: &str) -> Option<&'a Resource> {
    profile.resources.iter().find(|it| it.id == id && fits(it.versions.as_ref(), release))
}

/// The opener that really has `name` at `release`.
fn opener<'a>(profile: &'a Profile, name: &str, release: &str) -> Option<&'a Opener> {
    profile
        .openers
        .iter()
        .find(|it| it.names.iter().any(|n| n == name) && fits(it.versions.as_ref(), release))
}

fn implicit<'a>(profile: &'a Profile, name: &str, release: &str) -> Option<&'a Implicit> {
    profile
        .implicits
        .iter()
        .find(|it| it.names.iter().any(|n| n == name) && fits(it.versions.as_ref(), release))
}

fn position(tests: &[ArgumentTest], name: &str) -> Option<usize> {
    tests.iter().find(|test| test.name == name).and_then(|test| test.position)
}

/// What is quoted about a dropped connection.
fn note<'a>(resource: &'a Resource, release: &str, asi: Option<&str>) -> &'a str {
    let fitting = resource.dropped.iter().find(|dropped| {
        fits(dropped.versions.as_ref(), release)
            && dropped
                .asi
                .as_ref()
                .is_none_or(|versions| asi.is_some_and(|asi| versions.contains(&version(asi))))
    });
    &fitting.unwrap_or_else(|| panic!("no note for {} {release} {asi:?}", resource.id)).note
}

// --- The files agree with themselves ---

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look into the folder")]
fn a_profile_is_named_after_its_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/profiles");
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder of profiles") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().and_then(|it| it.to_str()).expect("a stem").to_owned();
        let profile = Profiles::parse(&std::fs::read_to_string(&path).expect("a profile"))
            .unwrap_or_else(|error| panic!("{stem}: {error}"));
        assert_eq!(profile.name, stem);
        names.insert(stem);
    }
    let builtin: BTreeSet<String> = Profiles::builtin().all.into_iter().map(|profile| profile.name).collect();
    assert_eq!(builtin, names);
}

#[test]
fn what_is_named_exists() {
    for profile in Profiles::builtin().all {
        let ids: BTreeSet<&str> = profile.resources.iter().map(|it| it.id.as_str()).collect();
        let mut named = Vec::new();
        named.extend(profile.resources.iter().filter_map(|it| it.awaited_becomes.as_deref()));
        named.extend(profile.resources.iter().filter_map(|it| it.split_becomes.as_deref()));
        named.extend(profile.resources.iter().filter_map(|it| it.connect_binds.as_deref()));
        named.extend(profile.resources.iter().flat_map(|it| it.scope_binds.values().map(String::as_str)));
        named.extend(profile.openers.iter().map(|it| it.resource.as_str()));
        named.extend(
            profile.openers.iter().flat_map(|it| it.variant.iter().map(|variant| variant.resource.as_str())),
        );
        named.extend(profile.implicits.iter().map(|it| it.resource.as_str()));
        for id in &named {
            assert!(ids.contains(id), "{}: no resource {id}", profile.name);
        }
        // Tasks are started by what is known to spawn.
        for id in ids.into_iter().filter(|it| *it != "task") {
            assert!(named.contains(&id), "{}: nothing opens {id}", profile.name);
        }
    }
}

#[test]
fn a_resource_has_at_most_one_entry_per_version() {
    for profile in Profiles::builtin().all {
        for release in releases(&profile) {
            let mut seen = BTreeSet::new();
            for resource in profile.resources.iter().filter(|it| fits(it.versions.as_ref(), release)) {
                assert!(
                    seen.insert(&resource.id),
                    "{}: two entries of {} at {release}",
                    profile.name,
                    resource.id
                );
            }
        }
    }
}

#[test]
fn a_name_has_at_most_one_meaning_per_version() {
    for profile in Profiles::builtin().all {
        for release in releases(&profile) {
            let mut seen = BTreeSet::new();
            let openers = profile.openers.iter().map(|it| (&it.names, &it.versions));
            let implicits = profile.implicits.iter().map(|it| (&it.names, &it.versions));
            let neutrals = profile.neutrals.iter().map(|it| (&it.names, &it.versions));
            for (names, versions) in openers.chain(implicits).chain(neutrals) {
                for name in names.iter().filter(|_| fits(versions.as_ref(), release)) {
                    assert!(seen.insert(name), "{}: {name} has two meanings at {release}", profile.name);
                }
            }
        }
    }
}

#[test]
fn no_name_belongs_to_two_profiles() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for profile in Profiles::builtin().all {
        let names: BTreeSet<String> = profile.openers.iter().flat_map(|it| it.names.clone()).collect();
        for name in names {
            assert!(seen.insert(name.clone()), "{name} is opened by two profiles");
        }
    }
}

#[test]
fn what_opens_has_an_entry_at_every_version_that_has_the_name() {
    for profile in Profiles::builtin().all {
        for release in releases(&profile) {
            let openers = profile.openers.iter().filter(|it| fits(it.versions.as_ref(), release));
            let variants = openers.clone().flat_map(|it| it.variant.iter().map(|variant| &variant.resource));
            let implicits = profile.implicits.iter().filter(|it| fits(it.versions.as_ref(), release));
            for id in openers.map(|it| &it.resource).chain(variants).chain(implicits.map(|it| &it.resource)) {
                assert!(resource(&profile, id, release).is_some(), "{}: no {id} at {release}", profile.name);
            }
        }
    }
}

#[test]
fn a_bound_or_awaited_resource_exists_at_the_same_versions() {
    for profile in Profiles::builtin().all {
        for release in releases(&profile) {
            for it in profile.resources.iter().filter(|it| fits(it.versions.as_ref(), release)) {
                for id in it.scope_binds.values().chain(&it.awaited_becomes).chain(&it.connect_binds) {
                    assert!(
                        resource(&profile, id, release).is_some(),
                        "{}: no {id} at {release}",
                        profile.name
                    );
                }
            }
        }
    }
}

/// Code in migration: the pinned version lacks the name, and still its resource must have a meaning.
#[test]
fn every_resource_of_6_to_10_is_known_in_all_versions() {
    let sdk = profile("bittensor");
    for release in SDKS {
        for id in ["subtensor", "async-subtensor", "subtensor-api", "async-subtensor-api"] {
            assert!(resource(&sdk, id, release).is_some(), "no {id} at {release}");
        }
    }
    for release in SDKS.iter().filter(|release| version(release) < version("11")) {
        for id in ["blocking-client", "sync-client", "client", "rpc-substrate"] {
            assert!(resource(&sdk, id, release).is_none(), "{id} at {release}");
        }
    }
}

#[test]
fn entries_of_one_name_stand_newest_first() {
    // Where no entry fits the pin, the first one is taken: for 10 that must be the meaning of 9.
    let sdk = profile("bittensor");
    let first =
        |name: &str| sdk.openers.iter().find(|it| it.names.iter().any(|n| n == name)).expect("an opener");
    assert!(fits(first("bittensor.subtensor").versions.as_ref(), "9.12.2"));
    assert!(fits(first("bittensor.async_subtensor").versions.as_ref(), "9.12.2"));
    assert!(!first("bittensor.async_subtensor").awaited);
}

#[test]
fn scopes_and_closes_are_consistent() {
    for profile in profiles_of(ProfileLanguage::Python) {
        for it in &profile.resources {
            let place = format!("{}/{}", profile.name, it.id);
            assert!(!it.close.is_empty(), "{place} cannot be closed");
            assert!(
                it.sync_close.iter().all(|path| it.close.contains(path)),
                "{place}: sync-close is not in close"
            );
            assert!(
                it.scope_binds.keys().all(|scope| it.scope.contains(scope)),
                "{place}: binds in no scope"
            );
            assert!(
                it.opens_then_fails.iter().all(|scope| !it.scope.contains(scope)),
                "{place}: opens or fails?"
            );
            assert!(it.opens_then_fails.is_empty() || it.opens == Opens::Constructor, "{place}: not eager");
            assert!(
                it.opens != Opens::Connect || !(it.connect.is_empty() && it.connect_returns_none.is_empty()),
                "{place}"
            );
        }
    }
}

#[test]
fn notes_continue_a_sentence_and_one_always_fits() {
    for profile in profiles_of(ProfileLanguage::Python) {
        for it in &profile.resources {
            let last = it.dropped.last().unwrap_or_else(|| panic!("{}/{} has no note", profile.name, it.id));
            assert!(
                last.versions.is_none() && last.asi.is_none(),
                "{}/{}: the last note is limited",
                profile.name,
                it.id
            );
            for dropped in &it.dropped {
                assert!(dropped.note.starts_with("a dropped connection "), "{}", dropped.note);
                assert!(!dropped.note.ends_with('.'), "{}", dropped.note);
                // Only the SDK's profile knows a second version.
                assert!(dropped.asi.is_none() || profile.name == "bittensor", "{}", dropped.note);
            }
        }
    }
}

// --- The facts, by hand ---

#[test]
fn a_name_that_is_gone_has_a_note_and_one_that_is_there_has_none() {
    let profile = profile("bittensor");
    let names: BTreeSet<&String> = profile.openers.iter().flat_map(|it| &it.names).collect();
    for name in names {
        let mut was_there = false;
        for release in SDKS {
            let is_there = opener(&profile, name, release).is_some();
            let says = |it: &Change| it.names.contains(name) && fits(it.versions.as_ref(), release);
            let notes = profile.changes.iter().filter(|it| it.when.is_empty() && says(it)).count();
            assert!(!is_there || notes == 0, "{name} is not gone at {release}");
            assert!(notes <= 1, "{name} has two notes at {release}");
            assert!(is_there || !was_there || notes == 1, "{name} is gone at {release}, and no note says so");
            was_there |= is_there;
        }
    }
    for it in &profile.changes {
        let known = |name: &String| {
            let mut implicits = profile.implicits.iter().flat_map(|it| &it.names);
            profile.openers.iter().any(|it| it.names.contains(name)) || implicits.any(|it| it == name)
        };
        assert!(it.names.iter().all(known), "{:?}", it.names);
        assert!(!it.note.starts_with("with ") && !it.note.ends_with('.'), "{}", it.note);
    }
}

#[test]
fn names_exist_from_and_up_to() {
    let sdk = profile("bittensor");
    // Name, where it opens, where it does not.
    let facts: &[(&str, &[&str], &[&str])] = &[
        (
            "bittensor.subtensor",
            &["6.0.0", "7.4.0", "8.5.2", "9.12.2", "11.0.1", "11.3.0"],
            &["10.0.0", "10.5.0", "11.0.0"],
        ),
        (
            "bittensor.Subtensor",
            &["7.2.1", "7.4.0", "8.0.0", "9.12.2", "10.5.0", "11.0.0"],
            &["6.12.4", "7.1.0"],
        ),
        ("bittensor.subtensor.subtensor", &["6.0.0", "7.4.0"], &["8.0.0", "10.5.0"]),
        ("bittensor.subtensor.Subtensor", &["7.2.1", "7.4.0"], &["6.12.4", "8.0.0"]),
        ("bittensor.subtensor_module.subtensor", &["7.0.0", "7.1.0", "7.4.0"], &["6.12.4", "8.0.0"]),
        ("bittensor.subtensor_module.Subtensor", &["7.2.1", "7.4.0"], &["7.1.0", "8.0.0"]),
        ("bittensor.core.subtensor.Subtensor", &["8.0.0", "9.12.2", "10.5.0"], &["7.4.0", "11.0.0"]),
        ("bittensor.AsyncSubtensor", &["8.3.0", "9.12.2", "10.5.0"], &["8.2.0", "11.0.0"]),
        (
            "bittensor.core.async_subtensor.AsyncSubtensor",
            &["8.3.0", "9.12.2", "10.5.0"],
            &["8.2.0", "11.0.0"],
        ),
        (
            "bittensor.async_subtensor",
            &["8.3.0", "8.4.3", "8.5.2", "9.0.0", "9.12.2"],
            &["8.2.0", "10.0.0", "11.3.0"],
        ),
        (
            "bittensor.core.async_subtensor.get_async_subtensor",
            &["9.0.0", "9.12.2", "10.5.0"],
            &["8.5.2", "11.0.0"],
        ),
        ("bittensor.get_async_subtensor", &["10.0.0", "10.5.0"], &["9.12.2", "11.0.0"]),
        ("bittensor.SubtensorApi", &["9.5.0", "9.12.2", "10.5.0"], &["9.4.0", "11.0.0"]),
        ("bittensor.core.subtensor_api.SubtensorApi", &["9.5.0", "9.12.2"], &["10.0.0"]),
        ("bittensor.extras.SubtensorApi", &["10.0.0", "10.5.0"], &["9.12.2"]),
        ("bittensor.extras.subtensor_api.SubtensorApi", &["10.0.0", "10.5.0"], &["9.12.2"]),
        ("bittensor.SyncClient", &["11.0.0", "11.3.0"], &["10.5.0"]),
        ("bittensor.Client", &["11.0.0", "11.3.0"], &["10.5.0"]),
        ("bittensor.client.Client", &["11.0.0"], &["10.5.0"]),
        ("bittensor.RpcSubstrate", &["11.0.0", "11.3.0"], &["10.5.0"]),
    ];
    for (name, present, absent) in facts {
        for release in *present {
            assert!(opener(&sdk, name, release).is_some(), "{name} is missing at {release}");
        }
        for release in *absent {
            assert!(opener(&sdk, name, release).is_none(), "{name} at {release}");
        }
    }
}

#[test]
fn the_sync_class_opens_and_closes() {
    let sdk = profile("bittensor");
    // Version, close(), with.
    for (release, has_close, has_with) in [
        ("6.0.0", false, false),
        ("6.5.0", false, false),
        ("6.9.3", true, false),
        ("7.4.0", true, false),
        ("8.5.2", true, false),
        ("9.0.0", true, true),
        ("9.12.2", true, true),
        ("10.5.0", true, true),
    ] {
        let it = resource(&sdk, "subtensor", release).expect("a subtensor");
        assert_eq!((it.style, it.opens), (Style::Sync, Opens::Constructor), "{release}");
        assert_eq!(it.close.iter().any(|path| path == "close"), has_close, "{release}");
        assert!(it.close.iter().any(|path| path == "substrate.close"), "{release}");
        assert_eq!(it.scope.contains(&Scope::With), has_with, "{release}");
        assert!(!it.scope.contains(&Scope::AsyncWith), "{release}");
        assert!(it.opens_then_fails.contains(&Scope::AsyncWith), "{release}");
        assert_eq!(it.after_close, AfterClose::Reopens, "{release}");
        assert_eq!(it.rpc_attributes, ["block"], "{release}");
        assert!(!it.self_closing, "{release}");
    }
}

#[test]
fn the_async_class_opens_and_closes() {
    let sdk = profile("bittensor");
    for (release, has_close) in
        [("8.3.0", false), ("8.5.2", false), ("9.0.0", true), ("9.12.2", true), ("10.5.0", true)]
    {
        let it = resource(&sdk, "async-subtensor", release).expect("an async subtensor");
        assert_eq!((it.style, it.opens), (Style::Async, Opens::FirstUse), "{release}");
        assert_eq!(it.close.iter().any(|path| path == "close"), has_close, "{release}");
        assert_eq!(it.connect.iter().any(|name| name == "initialize"), has_close, "{release}");
        assert!(it.close.iter().any(|path| path == "substrate.close"), "{release}");
        assert_eq!(it.scope, [Scope::AsyncWith], "{release}");
        assert!(it.scope_binds.is_empty() && it.sync_close.is_empty(), "{release}");
        assert_eq!(it.after_close, AfterClose::Reopens, "{release}");
    }
}

#[test]
fn factories_come_out_of_awaiting() {
    let sdk = profile("bittensor");
    // Name, version, awaited, comes back open, comes back closed.
    for (name, release, awaited, connected, closed) in [
        ("bittensor.async_subtensor", "8.4.3", false, false, false),
        ("bittensor.async_subtensor", "8.5.2", true, false, true),
        ("bittensor.async_subtensor", "9.12.2", false, false, false),
        ("bittensor.get_async_subtensor", "10.5.0", true, true, false),
        ("bittensor.core.async_subtensor.get_async_subtensor", "9.0.0", true, true, false),
        ("bittensor.AsyncSubtensor", "10.5.0", false, false, false),
    ] {
        let it = opener(&sdk, name, release).expect("an opener");
        assert_eq!(
            (it.awaited, it.connected, it.closed),
            (awaited, connected, closed),
            "{name} at {release}"
        );
        assert_eq!(it.class, !awaited, "{name} at {release}");
        assert_eq!(it.resource, "async-subtensor");
    }
}

#[test]
fn mocks_are_silent_at_their_position() {
    let sdk = profile("bittensor");
    for (name, release, argument, expected) in [
        ("bittensor.subtensor", "6.0.0", "_mock", 2),
        ("bittensor.Subtensor", "7.4.0", "_mock", 2),
        ("bittensor.Subtensor", "8.5.2", "_mock", 2),
        ("bittensor.Subtensor", "9.4.0", "_mock", 2),
        ("bittensor.Subtensor", "9.5.0", "_mock", 5),
        ("bittensor.Subtensor", "9.12.2", "_mock", 5),
        ("bittensor.Subtensor", "10.5.0", "mock", 6),
        ("bittensor.AsyncSubtensor", "9.0.0", "_mock", 2),
        ("bittensor.AsyncSubtensor", "9.12.2", "_mock", 5),
        ("bittensor.AsyncSubtensor", "10.5.0", "mock", 7),
        ("bittensor.SubtensorApi", "9.5.0", "mock", 7),
        ("bittensor.SubtensorApi", "10.5.0", "mock", 7),
        ("bittensor.get_async_subtensor", "10.5.0", "mock", 2),
        ("bittensor.core.async_subtensor.get_async_subtensor", "9.12.2", "_mock", 2),
    ] {
        let it = opener(&sdk, name, release).expect("an opener");
        assert_eq!(position(&it.silent_if, argument), Some(expected), "{name} at {release}");
    }
    for release in SDKS.iter().filter(|release| version(release) < version("11")) {
        for it in sdk.openers.iter().filter(|it| fits(it.versions.as_ref(), release)) {
            let silent =
                |name: &str| it.silent_if.iter().any(|test| test.name == name && test.is == Test::Truthy);
            // The coroutine of 8.5 and the bundled substrate take no such argument.
            assert!(
                it.closed || it.resource == "async-substrate" || (silent("mock") && silent("_mock")),
                "{:?}",
                it.names
            );
        }
    }
}

#[test]
fn an_http_url_opens_no_websocket() {
    for profile in profiles_of(ProfileLanguage::Python) {
        for it in &profile.openers {
            let silent = it.silent_if.iter().any(|test| test.is == Test::HttpUrl);
            // Private, falling back to the default network, or given a websocket.
            let excepted = it.resource == "transport"
                || it.resource == "subtensor-interface"
                || it.names.iter().any(|name| name.ends_with("get_substrate_from_websocket"));
            assert!(silent || excepted, "{:?}", it.names);
        }
    }
}

#[test]
fn a_websocket_of_the_callers_own_is_wrapped() {
    let sdk = profile("bittensor");
    let wraps = |release| opener(&sdk, "bittensor.Subtensor", release).and_then(|it| it.wraps.clone());
    assert_eq!(wraps("8.4.3").map(|it| (it.name, it.position)), Some(("websocket".to_owned(), Some(5))));
    assert_eq!(wraps("8.5.2").map(|it| (it.name, it.position)), Some(("websocket".to_owned(), Some(5))));
    assert_eq!(wraps("8.3.0"), None);
    assert_eq!(wraps("9.0.0"), None);
    assert_eq!(wraps("11.0.0").map(|it| (it.name, it.position)), Some(("substrate".to_owned(), None)));
}

#[test]
fn the_api_is_sync_or_async_by_argument() {
    let sdk = profile("bittensor");
    for release in ["9.5.0", "9.12.2", "10.0.0", "10.5.0"] {
        let it = opener(&sdk, "bittensor.SubtensorApi", release).expect("an opener");
        assert_eq!(it.resource, "subtensor-api");
        let [variant] = it.variant.as_slice() else { panic!("one variant at {release}") };
        assert_eq!((variant.when.name.as_str(), variant.when.position), ("async_subtensor", Some(2)));
        assert_eq!((variant.when.is, variant.resource.as_str()), (Test::Truthy, "async-subtensor-api"));

        let sync = resource(&sdk, "subtensor-api", release).expect("the sync one");
        assert_eq!((sync.style, sync.opens), (Style::Sync, Opens::Constructor));
        assert_eq!(sync.scope, [Scope::With]);
        let asynchronous = resource(&sdk, "async-subtensor-api", release).expect("the async one");
        assert_eq!((asynchronous.style, asynchronous.opens), (Style::Async, Opens::FirstUse));
        assert_eq!(asynchronous.scope, [Scope::AsyncWith]);
        let binds = asynchronous.scope_binds.get(&Scope::AsyncWith).map(String::as_str);
        assert_eq!(binds, if release.starts_with('9') { Some("async-subtensor") } else { None }, "{release}");
    }
}

#[test]
fn eleven_connects_on_use() {
    let sdk = profile("bittensor");
    for release in ["11.0.0", "11.0.1", "11.3.0"] {
        assert_eq!(
            opener(&sdk, "bittensor.Subtensor", release).expect("an opener").resource,
            "blocking-client"
        );
        let both = resource(&sdk, "blocking-client", release).expect("Subtensor");
        assert_eq!((both.style, both.opens), (Style::Sync, Opens::FirstUse));
        assert_eq!(both.scope, [Scope::With, Scope::AsyncWith]);
        assert_eq!(both.scope_binds.get(&Scope::AsyncWith).map(String::as_str), Some("client"));
        assert_eq!(both.scope_binds.get(&Scope::With), None);
        assert_eq!(both.awaited_becomes.as_deref(), Some("client"));
        assert_eq!(both.rpc_attributes, ["block", "finalized_block", "time", "spec_version"]);
        assert!(both.self_closing);

        let sync = resource(&sdk, "sync-client", release).expect("SyncClient");
        assert_eq!((sync.style, sync.scope.as_slice()), (Style::Sync, &[Scope::With][..]));
        assert_eq!(sync.awaited_becomes, None);
        assert!(sync.self_closing);

        let client = resource(&sdk, "client", release).expect("Client");
        assert_eq!((client.style, client.opens), (Style::Async, Opens::Connect));
        assert_eq!(client.scope, [Scope::AsyncWith]);
        assert_eq!(
            (client.connect.as_slice(), client.close.as_slice()),
            (&["connect".to_owned()][..], &["close".to_owned()][..])
        );
        assert!(!client.self_closing);

        let rpc = resource(&sdk, "rpc-substrate", release).expect("RpcSubstrate");
        assert_eq!((rpc.style, rpc.opens), (Style::Async, Opens::Connect));
        assert!(rpc.scope.is_empty() && rpc.connect.is_empty());
        assert_eq!(rpc.connect_returns_none, ["connect"]);

        for it in [both, sync, client, rpc] {
            assert_eq!(it.after_close, AfterClose::Raises, "{}", it.id);
        }
    }
}

#[test]
fn metagraphs_open_unless_told_not_to() {
    let sdk = profile("bittensor");
    // Name, version, position of sync, of subtensor, keeps what it has.
    for (name, release, sync, subtensor, keeps) in [
        ("bittensor.metagraph", "6.0.0", 3, None, false),
        ("bittensor.metagraph", "7.4.0", 3, None, false),
        ("bittensor.metagraph", "8.4.3", 3, None, false),
        ("bittensor.Metagraph", "8.4.3", 3, None, false),
        ("bittensor.Metagraph", "8.4.4", 3, Some(4), true),
        ("bittensor.Metagraph", "8.4.5", 3, Some(4), true),
        ("bittensor.metagraph", "9.12.2", 3, Some(4), true),
        ("bittensor.core.metagraph.Metagraph", "9.0.0", 3, Some(4), true),
        ("bittensor.metagraph", "10.5.0", 3, Some(4), true), // Left over from 9.
        ("bittensor.Metagraph", "10.0.0", 4, Some(5), true),
        ("bittensor.Metagraph", "10.5.0", 4, Some(5), true),
        ("bittensor.core.metagraph.async_metagraph", "9.12.2", 3, Some(4), true),
        ("bittensor.core.metagraph.async_metagraph", "10.5.0", 4, Some(5), true),
        ("bittensor.core.metagraph.AsyncMetagraph", "10.5.0", 4, Some(5), true),
    ] {
        let it = implicit(&sdk, name, release).unwrap_or_else(|| panic!("{name} is missing at {release}"));
        let falsy = it.unless.iter().find(|test| test.name == "sync").expect("a test of sync");
        assert_eq!((falsy.position, falsy.is), (Some(sync), Test::Falsy), "{name} at {release}");
        assert_eq!(position(&it.unless, "subtensor"), subtensor, "{name} at {release}");
        assert_eq!(it.keeps, keeps, "{name} at {release}");
        assert_eq!(it.forgets_when_copied, keeps && release != "8.4.4", "{name} at {release}");
        let [method] = it.method.as_slice() else { panic!("one method") };
        assert_eq!((method.name.as_str(), position(&method.unless, "subtensor")), ("sync", Some(2)));
        assert_eq!(it.awaited, name.ends_with("async_metagraph"), "{name}");
        // The async class connects when it is entered or synchronised.
        assert_eq!(
            (it.call, it.enters),
            match name.ends_with("AsyncMetagraph") {
                true => (false, true),
                false => (true, false),
            }
        );
    }
    for (name, release) in [
        ("bittensor.Metagraph", "7.4.0"),
        ("bittensor.metagraph", "11.0.0"),
        ("bittensor.Metagraph", "11.0.0"), // A plain snapshot there.
        ("bittensor.core.metagraph.async_metagraph", "8.5.2"),
    ] {
        assert!(implicit(&sdk, name, release).is_none(), "{name} at {release}");
    }
}

#[test]
fn serving_an_axon_opened_until_6_7() {
    let sdk = profile("bittensor");
    let axon = |release| implicit(&sdk, "bittensor.axon", release);
    let it = axon("6.7.3").expect("an implicit");
    assert!(!it.call && it.method[0].name == "serve");
    assert_eq!(position(&it.method[0].unless, "subtensor"), Some(1));
    assert!(axon("6.9.3").is_none());
}

#[test]
fn some_names_open_nothing() {
    let sdk = profile("bittensor");
    let neutral = |name: &str, release| {
        sdk.neutrals
            .iter()
            .any(|it| it.names.iter().any(|n| n == name) && fits(it.versions.as_ref(), release))
    };
    assert!(neutral("bittensor.MockSubtensor", "7.4.0"));
    assert!(neutral("bittensor.mock.MockSubtensor", "7.4.0"));
    assert!(neutral("bittensor.utils.mock.MockSubtensor", "10.5.0"));
    assert!(!neutral("bittensor.MockSubtensor", "11.0.0"));
    assert!(neutral("bittensor.set_weights", "11.0.0"));
}

#[test]
fn the_garbage_collector_does_what_was_observed() {
    let sdk = profile("bittensor");
    // Resource, SDK, async-substrate-interface, what the note says.
    for (id, release, asi, says) in [
        ("subtensor", "6.5.0", None, "only when the cyclic garbage collector runs"),
        ("subtensor", "7.4.0", None, "only when the cyclic garbage collector runs"),
        ("subtensor", "8.3.0", None, "only when the cyclic garbage collector runs"),
        ("subtensor", "8.4.3", None, "is never closed"),
        ("subtensor", "8.5.2", None, "is never closed"),
        ("subtensor", "9.0.0", Some("1.0.0"), "is never closed"),
        ("subtensor", "9.0.0", Some("1.0.2"), "with its last reference"),
        ("subtensor", "9.12.2", Some("1.5.15"), "is never closed"),
        ("subtensor", "9.12.2", None, "is never closed"),
        ("subtensor", "10.1.0", Some("1.6.0"), "is never closed"),
        ("subtensor", "10.5.0", None, "unless the program closes another one"),
        ("subtensor", "10.5.0", Some("2.2.1"), "unless the program closes another one"),
        ("async-subtensor", "8.5.2", None, "closes itself 5 s"),
        ("async-subtensor", "9.12.2", Some("1.4.3"), "closes itself 5 s"),
        ("async-subtensor", "9.12.2", Some("1.5.0"), "is never closed"),
        ("async-subtensor", "9.12.2", Some("1.5.9"), "is never closed"),
        ("async-subtensor", "9.12.2", Some("1.5.10"), "closes itself 5 s"),
        ("async-subtensor", "9.12.2", None, "only with async-substrate-interface 1.5.10 or later"),
        ("async-subtensor", "10.0.0", None, "only while the event loop runs"),
        ("async-subtensor", "10.5.0", Some("2.2.1"), "asyncio.run() may never return"),
        ("async-subtensor", "10.5.0", None, "asyncio.run() may never return"),
        ("async-subtensor-without-timer", "10.5.0", None, "is never closed"),
        ("blocking-client", "11.3.0", None, "when the cyclic garbage collector runs"),
        ("client", "11.3.0", None, "as long as the event loop runs"),
        // Names that 11 dropped keep their last meaning.
        ("subtensor", "11.0.0", None, "which ended with 10, is never closed"),
        ("async-subtensor", "11.3.0", None, "which ended with 10, closes itself 5 s"),
        ("subtensor-api", "11.3.0", None, "which ended with 10, is never closed"),
        ("async-subtensor-api", "9.12.2", Some("1.6.4"), "asyncio.run() may never return"),
        ("async-subtensor-api", "9.12.2", Some("1.5.9"), "is never closed"),
        ("subtensor", "9.0.0", Some("1.0.4"), "is never closed"),
        ("async-subtensor", "10.2.0", Some("1.6.3"), "only while the event loop runs"),
    ] {
        let note = note(resource(&sdk, id, release).expect("a resource"), release, asi)
            .replace("without a shutdown timer ", "");
        assert!(note.contains(says), "{id} {release} {asi:?}: {note}");
        let unconditional = says == "is never closed";
        assert!(!unconditional || !note.contains("unless"), "{id} {release} {asi:?}: {note}");
    }
}

#[test]
fn the_substrate_interfaces_open_and_close() {
    let asi = profile("async-substrate-interface");
    for (name, release, id, present) in [
        ("async_substrate_interface.SubstrateInterface", "1.0.0", "substrate", true),
        ("async_substrate_interface.sync_substrate.SubstrateInterface", "2.2.1", "substrate", true),
        ("async_substrate_interface.AsyncSubstrateInterface", "1.0.0", "async-substrate", true),
        (
            "async_substrate_interface.async_substrate.DiskCachedAsyncSubstrateInterface",
            "1.0.6",
            "async-substrate",
            true,
        ),
        (
            "async_substrate_interface.async_substrate.DiskCachedAsyncSubstrateInterface",
            "1.0.4",
            "async-substrate",
            false,
        ),
        ("async_substrate_interface.substrate_addons.RetrySyncSubstrate", "1.2.0", "substrate", true),
        ("async_substrate_interface.substrate_addons.RetrySyncSubstrate", "1.0.6", "substrate", false),
        ("async_substrate_interface.substrate_addons.RetryAsyncSubstrate", "2.2.1", "async-substrate", true),
        ("bittensor.core.subtensor.RetrySyncSubstrate", "2.2.1", "substrate", true),
    ] {
        let found = opener(&asi, name, release).map(|it| it.resource.as_str());
        assert_eq!(found, present.then_some(id), "{name} at {release}");
    }
    let sync = resource(&asi, "substrate", "2.2.1").expect("the sync one");
    assert_eq!(
        (sync.style, sync.opens, sync.scope.as_slice()),
        (Style::Sync, Opens::Constructor, &[Scope::With][..])
    );
    let asynchronous = resource(&asi, "async-substrate", "2.2.1").expect("the async one");
    assert_eq!((asynchronous.style, asynchronous.opens), (Style::Async, Opens::FirstUse));
    assert_eq!(asynchronous.scope, [Scope::AsyncWith]);
    assert!(asynchronous.connect.is_empty(), "initialize() returns None");
    assert_eq!(asynchronous.connect_returns_none, ["initialize"]);
    let factory = "async_substrate_interface.async_substrate.get_async_substrate_interface";
    let factory = opener(&asi, factory, "2.2.1").expect("the factory");
    assert!(factory.awaited && factory.connected && !factory.class);
    for (id, release, says) in [
        ("substrate", "1.0.0", "is never closed"),
        ("substrate", "1.0.2", "with its last reference"),
        ("substrate", "1.4.3", "is never closed"),
        ("substrate", "1.6.1", "unless the program closes another one"),
        ("async-substrate", "1.4.3", "closes itself 5 s"),
        ("async-substrate", "1.5.1", "is never closed"),
        ("async-substrate", "1.5.10", "closes itself 5 s"),
        ("async-substrate", "2.2.1", "asyncio.run() may never return"),
    ] {
        let note = note(resource(&asi, id, release).expect("a resource"), release, None);
        assert!(note.contains(says), "{id} {release}: {note}");
    }

    let old = profile("substrate-interface");
    let it = opener(&old, "substrateinterface.SubstrateInterface", "1.0").expect("an opener");
    assert_eq!(it.wraps.as_ref().and_then(|wraps| wraps.position), Some(1));
    let it = resource(&old, "substrate", "1.0").expect("a resource");
    assert_eq!(
        (it.style, it.opens, it.scope.as_slice()),
        (Style::Sync, Opens::Constructor, &[Scope::With][..])
    );
}

#[test]
fn the_other_clients_open_and_close() {
    let turbobt = profile("turbobt");
    for name in ["turbobt.Bittensor", "turbobt.Subtensor", "turbobt.CacheSubtensor", "turbobt.Substrate"] {
        let it = opener(&turbobt, name, "1.0").expect("an opener");
        let it = resource(&turbobt, &it.resource, "1.0").expect("a resource");
        assert_eq!(
            (it.style, it.opens, it.scope.as_slice()),
            (Style::Async, Opens::FirstUse, &[Scope::AsyncWith][..])
        );
        assert!(it.close.iter().any(|path| path == "close"));
    }
    let cli = profile("bittensor-cli");
    let it = resource(&cli, "subtensor-interface", "1.0").expect("a resource");
    assert_eq!((it.style, it.scope.as_slice()), (Style::Async, &[Scope::AsyncWith][..]));
    assert!(it.close.iter().all(|path| path != "close"), "it has no close()");

    let fiber = profile("fiber");
    let it = opener(&fiber, "fiber.chain.interface.get_substrate", "1.0").expect("an opener");
    assert!(!it.class && !it.awaited);
    assert_eq!(resource(&fiber, &it.resource, "1.0").expect("a resource").style, Style::Sync);
}

#[test]
fn the_standard_library_closes_and_takes() {
    let python = profile("python");
    let effects = |name: &str| -> Vec<CalleeEffect> {
        python.callees.iter().filter(|it| it.names.iter().any(|n| n == name)).map(|it| it.effect).collect()
    };
    assert_eq!(effects("contextlib.closing"), [CalleeEffect::Scopes]);
    assert_eq!(effects("contextlib.aclosing"), [CalleeEffect::Borrows]);
    assert_eq!(effects("contextlib.ExitStack.enter_context"), [CalleeEffect::Takes, CalleeEffect::Returns]);
    assert_eq!(
        effects("contextlib.AsyncExitStack.enter_async_context"),
        [CalleeEffect::Takes, CalleeEffect::Returns]
    );
    assert_eq!(effects("unittest.TestCase.enterContext"), [CalleeEffect::Takes, CalleeEffect::Returns]);
    assert_eq!(effects("typing.cast"), [CalleeEffect::Returns]);
    assert_eq!(effects("copy.deepcopy"), [CalleeEffect::Copies]);
}

#[test]
fn dropping_a_client_of_subxt_closes_it_up_to_0_44() {
    let subxt = profile("subxt");
    let drop = |release| resource(&subxt, "client", release).map(|it| it.drop);
    for release in ["0.37.0", "0.38.1", "0.42.1", "0.44.0"] {
        assert_eq!(drop(release), Some(DropEffect::Closes), "{release}");
    }
    for release in ["0.50.0", "0.51.1"] {
        assert_eq!(drop(release), Some(DropEffect::Driver), "{release}");
    }
}

#[test]
fn what_drops_without_a_goodbye_can_be_closed() {
    for profile in profiles_of(ProfileLanguage::Rust) {
        for it in profile.resources.iter().filter(|it| it.drop == DropEffect::Abandons) {
            assert!(!it.close.is_empty(), "{}/{} cannot be closed", profile.name, it.id);
        }
        for it in profile.openers.iter().flat_map(|it| &it.names) {
            assert!(it.contains("::"), "{it} is no path");
        }
    }
}
