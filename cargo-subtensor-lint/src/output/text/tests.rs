//! What people see, on hand-made findings.

use lint_core::source::{Language, SourceFile};
use snapbox::{assert_data_eq, str};

use super::*;
use crate::output::{RunError, is_treacherous, samples};

const PLAIN: Look = Look { coloured: false, links: false, width: 100, quiet: false };

#[test]
fn a_finding_is_shown_with_its_way_out() {
    assert_data_eq!(
        render(&samples::run(), &PLAIN),
        str![[r#"
SUB001 never-closed

  × `sub` is never closed; with bittensor 10.5.0 a dropped connection is closed only when the
  │ cyclic collector runs
   ╭─[client.py:5:21]
 4 │ def height(network):
 5 │     größe, sub = 1, bt.Subtensor(network)
   ·                     ──────────┬──────────
   ·                               ╰── opened here
 6 │     if not sub.is_fast_blocks():
   ·        ────────────┬───────────
   ·                    ╰── when this is false
 7 │         return None
 8 │     return sub.block
   ·     ────────┬───────
   ·             ╰── this `return` leaves it open
 9 │ 
   ╰────
  help: scope it: `with bt.Subtensor(network) as sub:`
  note: with bittensor 10.5.0 `bt.subtensor` is gone: use `bt.Subtensor`

SUB008 process-lifetime-connection

  ⚠ `SUB` lives as long as the process
    ╭─[client.py:10:7]
  9 │ 
 10 │ SUB = bt.Subtensor()
    ·       ───────┬──────
    ·              ╰── opened here
    ╰────
  see app/shutdown.py:1:20: used here
  see app/shutdown.py:4:10: and here

SUB014 redundant-close

  ☞ the `with` block closes it already
   ╭─[app/shutdown.py:6:9]
 5 │         sub.block
 6 │         sub.close()
   ·         ───────────
   ╰────
  help: drop this `close()`

Found 3 problems (1 error, 1 warning, 1 info) in 2 files.
1 fixable with --fix --unsafe-fixes.
1 silenced.
2 more would leak if a call raised; see --strict
1 file could not be checked.

"#]]
    );
}

#[test]
fn colours_and_links_come_together() {
    let coloured = render(&samples::run(), &Look { coloured: true, links: true, ..PLAIN });
    assert!(coloured.contains("\u{1b}]8;;https://"), "{coloured}");
    let plain = render(&samples::run(), &PLAIN);
    assert!(!plain.contains('\u{1b}'));
    assert!(!plain.contains("https://"));
}

#[test]
fn nothing_foreign_reaches_the_terminal() {
    // Compared as it is: snapbox would take the backslashes for a path's.
    let expected = r"SUB001 never-closed

  × `\u{1b}[5m` is \u{9b}2J open
   ╭─[a\u{1b}[2J\nb.py:2:1]
 1 │ x = '?]0;title?¿2J�'
   · ─┬─
   ·  ╰── \u{9b}2J here
 2 │ bt.Subtensor()  # ?[31m�
   · ───────┬──────
   ·        ╰── opened here
   ╰────
  help: close \u{1b}c it
  note: \u{1b}[2J

Found 1 problem (1 error) in 1 file.
1 file could not be checked.
";
    let text = render(&samples::hostile(), &PLAIN);
    assert_eq!(text, expected);
    assert!(text.chars().all(|it| it == '\n' || !is_treacherous(it)), "{text:?}");
}

#[test]
fn a_summary_says_what_was_done() {
    let check = |run: &Run, expected: &str| {
        assert_eq!(render(run, &PLAIN), expected);
        assert_eq!(render(run, &Look { quiet: true, ..PLAIN }), "");
    };
    let files = samples::run().files;
    check(&Run::default(), "Nothing to check: no Python or Rust file was found.\n");
    check(&Run { files, ..Run::default() }, "All clear: 2 files checked, no connection is left open.\n");
    check(
        &Run { files: &files[..1], strict_only: 1, suppressed: 3, held_back: true, ..Run::default() },
        "All clear: 1 file checked, nothing to report.\n3 silenced.\n\
         1 more would leak if a call raised; see --strict\n",
    );
    let rust = SourceFile { language: Language::Rust, ..files[1].clone() };
    let mixed = [files[0].clone(), rust];
    let left = |files| Run { files, strict_only: 1, held_back: true, ..Run::default() };
    check(
        &left(&mixed[1..]),
        "All clear: 1 file checked, nothing to report.\n1 more would leak if a call panicked; see --strict\n",
    );
    check(
        &left(&mixed),
        "All clear: 2 files checked, nothing to report.\n\
         1 more would leak if a call raised or panicked; see --strict\n",
    );
    let errors = vec![RunError::io("a.py".to_owned(), "gone".to_owned(), lint_core::source::Origin::Walked)];
    check(&Run { errors: errors.clone(), ..Run::default() }, "1 file could not be checked.\n");
    check(
        &Run { files, errors, ..Run::default() },
        "All clear: 2 files checked, no connection is left open.\n1 file could not be checked.\n",
    );
}

#[test]
fn long_lines_are_cut_around_the_finding() {
    let padding = "é = 1; ".repeat(50_000);
    let run = samples::single(&format!("{padding}x = bt.Subtensor(); {padding}\n"), "bt.Subtensor()");
    let text = render(&run, &PLAIN);
    assert!(text.len() < 3_000, "{} bytes", text.len());
    assert!(text.contains("x = bt.Subtensor(); "), "{text}");
    assert!(text.contains("[a.py:1:350005]"), "{text}");
}

#[test]
fn odd_places_are_drawn_too() {
    for (text, needle) in [
        ("x = bt.Subtensor(", "("),
        ("x = bt.Subtensor(\n    1,\n)\n", "bt.Subtensor(\n    1,\n)"),
        ("\u{feff}x = 1\r\ny = 2\r\n", "x"),
        ("x\n", ""),
        ("", ""),
        ("日本 = '語'; x\n", "x"),
    ] {
        let text_shown = render(&samples::single(text, needle), &PLAIN);
        assert!(text_shown.contains("╭─[a.py:1:"), "{text:?}: {text_shown}");
    }
}

#[test]
fn a_span_that_does_not_fit_is_drawn_where_it_can_be() {
    let mut run = samples::single("é = x\n", "x");
    for (start, end) in [(1, 3), (4, 900), (700, 900), (5, 2)] {
        run.findings[0].location.span = lint_core::source::Span { start, end };
        assert!(render(&run, &PLAIN).contains("SUB001 never-closed"));
    }
}
