//! Walking every path agrees with the analysis, on small random functions.
//!
//! `ORACLE_CASES=100000 cargo test --test oracle` tries more than the usual ones.
//! A disagreement is made as small as it gets before it is shown, and equal ones are shown once.

mod program;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use lint_core::source::{Language, LineIndex, Origin, SdkPin, SourceFile};
use lint_core::{Options, check, rules};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use program::{Block, What, guard, renamed, smaller, text, unplaced};
use walk::{How, Leak, Site, Walked, walk};

/// A disagreement is only shown as long as there are not more kinds of it.
const MAX_SHOWN: usize = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Default,
    Strict,
}

/// What the linter must and may say, by line.
#[derive(Debug, Default)]
struct Verdict {
    required: BTreeSet<Site>,
    /// Each needs a finding at one of its lines.
    either: BTreeSet<(Site, Site)>,
    allowed: BTreeSet<Site>,
}

#[test]
fn walking_every_path_agrees_with_the_analysis() {
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { max_local_rejects: u32::MAX, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, seed);
    let functions = program::functions();
    let options = Options { sdk: Some("10.5.0".parse().expect("a version")), ..Options::default() };
    let (mut n_leaks, mut n_wrong) = (0, 0);
    let mut shown = BTreeMap::new();
    for _ in 0..n_cases() {
        let tree = functions.new_tree(&mut runner).expect("small functions are common");
        let function = defined(tree.current());
        n_leaks += usize::from(!walk(&function).leaks.is_empty());
        if disagreement(&function, &options).is_some() {
            n_wrong += 1;
            if shown.len() < MAX_SHOWN {
                let mut smallest = renamed(&smallest(function, &options));
                text(&mut smallest);
                let why = disagreement(&smallest, &options).expect("kept while getting smaller");
                shown.insert(text(&mut smallest), why);
            }
        }
    }
    assert!(n_leaks * 5 > n_cases(), "only {n_leaks} functions leak: the test says little");
    let shown: Vec<String> = shown.iter().map(|(text, why)| format!("{why}\n{text}")).collect();
    assert!(n_wrong == 0, "{n_wrong} of {} disagree:\n\n{}", n_cases(), shown.join("\n"));
}

#[expect(clippy::disallowed_methods, reason = "the core may not look at its surroundings, its tests may")]
fn n_cases() -> usize {
    std::env::var("ORACLE_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1000)
}

/// Guards and first bindings added until no path uses None or an unbound name.
fn defined(mut function: Block) -> Block {
    loop {
        text(&mut function);
        let Walked { on_none, unbound, flag_unbound, .. } = walk(&function);
        let first = unbound.iter().map(|it| What::Forget(*it));
        let first: Block = first.chain(flag_unbound.then_some(What::Flag(false))).map(unplaced).collect();
        if let (true, Some((line, name))) = (first.is_empty(), on_none.first()) {
            guard(&mut function, *line, *name);
        } else if first.is_empty() {
            return function;
        }
        function.splice(0..0, first);
    }
}

fn is_defined(function: &Block) -> bool {
    let walked = walk(function);
    walked.on_none.is_empty() && walked.unbound.is_empty() && !walked.flag_unbound
}

/// The smallest function found by taking things away while the disagreement lasts.
fn smallest(mut function: Block, options: &Options) -> Block {
    let still = |it: &Block| is_defined(it) && disagreement(it, options).is_some();
    let step = |it: &Block| {
        let length = text(&mut it.clone()).len();
        smaller(it).into_iter().find_map(|mut it| (text(&mut it).len() < length && still(&it)).then_some(it))
    };
    while let Some(it) = step(&function) {
        function = it;
    }
    function
}

/// How the linter's verdict differs from the walk's, in words.
fn disagreement(function: &Block, options: &Options) -> Option<String> {
    let text = text(&mut function.clone());
    let walked = walk(function);
    let wrong = |mode| {
        let found = findings(&text, options, mode);
        let at = |line: &Site| found.iter().any(|(it, _)| it == line);
        let verdict = verdict(&walked, mode);
        let missing = verdict.required.iter().filter(|it| !at(it)).map(|it| format!("missing at line {it}"));
        let either = verdict.either.iter().filter(|(a, b)| !at(a) && !at(b));
        let missing = missing.chain(either.map(|(a, b)| format!("missing at line {a} or {b}")));
        let surplus = found.iter().filter(|(line, _)| !verdict.allowed.contains(line));
        let surplus = surplus.map(|(line, rule)| format!("{rule} at line {line} is not justified"));
        missing.chain(surplus).map(|it| format!("[{mode:?}] {it}")).next()
    };
    wrong(Mode::Default).or_else(|| wrong(Mode::Strict))
}

/// What the rules say about the walked paths; "SUB005" there decides between two openings.
fn verdict(walked: &Walked, mode: Mode) -> Verdict {
    let mut verdict = Verdict::default();
    let reconnects = |site| {
        let lost = |it: &&Leak| it.site == site && matches!(it.how, How::Reopened(_) | How::Replaced(_));
        walked.leaks.iter().any(|it| lost(&it))
    };
    for leak in &walked.leaks {
        let Leak { site, how, by_exception } = *leak;
        let written = mode == Mode::Strict || !by_exception;
        // "If other paths close it, the reconnect alone is reported."
        let reconnect_alone = walked.closed.contains(&site) && reconnects(site);
        match how {
            // Left open only where an exception leaves: nothing is due without --strict.
            How::Kept if !written => continue,
            How::Kept | How::Forgotten => {
                if written && !reconnect_alone {
                    verdict.required.insert(site);
                }
            }
            How::Reopened(new) => {
                if written {
                    verdict.required.insert(new);
                }
                if written && !reconnect_alone {
                    verdict.required.insert(site);
                }
                verdict.allowed.insert(new);
            }
            How::Replaced(new) => {
                if written {
                    verdict.either.insert((site, new));
                }
                verdict.allowed.insert(new);
            }
        }
        verdict.allowed.insert(site);
    }
    verdict
}

/// Lines and ids of the leak findings.
fn findings(text: &str, options: &Options, mode: Mode) -> BTreeSet<(usize, &'static str)> {
    let file = SourceFile {
        path: "f.py".to_owned(),
        text: text.to_owned(),
        language: Language::Python,
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    };
    let wanted = ["SUB001", "SUB002", "SUB003", "SUB004", "SUB005"].map(|it| rules::find(it).map(|it| it.id));
    let mut options = options.clone();
    options.rules =
        wanted.into_iter().flatten().filter(|it| mode == Mode::Strict || *it != "SUB003").collect();
    let report = check(&[file], &options);
    assert!(report.errors.is_empty(), "{:?} in\n{text}", report.errors);
    let index = LineIndex::new(text);
    let line = |start| index.line_column(text, start).line;
    report.findings.iter().map(|it| (line(it.location.span.start), it.rule.id)).collect()
}
