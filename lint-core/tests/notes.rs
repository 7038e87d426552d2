//! Notes about names that the pinned SDK lacks and arguments that it has moved: on both sides of each boundary.

use lint_core::finding::Finding;
use lint_core::source::{Language, Origin, SdkPin, SourceFile};
use lint_core::{Options, Version, check};

/// How the version got known.
enum Known<'a> {
    Pinned(&'a str),
    /// By an open range: the highest below 11, and the newest.
    Ranged(&'a str, &'a str),
    /// `--sdk`.
    Said(&'a str),
    Guessed,
}

fn found(known: &Known, files: &[(&str, &str)]) -> Vec<Finding> {
    let version = |it: &str| it.parse::<Version>().expect("a version");
    let (sdk, newer, said) = match known {
        Known::Pinned(it) => (Some(version(it)), None, None),
        Known::Ranged(it, newer) => (Some(version(it)), Some(version(newer)), None),
        Known::Said(it) => (None, None, Some(version(it))),
        Known::Guessed => (None, None, None),
    };
    let file = |(path, text): &(&str, &str)| SourceFile {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
        language: Language::Python,
        pin: SdkPin { sdk: sdk.clone(), newer: newer.clone(), ..SdkPin::default() },
        root: String::new(),
        origin: Origin::Named,
    };
    let files: Vec<SourceFile> = files.iter().map(file).collect();
    check(&files, &Options { sdk: said, ..Options::default() }).findings
}

/// Whether the one finding in `body` has the notes that begin with `expected`, in order.
#[track_caller]
fn notes(known: &Known, body: &str, expected: &[&str]) {
    let text = format!("import bittensor as bt\n{body}\n");
    let findings = found(known, &[("a.py", &text)]);
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    let found = &finding.notes;
    let fits = found.len() == expected.len() && found.iter().zip(expected).all(|it| it.0.starts_with(it.1));
    assert!(fits, "{body}: {found:#?} instead of {expected:#?}");
}

const SYNC: &str = "sub = bt.subtensor()\nprint(sub.block)";
const CAPITAL: &str = "sub = bt.Subtensor()\nprint(sub.block)";
const ASYNC: &str = "async def f():\n    sub = bt.AsyncSubtensor()\n    await sub.initialize()";
const ASYNC_ALIAS: &str = "async def f():\n    sub = bt.async_subtensor()\n    await sub.block";
const FACTORY: &str = "async def f():\n    sub = await bt.get_async_subtensor()\n    print(sub)";
const API: &str = "api = bt.SubtensorApi()\nprint(api.block)";
const MODULE: &str =
    "from bittensor.core.subtensor_api import SubtensorApi\napi = SubtensorApi()\nprint(api.block)";

#[test]
fn names_are_missed_where_they_are_gone_and_nowhere_else() {
    use Known::Pinned;
    notes(&Pinned("9.12.2"), SYNC, &[]);
    notes(&Pinned("10.0.0"), SYNC, &["with bittensor 10.0.0 `bt.subtensor` is gone: use `bt.Subtensor`"]);
    notes(&Pinned("10.5.0"), SYNC, &["with bittensor 10.5.0 `bt.subtensor` is gone"]);
    notes(&Pinned("11.0.0"), SYNC, &["with bittensor 11.0.0 there is no `bt.subtensor`"]);
    notes(&Pinned("7.1.0"), CAPITAL, &["with bittensor 7.1.0 there is no `bt.Subtensor` yet"]);
    for version in ["7.2.1", "8.5.2", "9.12.2", "10.5.0"] {
        notes(&Pinned(version), CAPITAL, &[]);
    }
    notes(&Pinned("8.2.0"), ASYNC, &["with bittensor 8.2.0 there is no `AsyncSubtensor` yet"]);
    notes(&Pinned("8.3.0"), &ASYNC.replace("initialize()", "get_current_block()"), &[]);
    notes(&Pinned("10.5.0"), ASYNC, &[]);
    notes(&Pinned("11.0.0"), ASYNC, &["with bittensor 11.0.0 `AsyncSubtensor` is gone: await"]);
    notes(&Pinned("9.12.2"), ASYNC_ALIAS, &[]);
    notes(&Pinned("10.0.0"), ASYNC_ALIAS, &["with bittensor 10.0.0 `bt.async_subtensor` is gone"]);
    notes(&Pinned("11.3.0"), ASYNC_ALIAS, &["with bittensor 11.3.0 `AsyncSubtensor` is gone"]);
    notes(&Pinned("9.12.2"), FACTORY, &["with bittensor 9.12.2 there is no `bt.get_async_subtensor` yet"]);
    notes(&Pinned("10.0.0"), FACTORY, &[]);
    notes(&Pinned("11.0.1"), FACTORY, &["with bittensor 11.0.1 `get_async_subtensor` is gone"]);
    notes(&Pinned("9.4.0"), API, &["with bittensor 9.4.0 there is no `bt.SubtensorApi` yet"]);
    notes(&Pinned("9.5.0"), API, &[]);
    notes(&Pinned("10.5.0"), API, &[]);
    notes(&Pinned("11.3.0"), API, &["with bittensor 11.3.0 `SubtensorApi` is gone"]);
    notes(&Pinned("9.12.2"), MODULE, &[]);
    notes(&Pinned("10.0.0"), MODULE, &["with bittensor 10.0.0 the module is gone"]);
}

#[test]
fn what_moved_in_10_is_told_where_the_call_shows_the_old_order() {
    use Known::Pinned;
    let gone = "with bittensor 10.5.0 `bt.metagraph` is gone";
    let moved = "with bittensor 10.5.0 the second argument";
    let check = |call: &str, at_9: &[&str], at_10: &[&str]| {
        let body = format!("m = bt.{call}\nprint(m.n)");
        notes(&Pinned("9.12.2"), &body, at_9);
        notes(&Pinned("10.5.0"), &body, at_10);
    };
    check("metagraph(1)", &[], &[gone]);
    check("metagraph(1, network)", &[], &[gone, moved]);
    check("metagraph(1, network=network)", &[], &[gone]);
    check("Metagraph(1)", &[], &[]);
    check("Metagraph(1, 'finney')", &[], &[moved]);
    check("Metagraph(1, network, False)", &[], &[moved]);
    check("Metagraph(1, network='finney', lite=False)", &[], &[]);
    check("Metagraph(1, 0, 'finney')", &[], &[]);
    check("Metagraph(*arguments, 'finney')", &[], &[]);
    // In 9 the metagraph takes the connection, in 10 it takes it for `sync` and opens its own.
    let lent = "with bt.Subtensor() as sub:\n    print(bt.Metagraph(1, net, lite, sync, sub).n)";
    notes(&Pinned("10.5.0"), lent, &[moved]);
    let text = format!("import bittensor as bt\n{lent}\n");
    assert!(found(&Pinned("9.12.2"), &[("a.py", &text)]).is_empty());
    // What is opened later is told about as well.
    notes(&Pinned("10.5.0"), "m = bt.metagraph(1, sync=False)\nm.sync()", &[gone]);
}

#[test]
fn a_guess_is_no_pin() {
    use Known::{Guessed, Pinned, Ranged, Said};
    let gone = ["with bittensor 10.5.0 `bt.subtensor` is gone"];
    notes(&Said("10.5.0"), SYNC, &gone);
    notes(&Pinned("10.5.0"), SYNC, &gone);
    notes(&Guessed, SYNC, &[]);
    // A range that admits 11 leaves open which one is installed, and 11.3 has the name.
    notes(&Ranged("10.5.0", "11.3.0"), SYNC, &[]);
    let modern = "async def g():\n    async with bt.Subtensor() as client:\n        print(client)\n";
    notes(&Guessed, &format!("{modern}{ASYNC}"), &[]);
}

#[test]
fn findings_of_wrappers_classes_and_defaults_tell_it_too() {
    let pinned = Known::Pinned("10.5.0");
    let gone = "with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`";
    notes(&pinned, "def connect():\n    return bt.subtensor()\n\nsub = connect()\nprint(sub.block)", &[gone]);
    notes(&pinned, "class A:\n    def __init__(self):\n        self.sub = bt.subtensor()", &[gone]);
    notes(
        &pinned,
        "from dataclasses import dataclass, field\n@dataclass\nclass A:\n    sub: object = field(default_factory=bt.subtensor)",
        &[gone],
    );
    notes(&pinned, "print(bt.subtensor().block)", &[gone]);
    let chain = ("chain.py", "import bittensor as bt\n\ndef connect():\n    return bt.subtensor()\n");
    let main = ("main.py", "from chain import connect\n\nsub = connect()\nprint(sub.block)\n");
    assert_eq!(found(&pinned, &[chain, main])[0].notes, [gone]);
}
