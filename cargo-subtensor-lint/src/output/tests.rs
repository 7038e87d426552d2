//! What all formats promise: they are registered, they show the samples, and nothing foreign gets through.
//!
//! `samples/<format>.txt` is what each makes of [`samples::run`]; `SNAPSHOTS=overwrite` rewrites them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use clap::ValueEnum;
use serde_json::Value;
use snapbox::{Data, assert_data_eq};

use super::*;

const PLAIN: Look = Look { coloured: false, links: false, width: 100, quiet: false };

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output")
}

fn name(format: Format) -> String {
    format.to_possible_value().unwrap().get_name().to_owned()
}

#[test]
fn what_a_terminal_would_obey_is_spelt_out() {
    assert_eq!(escape("caf\u{e9} `x`"), "caf\u{e9} `x`");
    assert_eq!(escape("\u{1b}[2Ja\rb\n"), "\\u{1b}[2Ja\\rb\\n");
    assert_eq!(escape("\u{9b}31m\u{202e}"), "\\u{9b}31m\\u{202e}");
    assert_eq!(escape_lines("a\n\tb\u{7}"), "a\n\tb\\u{7}");
    assert_eq!(escape_json("\"a\u{7f}\u{2066}\"\n"), "\"a\\u007f\\u2066\"\n");
}

#[test]
fn every_format_file_is_registered() {
    let shared = ["mod", "places", "samples", "statistics", "summary", "tests"];
    let stem = |it: fs::DirEntry| it.path().file_stem().unwrap().to_string_lossy().into_owned();
    let files = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let files: BTreeSet<String> =
        files.filter(|it| it.path().extension().is_some_and(|it| it == "rs")).map(stem).collect();
    let files: BTreeSet<String> = files.into_iter().filter(|it| !shared.contains(&it.as_str())).collect();
    let registered: BTreeSet<String> = Format::value_variants().iter().map(|it| name(*it)).collect();
    assert_eq!(files, registered);
}

#[test]
fn every_format_shows_the_samples() {
    for &format in Format::value_variants() {
        let text = without_pages(format, render(format, &samples::run(), &PLAIN));
        assert_data_eq!(
            text,
            Data::read_from(&folder().join(format!("samples/{}.txt", name(format))), None).raw()
        );
    }
}

/// What is long and changes with every rule's page is left out of the samples.
fn without_pages(format: Format, text: String) -> String {
    match format {
        Format::Sarif => {
            let mut document: Value = serde_json::from_str(&text).unwrap();
            document["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(0);
            serde_json::to_string_pretty(&document).unwrap() + "\n"
        }
        Format::Html => {
            let without = |text: String, tag: &str| {
                let (before, rest) = text.split_once(&format!("<{tag}>")).unwrap();
                let (_, after) = rest.split_once(&format!("</{tag}>")).unwrap();
                format!("{before}<{tag}></{tag}>{after}")
            };
            without(without(text, "style"), "script")
        }
        Format::Text
        | Format::Concise
        | Format::Json
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Rdjson
        | Format::Rustc => text,
    }
}

#[test]
fn nothing_foreign_gets_through() {
    for &format in Format::value_variants() {
        let text = render(format, &samples::hostile(), &PLAIN);
        let foreign = text.chars().find(|it| *it != '\n' && is_treacherous(*it));
        assert_eq!(foreign, None, "{}", name(format));
        // A name with a line end must not begin a line of its own.
        assert!(!text.lines().any(|it| it.trim_start().starts_with("b.py")), "{}: {text}", name(format));
    }
}

#[test]
fn an_empty_run_is_a_whole_document() {
    for &format in Format::value_variants() {
        let text = render(format, &Run::default(), &PLAIN);
        match format {
            Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson => {
                serde_json::from_str::<Value>(&text).unwrap();
            }
            Format::Github | Format::Rustc => assert_eq!(text, ""),
            Format::Junit => assert!(text.ends_with("</testsuites>\n")),
            Format::Html => assert!(text.ends_with("</html>\n")),
            Format::Text | Format::Concise => assert!(text.ends_with(".\n")),
        }
    }
}

#[test]
fn spans_that_do_not_fit_stop_no_format() {
    let mut run = samples::single("é = x\n", "x");
    for (start, end) in [(1, 3), (4, 900), (700, 900), (5, 2)] {
        run.findings[0].location.span = lint_core::source::Span { start, end };
        for &format in Format::value_variants() {
            assert!(!render(format, &run, &PLAIN).is_empty(), "{}: {start}..{end}", name(format));
        }
    }
}

#[test]
fn time_grows_with_the_number_of_findings_and_not_with_its_square() {
    for &format in Format::value_variants() {
        let time = |n_lines| {
            let run = samples::large(n_lines);
            let start = Instant::now();
            assert!(render(format, &run, &PLAIN).contains("large.py"));
            start.elapsed()
        };
        time(200);
        // 30 times as many: a square would take 900 times as long, and a busy machine some times 30.
        let (small, large) = (time(200), time(6_000));
        assert!(large < small * 250, "{}: {small:?}, then {large:?}", name(format));
    }
}

#[test]
fn what_markup_would_read_is_spelt_out() {
    assert_eq!(markup("<a b='\"'>&\u{7}\u{ffff}\n"), "&lt;a b=&#39;&quot;&#39;&gt;&amp;\\u{7}\u{fffd}\\n");
}
