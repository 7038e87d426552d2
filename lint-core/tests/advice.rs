//! What the messages say is true, and what they advise works, in the version that is judged by.

use lint_core::source::{Language, Origin, SdkPin, SourceFile};
use lint_core::{Options, rules};

/// The message and the help of the only finding.
fn said(sdk: &str, source: &str) -> String {
    let file = SourceFile {
        path: "main.py".to_owned(),
        text: format!("import bittensor as bt\n\n\n{source}"),
        language: Language::Python,
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    };
    let wanted =
        rules::ALL.iter().filter(|it| matches!(it.level, rules::Level::Error | rules::Level::Warning));
    let options = Options {
        rules: wanted.map(|it| it.id).collect(),
        sdk: Some(sdk.parse().expect("a version")),
        ..Options::default()
    };
    let report = lint_core::check(&[file], &options);
    let [finding] = report.findings.as_slice() else { panic!("{sdk}: {:?}\n{source}", report.findings) };
    format!("{}\n{}", finding.message, finding.help)
}

#[track_caller]
fn check(sdk: &str, source: &str, says: &[&str], never: &[&str]) {
    let said = said(sdk, source);
    for it in says {
        assert!(said.contains(it), "{sdk} does not say `{it}`: {said}");
    }
    for it in never {
        assert!(!said.contains(it), "{sdk} says `{it}`: {said}");
    }
}

const SYNC: &str = "def run():\n    sub = bt.subtensor(\"finney\")\n    return sub.get_current_block()\n";
const ASYNC: &str =
    "async def run():\n    sub = bt.AsyncSubtensor(\"finney\")\n    return await sub.get_current_block()\n";

#[test]
fn only_what_the_version_has_is_advised() {
    check("6.5.0", SYNC, &["sub.substrate.close()"], &["with bt", "sub.close()"]);
    check("6.6.0", SYNC, &["sub.close()"], &["with bt"]);
    check("8.5.2", SYNC, &["sub.close()"], &["with bt"]);
    check("9.0.0", SYNC, &["with bt.subtensor(\"finney\") as sub:"], &[]);
    check("8.5.2", ASYNC, &["async with bt.AsyncSubtensor(\"finney\") as sub:"], &["sub.close()"]);
}

#[test]
fn the_result_of_a_project_function_is_closed_as_its_version_can() {
    let source = "async def make():\n    sub = bt.AsyncSubtensor(\"finney\")\n    await sub.get_current_block()\n    \
                  return sub\n\n\nasync def run():\n    sub = await make()\n    print(sub.network)\n";
    check("8.5.2", source, &["await sub.substrate.close()"], &["await sub.close()"]);
    check("9.0.0", source, &["await sub.close()"], &["substrate"]);
}

#[test]
fn a_coroutine_is_awaited_before_it_is_entered() {
    let factory =
        "async def run():\n    sub = await bt.get_async_subtensor(\"finney\")\n    print(sub.network)\n";
    check("10.5.0", factory, &["async with await bt.get_async_subtensor(\"finney\") as sub:"], &[]);
    let lower_case =
        "async def run():\n    sub = await bt.async_subtensor(\"finney\")\n    print(await sub.tempo(1))\n";
    check("8.5.2", lower_case, &["async with await bt.async_subtensor(\"finney\") as sub:"], &[]);
    let class =
        "async def run():\n    sub = await bt.AsyncSubtensor(\"finney\").initialize()\n    print(sub)\n";
    check("10.5.0", class, &["`async with bt.AsyncSubtensor(\"finney\") as sub:`"], &["await bt"]);
}

#[test]
fn what_was_awaited_at_11_is_a_client() {
    let source =
        "async def run():\n    client = await bt.Subtensor(\"finney\")\n    print(await client.tempo(1))\n";
    let says =
        ["stays open for as long as the event loop runs", "`async with bt.Subtensor(\"finney\") as client:`"];
    check("11.3.0", source, &says, &["garbage collector"]);
}

#[test]
fn what_connects_lazily_is_not_said_to_be_lost() {
    let entered = |name: &str| {
        format!("async def run():\n    async with bt.{name}(\"finney\") as it:\n        print(it)\n")
    };
    check("11.3.0", &entered("SyncClient"), &["`async with` fails here"], &["the connection is lost"]);
    check("10.5.0", &entered("Subtensor"), &["the connection is lost"], &[]);
}

#[test]
fn a_metagraph_that_keeps_its_connection_opens_one_for_all_iterations() {
    let source = "def run():\n    mg = bt.metagraph(1, sync=False)\n    while True:\n        mg.sync()\n";
    check("8.4.3", source, &["one more connection on every iteration"], &[]);
    check("8.4.4", source, &[], &["on every iteration"]);
    let made = "def run():\n    while True:\n        mg = bt.metagraph(1)\n        print(mg.n)\n";
    check("8.4.4", made, &["one more connection on every iteration"], &[]);
}

#[test]
fn a_metagraph_is_lent_a_connection_where_it_takes_one() {
    let constructor = "def run():\n    mg = bt.metagraph(1)\n    print(mg.n)\n";
    check("8.4.3", constructor, &["`subtensor.metagraph(netuid)`"], &["`subtensor=`"]);
    check("8.4.4", constructor, &["`subtensor=`"], &[]);
    let method = "def run():\n    mg = bt.metagraph(1, sync=False)\n    mg.sync()\n";
    check("8.4.3", method, &["`subtensor=`"], &[]);
}

#[test]
fn a_name_that_11_dropped_is_told_from_its_own_classes() {
    check(
        "11.3.0",
        ASYNC,
        &["which ended with 10", "`async with bt.AsyncSubtensor(\"finney\") as sub:`"],
        &[],
    );
    check("11.0.0", SYNC, &["which ended with 10", "`with bt.subtensor(\"finney\") as sub:`"], &[]);
}

#[test]
fn what_an_object_calls_its_connection_is_no_name_of_the_caller() {
    let class = "class Extractor:\n    def __init__(self, kept):\n        self.kept = kept\n\n\n";
    let source =
        format!("{class}def run():\n    extractor = Extractor(bt.Subtensor())\n    print(extractor)\n");
    check("10.5.0", &source, &["this connection is opened here"], &["kept"]);
}
