//! Markdown and notebooks, whatever is in them: findings point into the document, and fixes change nothing around them.

use std::time::{Duration, Instant};

use lint_core::finding::Finding;
use lint_core::fix::apply;
use lint_core::source::{Document, Language, Origin, SdkPin, SourceFile};
use lint_core::{Options, Report, check};
use proptest::prelude::*;

const LEAK: &str = "import bittensor as bt\n\nsub = bt.Subtensor()\n\nprint(\"é\", sub.block)\n";
const OPENING: &str = "bt.Subtensor()";

fn document(kind: Document, text: &str) -> SourceFile {
    SourceFile {
        path: "guide".to_owned(),
        text: text.to_owned(),
        language: Language::Document(kind),
        pin: SdkPin::default(),
        root: String::new(),
        origin: Origin::Named,
    }
}

fn judged(kind: Document, text: &str) -> Report {
    check(&[document(kind, text)], &Options::default())
}

/// Every place that the findings speak of is one of the text.
fn places_are_sound(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        let labels = finding.related.iter().chain(&finding.trace).map(|it| it.location);
        for place in labels.chain([finding.location]) {
            let (start, end) = (place.span.start as usize, place.span.end as usize);
            prop_assert!(
                start <= end && text.get(start..end).is_some(),
                "{}: {start}..{end}",
                finding.message
            );
        }
        for edit in finding.fix.iter().flat_map(|it| &it.edits) {
            prop_assert!(text.get(edit.span.start as usize..edit.span.end as usize).is_some());
        }
    }
    Ok(())
}

/// A block that stands somewhere, and what stands before each of its lines.
fn block() -> impl Strategy<Value = String> {
    let fences = prop::sample::select(vec!["```python", "~~~ py", "`````{.python .x}", "```py title=\"a\""]);
    let containers = prop::sample::select(vec![
        ("", ""),
        ("- ", "  "),
        ("12. ", "    "),
        ("> ", "> "),
        ("> - ", ">   "),
        ("   ", "   "),
        ("- a\n\n\t", "\t"),
    ]);
    (fences, containers, prop::sample::select(vec!["", "    ", "\t"])).prop_map(
        |(fence, (first, rest), indent)| {
            let close: String = fence.chars().take_while(|it| matches!(it, '`' | '~')).collect();
            let mut text = format!("{first}{fence}\n");
            for line in LEAK.lines() {
                match line {
                    "" => text.push_str(rest.trim_end()),
                    _ => text.push_str(&format!("{rest}{indent}{line}")),
                }
                text.push('\n');
            }
            text + rest + &close + "\n"
        },
    )
}

fn markdown() -> impl Strategy<Value = (String, usize)> {
    let between = prop::sample::select(vec![
        "\nwords\n\n",
        "\n---\n\n",
        "\n<!-- a -->\n\n",
        "\n| é | b |\n|---|---|\n\n",
    ]);
    let parts = prop::collection::vec((block(), between), 1..6);
    (parts, any::<bool>(), any::<bool>()).prop_map(|(parts, crlf, bom)| {
        let n_blocks = parts.len();
        let mut text: String = parts.into_iter().map(|(block, between)| block + between).collect();
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        (text, n_blocks)
    })
}

/// A JSON string; `escapes` makes every letter beyond ASCII an escape.
fn quoted(text: &str, escapes: bool) -> String {
    let quoted = serde_json::to_string(text).expect("a text can be written");
    if !escapes {
        return quoted;
    }
    let spelt = |it: char| match it.is_ascii() {
        true => it.to_string(),
        false => it.encode_utf16(&mut [0; 2]).iter().map(|it| format!("\\u{it:04x}")).collect(),
    };
    quoted.chars().map(spelt).collect()
}

fn notebook() -> impl Strategy<Value = (String, usize)> {
    let cell = (
        any::<bool>(),
        any::<bool>(),
        prop::sample::select(vec![" ", "\n   ", "\r\n\t"]),
        "[a-zé😀\"\\\\ ]{0,8}",
    );
    prop::collection::vec(cell, 1..5).prop_map(|cells| {
        let n_cells = cells.len();
        let cells = cells.into_iter().enumerate().map(|(at, (is_list, escapes, gap, noise))| {
            let code = format!(
                "# {noise}\ndef f{at}():\n    {}",
                LEAK.trim_end().replace("\n", "\n    ").replace("    \n", "\n")
            );
            let source = match is_list {
                true => {
                    let lines: Vec<String> =
                        code.split_inclusive('\n').map(|it| quoted(it, escapes)).collect();
                    format!("[{gap}{}{gap}]", lines.join(&format!(",{gap}")))
                }
                false => quoted(&code, escapes),
            };
            format!("{{\"cell_type\": \"code\",{gap}\"source\": {source}, \"outputs\": [\"é\"]}}")
        });
        let cells: Vec<String> = cells.collect();
        (format!("{{\"cells\": [{}], \"metadata\": {{}}}}", cells.join(", ")), n_cells)
    })
}

/// Each opening is found at its place; each fix removes its finding and nothing else.
fn holds(kind: Document, text: &str, n_leaks: usize) -> Result<(), TestCaseError> {
    let report = judged(kind, text);
    places_are_sound(text, &report.findings)?;
    let leaks: Vec<&Finding> = report.findings.iter().filter(|it| it.rule.id == "SUB001").collect();
    prop_assert_eq!(leaks.len(), n_leaks, "{}", text);
    for finding in leaks {
        prop_assert_eq!(finding.location.span.text(text), OPENING);
        prop_assert!(finding.fix.is_some(), "{}", text);
        let fixed = apply(text, &finding.fix.as_ref().expect("it was asked for above").edits);
        let after = judged(kind, &fixed);
        prop_assert_eq!(after.findings.len(), n_leaks - 1, "{}", fixed);
        let foreign =
            |text: &str| text.matches('\r').count() == text.matches("\r\n").count() && text.contains('\r');
        prop_assert_eq!(foreign(text), foreign(&fixed));
        if kind == Document::Notebook {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&fixed).is_ok());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_are_found_and_fixed_wherever_they_stand((text, n_blocks) in markdown()) {
        holds(Document::Markdown, &text, n_blocks)?;
    }

    #[test]
    fn cells_are_found_and_fixed_however_they_are_spelt((text, n_cells) in notebook()) {
        holds(Document::Notebook, &text, n_cells)?;
    }

    #[test]
    fn torn_documents_are_read(((markdown, _), (notebook, _)) in (markdown(), notebook()), cut in any::<prop::sample::Index>(), gone in 1usize..40) {
        for (kind, text) in [(Document::Markdown, &markdown), (Document::Mdx, &markdown), (Document::Notebook, &notebook)] {
            let chars: Vec<char> = text.chars().collect();
            let at = cut.index(chars.len());
            let torn: String = chars[..at].iter().chain(&chars[(at + gone).min(chars.len())..]).collect();
            let report = judged(kind, &torn);
            prop_assert!(report.errors.is_empty(), "{:?}", report.errors);
            places_are_sound(&torn, &report.findings)?;
            for fix in report.findings.iter().filter_map(|it| it.fix.as_ref()) {
                let before = report.findings.len();
                prop_assert!(judged(kind, &apply(&torn, &fix.edits)).findings.len() < before + 1, "{}", torn);
            }
        }
    }
}

#[test]
fn big_and_deep_documents_take_no_time() {
    let many_blocks = format!("```py\n{LEAK}```\n\n").repeat(150);
    let cell = format!(
        "{{\"cell_type\": \"code\", \"source\": {}}}",
        serde_json::to_string("x = 1\n%time y\n").unwrap()
    );
    let many_cells = format!("{{\"cells\": [{}]}}", vec![cell; 2000].join(","));
    let picture = format!(
        "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [], \"outputs\": \"{}\"}}]}}",
        "A".repeat(20 << 20)
    );
    let texts = [
        (Document::Markdown, many_blocks, 150),
        (Document::Markdown, "> ".repeat(20_000) + "```py\nx", 0),
        (Document::Markdown, "- ".repeat(5000) + "```py\nx", 0),
        (Document::Markdown, "<a>\n```py\nx\n```\n".repeat(2000), 0),
        (Document::Markdown, "```py\n".repeat(20_000), 0),
        (Document::Markdown, "<!-- subtensor-lint: ignore-next-block[SUB001] -->\n".repeat(5000), 0),
        (Document::Mdx, "    ".repeat(5000) + "```py\n", 0),
        (Document::Notebook, many_cells, 0),
        (Document::Notebook, picture, 0),
        (Document::Notebook, "[".repeat(100_000), 0),
        (Document::Notebook, "{\"cells\":".repeat(100_000), 0),
    ];
    for (kind, text, n_leaks) in texts {
        let start = Instant::now();
        let report = judged(kind, &text);
        let leaks = report.findings.iter().filter(|it| it.rule.id == "SUB001").count();
        assert_eq!(leaks, n_leaks, "{}", &text[..40]);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?} for {}", start.elapsed(), &text[..40]);
    }
}
