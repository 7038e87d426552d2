//! Notes about the garbage collector are what `docs/sdk-behaviour.md` shows, the table that runs of the SDKs wrote.

use std::collections::BTreeMap;

use lint_core::profile::{Dropped, Profiles, Resource};

const PAGE: &str = include_str!("../../docs/sdk-behaviour.md");

/// What a note says, by what was seen of one that is dropped.
const NOTES: &[(&str, &str)] = &[
    ("closed by the cyclic collector", "is closed only when the cyclic garbage collector runs"),
    ("closed when another one is closed", "is never closed, unless the program closes another one"),
    ("never closed", "is never closed"),
    ("closes itself when idle", "closes itself 5 s after its last use"),
    ("never closed while the loop runs", "stays open for as long as the event loop runs"),
];

/// One SDK: its packages, and its answer to each question, by the first words of the row.
struct Sdk {
    packages: BTreeMap<&'static str, &'static str>,
    answers: BTreeMap<&'static str, &'static str>,
}

/// The columns of the table.
fn sdks() -> Vec<Sdk> {
    let installed = PAGE.lines().filter_map(|it| it.strip_prefix("- bittensor "));
    let rows = PAGE.lines().filter_map(|it| it.strip_prefix("| ")).filter(|it| !it.starts_with(['-', '|']));
    let rows: Vec<Vec<&str>> = rows.map(|it| it.trim_end_matches(" |").split(" | ").collect()).collect();
    let column = |at: usize| rows.iter().map(|it| (it[0], it[at + 1])).collect();
    let packages = |line: &'static str| {
        let others = line.split(", ").filter_map(|it| it.split_once(' '));
        others.chain(line.split_once(',').map(|(it, _)| ("bittensor", it))).collect()
    };
    installed.enumerate().map(|(at, it)| Sdk { packages: packages(it), answers: column(at) }).collect()
}

impl Sdk {
    /// The note about a dropped connection of a resource.
    fn note(&self, profiles: &Profiles, id: &str) -> String {
        let profile = profiles.all.iter().find(|it| it.name == "bittensor").expect("the SDK's profile");
        let admits = |versions: Option<&lint_core::VersionSpecifiers>, package: &str| {
            let version = self.packages.get(package).map(|it| it.parse().expect("a version"));
            versions.is_none_or(|it| version.is_some_and(|version| it.contains(&version)))
        };
        let entry = |it: &&Resource| it.id == id && admits(it.versions.as_ref(), "bittensor");
        let resource = profile.resources.iter().find(entry).unwrap_or_else(|| panic!("no {id}"));
        let fits = |it: &&Dropped| {
            admits(it.versions.as_ref(), "bittensor") && admits(it.asi.as_ref(), "async-substrate-interface")
        };
        resource.dropped.iter().find(fits).expect("a note that fits").note.clone()
    }
}

fn said_of(seen: &str) -> &'static str {
    let found = NOTES.iter().find(|(answer, _)| *answer == seen);
    found.unwrap_or_else(|| panic!("no words for {seen:?}")).1
}

#[test]
fn notes_say_what_was_seen_of_a_dropped_connection() {
    let profiles = Profiles::builtin();
    let sdks = sdks();
    assert_eq!(sdks.len(), 5, "the SDKs of the table");
    for sdk in sdks {
        let version = sdk.packages["bittensor"];
        let eleven = version.starts_with("11.");
        let mut asked = vec![("one that is dropped while its loop runs is", "async-subtensor")];
        if eleven {
            asked = vec![("one that is dropped while its loop runs is", "client")];
        } else {
            asked.push(("three that are dropped are", "subtensor"));
        }
        for (row, id) in asked {
            let seen = sdk.answers[row];
            if seen == "there is no such class" {
                continue;
            }
            let note = sdk.note(&profiles, id);
            assert!(note.contains(said_of(seen)), "{version}, {id}: seen was {seen:?}, the note is {note:?}");
            let unless = note.contains("unless the program");
            assert_eq!(unless, seen == "closed when another one is closed", "{version}, {id}: {note:?}");
            let hangs = sdk.answers["one that is dropped with its loop is"] == "hangs";
            if id == "async-subtensor" {
                assert_eq!(note.contains("may never return"), hangs, "{version}: {note:?}");
            }
        }
    }
}
