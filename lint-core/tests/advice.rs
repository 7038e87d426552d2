//! What the messages say is true, and what they advise works, in the version and the language that is judged.

use lint_core::finding::Finding;
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
fn a_with_is_not_advised_where_it_would_be_wrong() {
    let open = "import bittensor as bt\n";
    let check_10 = |code: &str, says: &[&str]| {
        check("10.5.0", &format!("{open}{code}"), says, &["open it with `with bt"]);
    };
    check_10(
        "def f():\n    sub = bt.Subtensor()\n    return sub.tempo\n",
        &["it is still used when this block has ended", "`sub.close()`"],
    );
    check_10(
        "def g():\n    try:\n        return bt.Subtensor()\n    except OSError:\n        return None\ndef f():\n    sub = g()\n    if sub is None:\n        return 0\n    return sub.block\n",
        &["if sub is not None: sub.close()"],
    );
    check_10(
        "def f():\n    sub = bt.Subtensor(retry_forever=True)\n    return sub.block\n",
        &["with contextlib.suppress(AttributeError), bt.Subtensor(retry_forever=True) as sub:"],
    );
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

/// What the only finding of a rule about a Rust program says, labels and cause included.
fn said_of_rust(rule: &str, source: &str) -> String {
    let file = SourceFile {
        path: "main.rs".to_owned(),
        text: source.to_owned(),
        language: Language::Rust,
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    };
    let wanted = rules::ALL.iter().filter(|it| it.id == rule);
    let options = Options { rules: wanted.map(|it| it.id).collect(), ..Options::default() };
    let report = lint_core::check(&[file], &options);
    let [finding] = report.findings.as_slice() else { panic!("{:?}\n{source}", report.findings) };
    whole(finding)
}

fn whole(finding: &Finding) -> String {
    let labels = finding.related.iter().chain(&finding.trace).map(|it| it.message.clone());
    let cause = finding.cause.iter().map(|it| it.advice.clone());
    let all = [finding.message.clone(), finding.help.clone()].into_iter().chain(labels).chain(cause);
    all.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_rust(rule: &str, source: &str, says: &[&str]) {
    let said = said_of_rust(rule, source);
    for it in says {
        assert!(said.contains(it), "does not say `{it}`: {said}");
    }
    let foreign = ["await ", "raise", "finally", "`with`", "context manager", "__exit__"];
    for it in foreign {
        assert!(!said.contains(it), "says `{it}` of Rust: {said}");
    }
}

const OPEN: &str = "use tokio_tungstenite::connect_async;
async fn open(url: &str) -> Result<Ws, Error> {
    let (ws, _) = connect_async(url).await?;
    Ok(ws)
}
";

#[test]
fn what_a_field_of_rust_drops_is_closed_as_rust_does() {
    let source = format!(
        "{OPEN}struct Feed {{ ws: Option<Ws> }}
impl Feed {{
    async fn connect(&mut self, url: &str) -> Result<(), Error> {{
        self.ws = Some(open(url).await?);
        Ok(())
    }}
    fn forget(&mut self) {{
        self.ws = None;
    }}
    async fn end(&mut self) {{
        if let Some(mut ws) = self.ws.take() {{
            let _ = ws.close(None).await;
        }}
    }}
}}
async fn run(url: &str) -> Result<(), Error> {{
    let mut feed = Feed {{ ws: None }};
    feed.connect(url).await?;
    feed.forget();
    feed.end().await;
    Ok(())
}}
"
    );
    check_rust("SUB002", &source, &["`Feed::forget` drops it while it may be open", ".close(…).await`"]);
}

#[test]
fn a_panic_of_rust_is_called_so() {
    let source = "use subtensor::Subtensor;
async fn run(url: &str) -> Result<(), Error> {
    let client = Subtensor::connect(url).await?;
    println!(\"{}\", client.block().await.unwrap());
    client.close().await
}
";
    let says = [
        "stays open if line 4 panics: no guard and no scope closes it",
        "return an error instead of a panic, and call `client.close(…).await` on every way out",
        "if this panics, nobody closes the connection",
    ];
    check_rust("SUB003", source, &says);
}

#[test]
fn factories_and_structs_of_rust_are_given_scopes() {
    let says = ["give it a scope that lends the connection to an async closure and then closes it"];
    let factory = format!(
        "{OPEN}async fn run(url: &str) -> Result<(), Error> {{
    let mut ws = open(url).await?;
    ws.send(1).await
}}
"
    );
    check_rust("SUB001", &factory, &says);
    let owner = format!(
        "{OPEN}struct Feed {{ ws: Ws }}
impl Feed {{
    async fn open(url: &str) -> Result<Feed, Error> {{
        Ok(Feed {{ ws: open(url).await? }})
    }}
    async fn end(&mut self) {{
        let _ = self.ws.close(None).await;
    }}
}}
async fn run(url: &str) -> Result<(), Error> {{
    let feed = Feed::open(url).await?;
    println!(\"{{}}\", feed.name());
    Ok(())
}}
"
    );
    check_rust("SUB007", &owner, &says);
}

#[test]
fn what_nobody_closes_but_some_paths_return_is_handed_on() {
    let rust = "use tokio_tungstenite::connect_async;
async fn open(url: &str) -> Result<Ws, Error> {
    let (mut ws, _) = connect_async(url).await?;
    ws.send(1).await?;
    Ok(ws)
}
";
    let says = [
        "`ws` is handed on on some paths, but",
        "call `ws.close(…).await` on every other way out, `?` included",
    ];
    check_rust("SUB002", rust, &says);
    let python = "def run(wanted):\n    sub = bt.Subtensor()\n    if sub.block > wanted:\n        return sub\n    \
                  return None\n";
    let says = ["`sub` is handed on on some paths, but", "call `sub.close()` on every other way out"];
    check("10.5.0", python, &says, &["`?`", "is closed on some paths"]);
    let closed = "def run(wanted):\n    sub = bt.Subtensor()\n    if wanted:\n        sub.close()\n";
    check("10.5.0", closed, &["`sub` is closed on some paths, but"], &["handed on"]);
}

#[test]
fn what_a_reconnect_replaces_is_the_place_that_loses_it() {
    let source = format!(
        "{OPEN}struct Feed {{ ws: Ws, url: String }}
impl Feed {{
    async fn new(url: &str) -> Feed {{
        let ws = open(url).await.unwrap();
        Feed {{ ws, url: url.to_string() }}
    }}
    async fn run(&mut self) {{
        loop {{
            while let Some(it) = self.ws.next().await {{
                println!(\"{{it}}\");
            }}
            let fresh = loop {{
                let got = open(&self.url).await;
                if let Ok(got) = got {{
                    break got;
                }}
            }};
            self.ws = fresh;
        }}
    }}
    async fn end(&mut self) {{
        let _ = self.ws.close(None).await;
    }}
}}
"
    );
    let says = [
        "`self.ws` is bound to a new connection",
        "`self.ws.close(…).await`",
        "the old one, opened here",
        "a new connection takes its place here",
    ];
    check_rust("SUB005", &source, &says);
    let python = "class Feed:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n\n    def run(self):\n        \
                  while True:\n            fresh = bt.Subtensor()\n            self.sub = fresh\n\n    def end(self):\n        \
                  self.sub.close()\n";
    check("10.5.0", python, &["`self.sub` is bound to a new", "`self.sub.close()`"], &["`fresh`"]);
}

const LAZY: &str = "class Watch:
    def __init__(self):
        self.sub = None

    def run(self):
        self.sub = bt.Subtensor()
        print(self.sub.block)

    def stop(self):
        if self.sub:
            self.sub.close()


";

#[test]
fn an_object_that_some_path_closes_is_not_said_to_be_never_closed() {
    let handler = "def main():\n    watch = Watch()\n    try:\n        watch.run()\n    except KeyboardInterrupt:\n        \
                   watch.stop()\n";
    let says = ["owns a connection and is closed on some paths, but not on the way out in line"];
    check("10.5.0", &format!("{LAZY}{handler}"), &says, &["never closed;"]);
    let before = "def main():\n    watch = Watch()\n    watch.stop()\n    watch.run()\n";
    check("10.5.0", &format!("{LAZY}{before}"), &["is never closed"], &["on some paths"]);
    let other = "def main(old):\n    watch = Watch()\n    watch.run()\n    old.stop()\n";
    check("10.5.0", &format!("{LAZY}{other}"), &["is never closed"], &["on some paths"]);
}

#[test]
fn a_method_that_closes_what_it_opens_on_some_paths_is_not_advised_in_a_finally() {
    let source = "class Tracker:
    def __init__(self):
        self.sub = None
        self.connected = False

    def connect(self):
        try:
            self.sub = bt.Subtensor()
            print(self.sub.block)
            return True
        except Exception:
            return False

    def run(self):
        if not self.connected and not self.connect():
            return
        try:
            print(self.sub.tempo(1))
        finally:
            if self.sub:
                self.sub.close()


def main():
    tracker = Tracker()
    tracker.run()
";
    let says = [
        "owns a connection and `run()` closes it on some paths only",
        "have `run()` close it on every way out",
    ];
    check("10.5.0", source, &says, &["and is never closed", "in a `finally`"]);
}

#[test]
fn a_loop_that_ends_with_the_first_opening_opens_one() {
    let retry = |opening: &str| {
        format!(
            "async def run():\n    for _ in range(3):\n        try:\n            {opening}\n            break\n        \
             except Exception:\n            print(1)\n    print(await sub.block)\n"
        )
    };
    let openings = [
        "sub = bt.Subtensor()",
        "sub = bt.Metagraph(1)",
        "sub = await bt.AsyncSubtensor().initialize()",
        "sub = await bt.get_async_subtensor()",
        "sub = bt.AsyncSubtensor()\n            await sub.initialize()",
    ];
    for opening in openings {
        check("10.5.0", &retry(opening), &[], &["on every iteration"]);
    }
    let used = "def run():\n    while True:\n        try:\n            return bt.Subtensor().block\n        \
                except Exception:\n            print(1)\n";
    check("10.5.0", used, &["one more connection on every iteration"], &[]);
    let rust = |body: &str| {
        said_of_rust(
            "SUB001",
            &format!("{OPEN}async fn run(urls: &[String]) -> Result<(), Error> {{\n{body}    Ok(())\n}}\n"),
        )
    };
    let once = rust("    let mut ws = open(&urls[0]).await?;\n    ws.send(1).await?;\n");
    assert!(!once.contains("on every iteration"), "{once}");
    let each = rust(
        "    for url in urls {\n        let mut ws = open(url).await?;\n        ws.send(1).await?;\n    }\n",
    );
    assert!(each.contains("on every iteration"), "{each}");
}

#[test]
fn a_fixture_opens_one_for_what_its_scope_says() {
    let check = |arguments: &str, says: &[&str], never: &[&str]| {
        let source = format!(
            "import pytest\n\n\n@pytest.fixture{arguments}\ndef sub():\n    return bt.Subtensor()\n\n\n\
             def test_a(sub):\n    assert sub.block > 0\n"
        );
        check("10.5.0", &source, says, never);
    };
    check("", &["one more connection for every test that asks"], &[]);
    check("(autouse=True)", &["one more connection for every test that asks"], &[]);
    check("(scope=\"function\")", &["one more connection for every test that asks"], &[]);
    check("(scope=\"class\")", &["one more connection for every class whose tests ask"], &[]);
    check("(scope=\"module\")", &["one more connection for every module whose tests ask"], &[]);
    check("(scope=\"package\")", &["one more connection for every package whose tests ask"], &[]);
    check("(scope=\"session\")", &["one more connection for every run of the tests"], &[]);
    check("(scope=SCOPE)", &[], &["one more connection"]);
}

#[test]
fn what_closes_an_object_for_good_is_advised() {
    let again = "    def again(self):\n        self.stop()\n        self.run()\n\n\n";
    let main = "def main():\n    watch = Watch()\n    watch.run()\n";
    check(
        "10.5.0",
        &format!("{}{again}{main}", LAZY.trim_end_matches('\n').to_owned() + "\n\n"),
        &["call its `stop()`"],
        &["`again()`"],
    );
}
