//! Text in, findings out, whatever the text: no panic, no overflow, in bounded time.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use lint_core::finding::Finding;
use lint_core::source::{Language, LineIndex, Origin, SdkPin, SourceFile};
use lint_core::{Options, Report, check};
use proptest::prelude::*;
use proptest::sample::Index;

/// As much as the command line gives its threads.
const STACK: usize = 64 << 20;
/// For a debug build on a slow machine; a quadratic step on these inputs takes longer.
const LIMIT: Duration = Duration::from_secs(20);
const DEPTH: usize = 5000;

const LEAK: &str = "import bittensor as bt\n\ndef leak():\n    sub = bt.Subtensor()\n    sub.block\n\n";

fn source(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.to_owned(),
        language: Language::Python,
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    }
}

/// Checks files with as many threads, each with the stack that the command line gives.
fn check_with(n_threads: usize, files: &[SourceFile]) -> Report {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).stack_size(STACK).build();
    pool.expect("threads can be started").install(|| check(files, &Options::default()))
}

/// Lines and rules found in one text, or why not: a panic, or too much time.
fn run(text: &str) -> Result<Vec<(usize, &'static str)>, String> {
    let (sender, receiver) = mpsc::channel();
    let files = vec![source("a.py", text)];
    // A check that takes too long is left behind: the tests end all the same.
    thread::spawn(move || sender.send(check_with(1, &files)));
    let report = receiver.recv_timeout(LIMIT).map_err(|it| match it {
        RecvTimeoutError::Timeout => format!("takes more than {LIMIT:?}"),
        RecvTimeoutError::Disconnected => "panics".to_owned(),
    })?;
    if let Some(error) = report.errors.first() {
        return Err(error.message.clone());
    }
    let index = LineIndex::new(text);
    let line = |it: &Finding| index.line_column(text, it.location.span.start).line;
    Ok(report.findings.iter().map(|it| (line(it), it.rule.id)).collect())
}

/// What is wrong with the findings in `text`, which must have one at `line`.
fn wrong_without(what: &str, text: &str, line: usize) -> Option<String> {
    match run(text) {
        Err(cause) => Some(format!("{what}: {cause}")),
        Ok(found) if found.iter().any(|(it, _)| *it == line) => None,
        Ok(found) => Some(format!("{what}: nothing at line {line}, but {:?}", &found[..found.len().min(5)])),
    }
}

fn assert_none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn odd_texts_are_read() {
    let crlf = LEAK.replace('\n', "\r\n");
    let bom = format!("\u{feff}{LEAK}");
    for (what, text, expected) in [
        ("an empty file", "", vec![]),
        ("a space", " ", vec![]),
        ("a lone byte order mark", "\u{feff}", vec![]),
        ("a leak", LEAK, vec![(4, "SUB001")]),
        ("a byte order mark", &bom, vec![(4, "SUB001")]),
        ("CRLF", &crlf, vec![(4, "SUB001")]),
        ("no line end", LEAK.trim_end(), vec![(4, "SUB001")]),
        ("letters of other scripts", &LEAK.replace("sub", "Δίκτυο"), vec![(4, "SUB001")]),
        ("a form feed", &format!("\u{c}{LEAK}"), vec![(4, "SUB001")]),
        ("tabs", &LEAK.replace("    ", "\t"), vec![(4, "SUB001")]),
    ] {
        assert_eq!(run(text), Ok(expected), "{what}");
    }
    // Python refuses these; what matters is that nothing breaks and that the leak is seen.
    assert_none(wrong_without("CR only", &LEAK.replace('\n', "\r"), 4));
    assert_none(wrong_without("a NUL in a comment", &format!("# a\0b\n{LEAK}"), 5));
    assert_none(run(&format!("a = 'a\0b'\n{LEAK}")).err());
    assert_none(wrong_without("NUL bytes between lines", &LEAK.replace('\n', "\n\0\n"), 7));
    assert_none(run(&"\0".repeat(10_000)).err());
}

#[test]
fn deep_nesting_does_not_overflow() {
    let cases = [
        ("(", "sub", ")"),
        ("work(", "sub", ")"),
        ("[", "sub", "]"),
        ("{", "sub", "}"),
        ("{1: ", "sub", "}"),
        ("lambda: ", "sub", ""),
        ("not ", "sub", ""),
        ("-", "sub", ""),
        ("await ", "sub", ""),
        ("", "sub", ".a"),
        ("", "sub", "()"),
        ("", "sub", "[0]"),
        ("", "sub", " + sub"),
        ("", "sub", " and sub"),
        ("sub if work() else ", "sub", ""),
        ("(sub := ", "sub", ")"),
        ("[sub for _ in ", "sub", "]"),
    ];
    assert_none(cases.into_iter().filter_map(|(open, inner, close)| {
        let what = format!("{DEPTH} times `{open}…{close}`");
        let nested = format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH));
        let found = run(&format!("{LEAK}def f(sub):\n    x = {nested}\n"));
        let is_told = found.as_ref().is_ok_and(|it| matches!(it.as_slice(), [(_, "SUB901")]));
        (!is_told).then(|| format!("{what}: {found:?}"))
    }));
}

#[test]
fn deep_blocks_do_not_overflow() {
    let heads = [
        "if work():",
        "while work():",
        "for _ in work():",
        "def f():",
        "class C:",
        "with bt.Subtensor() as sub:",
        "with work() as w:",
        "try:",
    ];
    let text = |head: &str, depth: usize| {
        let line = |depth: usize| format!("{}{head}\n", " ".repeat(depth));
        (0..depth).map(line).chain([format!("{}pass\n", " ".repeat(depth))]).collect::<String>()
    };
    // Python allows 100 levels; more may be a syntax error that takes the rest of the file with it.
    let few = heads.iter().filter(|it| **it != "try:").filter_map(|head| {
        wrong_without(&format!("95 times `{head}`"), &format!("{LEAK}{}", text(head, 95)), 4)
    });
    let many = heads.iter().filter_map(|head| {
        let cause = run(&format!("{LEAK}{}", text(head, DEPTH))).err()?;
        Some(format!("{DEPTH} times `{head}`: {cause}"))
    });
    assert_none(few.chain(many));
}

#[test]
fn long_rows_are_judged_in_time() {
    let row = |it: &str, n: usize| it.repeat(n);
    let branches = row("    if work():\n        sub.block\n", 1_000);
    let elifs = row("    elif work():\n        sub.block\n", 500);
    let items = vec!["work() as w"; 400].join(", ");
    let calls = |n: usize| {
        let call = |at: usize| format!("def f{at}(sub):\n    f{}(sub)\n\n", (at + 1) % n);
        (0..n).map(call).collect::<String>()
    };
    let cases = [
        ("a string of 10 MB", format!("{LEAK}s = '{}'\n", row("a", 10 << 20)), 4),
        ("a sum of 1 MB", format!("{LEAK}s = a{}\n", row(" + a", 250_000)), 7),
        ("a list of 1 MB", format!("{LEAK}s = [{}]\n", row("a, ", 330_000)), 4),
        (
            "1,000 branches",
            format!("import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n{branches}"),
            3,
        ),
        (
            "500 elifs",
            format!(
                "import bittensor as bt\ndef f():\n    sub = bt.Subtensor()\n    if work():\n        pass\n{elifs}"
            ),
            3,
        ),
        ("400 items of one with", format!("{LEAK}with {items}:\n    pass\n"), 4),
        (
            "2,000 functions in a cycle",
            format!("{LEAK}{}def g():\n    s = bt.Subtensor()\n    f0(s)\n", calls(2000)),
            4,
        ),
        (
            "400 openings",
            format!("{LEAK}def g():\n{}", row("    s = bt.Subtensor()\n    s.close()\n", 400)),
            4,
        ),
        (
            "300 names",
            format!(
                "{LEAK}def g():\n{}",
                (0..300).map(|it| format!("    s{it} = bt.Subtensor()\n")).collect::<String>()
            ),
            4,
        ),
    ];
    assert_none(cases.iter().filter_map(|(what, text, line)| wrong_without(what, text, *line)));
}

#[test]
fn long_rows_of_comments_are_comments_and_strings_are_not() {
    let comments = "# subtensor-lint: ignore[SUB001] why\n".repeat(3_000);
    let found = |text: &str, rule: &str| {
        let found = run(text).unwrap_or_else(|cause| panic!("{cause}"));
        found.into_iter().filter(|it| it.1 == rule).count()
    };
    let leak = LEAK.replace("    sub.block", &format!("    sub.block\n{comments}    sub.block"));
    assert_eq!((found(&leak, "SUB001"), found(&leak, "SUB900")), (1, 3_000));
    let text = format!("import bittensor as bt\n{comments}bt.Subtensor().block\n");
    assert_eq!((found(&text, "SUB004"), found(&text, "SUB900")), (1, 3_000));
    let text = text.replace("SUB001", "SUB004");
    assert_eq!((found(&text, "SUB004"), found(&text, "SUB900")), (0, 0));
    let text = format!("{LEAK}x = \"\"\"\n{comments}\"\"\"\n");
    assert_eq!((found(&text, "SUB001"), found(&text, "SUB900")), (1, 0));
}

#[test]
fn half_written_code_hides_nothing_else() {
    let cases = [
        ("def f(:\n    pass\n", None),
        ("def f(\n", None),
        ("x = (1 +\n", None),
        ("x = [1, 2\n", None),
        ("x = {'a': \n", None),
        ("x = 'abc\n", Some(1)),
        ("x = 1 2\n", Some(1)),
        ("if work()\n    pass\n", None),
        ("class C(\n", None),
        ("for x in\n", None),
        ("return sub.\n", Some(1)),
        ("with bt.Subtensor() as\n    pass\n", None),
        ("print 'a'; exec 'b' in c d\n", None),
        ("<<<<<<< HEAD\n", None),
        ("{{ template }} {% if %}\n", None),
        ("%matplotlib inline\n", Some(1)),
    ];
    assert_none(cases.into_iter().flat_map(|(broken, n_lines)| {
        let report = check_with(1, &[source("a.py", &format!("{LEAK}\n{broken}"))]);
        let message = report.findings.iter().find(|it| it.rule.id == "SUB901").map(|it| it.message.as_str());
        let lines = n_lines.map_or("line".to_owned(), |it| format!("{it} line"));
        let said = message.is_some_and(|it| it.contains(&lines));
        let wrong = (!said).then(|| format!("{broken:?}: SUB901 says {message:?}"));
        let before = wrong_without(&format!("leak before {broken:?}"), &format!("{LEAK}\n{broken}"), 4);
        let (import, function) = LEAK.split_once('\n').expect("it has lines");
        let line = broken.lines().count() + 6;
        let text = format!("{import}\n{broken}\n\n{function}");
        let after = wrong_without(&format!("leak after {broken:?}"), &text, line);
        [wrong, before, after].into_iter().flatten()
    }));
}

/// One change of a text: what is cut out at two places, and what becomes of it.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Duplicate,
    Swap,
    Insert(String),
}

fn change() -> impl Strategy<Value = Change> {
    let scrap = prop_oneof!["[(){}\\[\\]:'\",\n ]{1,3}", "(async |await |yield |with |lambda |def |\t)"];
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Duplicate),
        Just(Change::Swap),
        scrap.prop_map(Change::Insert)
    ]
}

/// `text` with a change between the places `a` and `b`, moved to boundaries of characters.
fn changed(text: &str, change: &Change, a: Index, b: Index) -> String {
    let place = |it: Index| {
        let at = it.index(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
    };
    let (from, to) = (place(a).min(place(b)), place(a).max(place(b)));
    let (head, cut, tail) = (&text[..from], &text[from..to], &text[to..]);
    match change {
        Change::Delete => format!("{head}{tail}"),
        Change::Duplicate => format!("{head}{cut}{cut}{tail}"),
        Change::Swap => format!("{cut}{head}{tail}"),
        Change::Insert(scrap) => format!("{head}{scrap}{cut}{tail}"),
    }
}

#[test]
fn spoilt_fixtures_never_panic() {
    let fixtures = test_fixtures::load(&test_fixtures::folder());
    let texts: Vec<String> = fixtures.into_iter().flat_map(|it| it.files).map(|it| it.text).collect();
    let changes = proptest::collection::vec((change(), any::<Index>(), any::<Index>()), 1..5);
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(which in any::<Index>(), changes in changes)| {
        let spoil = |text: String, (it, a, b): &(Change, Index, Index)| changed(&text, it, *a, *b);
        let text = changes.iter().fold(which.get(&texts).clone(), spoil);
        let report = check(&[source("a.py", &text)], &Options::default());
        prop_assert!(report.errors.is_empty(), "{:?} in\n{text}", report.errors);
    });
}

#[test]
fn threads_and_order_of_files_change_nothing() {
    let fixtures = test_fixtures::load(&test_fixtures::folder());
    let place = |fixture: &str, path: &str| format!("{}/{path}", fixture.trim_end_matches(".py"));
    let mut files: Vec<SourceFile> = vec![];
    for fixture in &fixtures {
        // Each is a project of its own: the style of one says nothing about the version of another.
        let root = place(&fixture.name, "");
        let file =
            |path: &str, text| SourceFile { root: root.clone(), ..source(&place(&fixture.name, path), text) };
        files.extend(fixture.files.iter().map(|it| file(&it.path, &it.text)));
    }
    let shown = |report: &Report, files: &[SourceFile]| -> Vec<String> {
        let path = |it: &Finding| &files[it.location.file.0 as usize].path;
        let labels = |it: &Finding| {
            it.related.iter().chain(&it.trace).map(|it| it.message.clone()).collect::<Vec<_>>()
        };
        let line = |it: &Finding| {
            let Finding { rule, message, help, location, fingerprint, confidence, .. } = it;
            let labels = labels(it);
            format!(
                "{} {:?} {} {message} {help} {labels:?} {confidence:?} {fingerprint}",
                path(it),
                location.span,
                rule.id
            )
        };
        report.findings.iter().map(line).collect()
    };
    let one = check_with(1, &files);
    assert!(one.errors.is_empty(), "{:?}", one.errors);
    let expected = shown(&one, &files);
    assert!(expected.len() > 200, "only {} findings", expected.len());
    let four = check_with(4, &files);
    let differences = |mine: &[String], theirs: &[String]| -> Vec<String> {
        let missing = mine.iter().filter(|it| !theirs.contains(it)).map(|it| format!("- {it}"));
        missing.chain(theirs.iter().filter(|it| !mine.contains(it)).map(|it| format!("+ {it}"))).collect()
    };
    assert_eq!(differences(&expected, &shown(&four, &files)), Vec::<String>::new(), "one thread and four");
    files.reverse();
    let reversed = check_with(4, &files);
    let reversed = shown(&reversed, &files);
    assert_eq!(differences(&expected, &reversed), Vec::<String>::new(), "files in reverse order");
    assert_eq!(expected, reversed, "the findings' order");
}

/// A file of Rust that leaks a connection and has something else in it.
fn rust(text: &str) -> Report {
    let leak = "async fn leak() -> Result<(), E> {\n    let sub = subtensor::Subtensor::connect(\"ws://node\").await?;\n    println!(\"{}\", sub.name());\n    Ok(())\n}\n";
    let file = SourceFile { language: Language::Rust, ..source("a.rs", &format!("{leak}{text}")) };
    check_with(1, &[file])
}

#[test]
fn deep_rust_is_judged_or_reported_but_never_overflows() {
    let wrapped = |open: &str, inner: &str, close: &str| {
        format!("fn deep() {{ let x = {}{inner}{}; }}", open.repeat(DEPTH), close.repeat(DEPTH))
    };
    let deep = [
        wrapped("(", "1", ")"),
        wrapped("[", "1", "]"),
        wrapped("{", "1", "}"),
        wrapped("f(", "1", ")"),
        wrapped("!", "x", ""),
        wrapped("- ", "x", ""),
        wrapped("&", "x", ""),
        wrapped("|a| ", "x", ""),
        wrapped("return ", "x", ""),
        wrapped("if a {1} else ", "{2}", ""),
        wrapped("x + ", "x", ""),
        wrapped("x = ", "x", ""),
        wrapped("", "x", ".f()"),
        wrapped("", "x", "?"),
        wrapped("", "x", " as u8"),
        wrapped("async { ", "x", " }"),
        wrapped("loop { ", "x", " }"),
        wrapped("m!(", "x", ")"),
        format!("type T = {}u8{};", "A<".repeat(DEPTH), ">".repeat(DEPTH)),
        format!("type T = {}u8;", "&".repeat(DEPTH)),
        "mod a { ".repeat(DEPTH) + &"}".repeat(DEPTH),
        "fn f() { ".repeat(DEPTH) + &"}".repeat(DEPTH),
        format!("use {}b{};", "a::{".repeat(DEPTH), "}".repeat(DEPTH)),
        format!("use {}b;", "a::".repeat(DEPTH)),
    ];
    for text in deep {
        let report = rust(&text);
        assert_eq!(report.errors, [], "{}", &text[..40]);
        let found: Vec<&str> = report.findings.iter().map(|it| it.rule.id).collect();
        assert!(found == ["SUB001"] || found == ["SUB901"], "{}: {found:?}", &text[..40]);
    }
}

#[test]
fn names_that_lead_in_circles_cost_no_time() {
    let globs = (0..12)
        .map(|it| format!("pub mod m{it} {{ pub use super::*; pub use super::m{}::*; }}", (it + 1) % 12));
    let circles = [
        globs.collect::<Vec<_>>().join("\n") + "use m0::*; use m5::*; fn f() { Nowhere::new(); }",
        "use a as b; use b as a; type A = B; type B = A; fn f() { A::new(); b::c(); }".to_owned(),
        "mod x { pub use self::y::*; pub mod y { pub use super::*; } } use x::*; fn f() { Z::z(); }"
            .to_owned(),
    ];
    for text in circles {
        let found: Vec<&str> = rust(&text).findings.iter().map(|it| it.rule.id).collect();
        assert_eq!(found, ["SUB001"], "{text}");
    }
}

#[test]
fn wrappers_that_wrap_themselves_are_judged() {
    let class = "import bittensor as bt\n\nclass Wrapper:\n    def __init__(self, inner):\n        self.inner = inner\n\n    \
                 def __getattr__(self, name):\n        return getattr(self.inner, name)\n\n";
    let in_loop = "def f(n):\n    it = bt.Subtensor()\n    for _ in range(n):\n        it = Wrapper(it)\n    return it.block.hash\n";
    let by_hand =
        "def f():\n    it = Wrapper(None)\n    it.inner = it\n    bt.Subtensor()\n    return it.block.hash\n";
    for text in [in_loop, by_hand] {
        let report = check_with(1, &[source("a.py", &format!("{class}{text}"))]);
        assert_eq!(report.errors, [], "{text}");
        assert_eq!(report.findings.len(), 1, "{text}");
    }
}

#[test]
fn text_that_is_no_rust_is_one_finding() {
    for text in ["fn", "{", "\u{0}", "'", "\"", "/*", "r#\"", "---cargo\n---\n", "fn f() { let = 1; }", "é"]
    {
        let report = rust(text);
        assert_eq!(report.errors, [], "{text:?}");
        let found: Vec<&str> = report.findings.iter().map(|it| it.rule.id).collect();
        assert_eq!(found, ["SUB901"], "{text:?}");
    }
}
