//! What a browser gets, on hand-made findings.

use super::*;
use crate::output::samples;

#[test]
fn foreign_text_is_text() {
    assert_eq!(html("<b a='\"'>&\u{202e}\n"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\\u{202e}\\n");
    let mut run = samples::single("x = '</code><script>alert(1)</script>' # f()\n", "f()");
    run.findings[0].message = "`<img src=x onerror=alert(1)>` is never closed".to_owned();
    run.findings[0].fingerprint = "\" onclick=alert(1)".to_owned();
    let text = render(&run);
    assert_eq!(text.matches("<script").count(), 1, "{text}");
    assert!(!text.contains("<img"), "{text}");
    assert!(!text.contains("\" onclick"), "{text}");
}

#[test]
fn nothing_is_loaded() {
    let text = render(&samples::run());
    for word in ["src=", "@import", "url(", "<link", "fetch("] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn the_life_of_a_connection_is_drawn() {
    let text = render(&samples::run());
    let row = |number: usize| {
        let start = format!("<span class=\"number\">{number}</span>");
        text.lines().find(|it| it.contains(&start)).unwrap_or_default().to_owned()
    };
    assert!(row(5).contains("mark opened"), "{}", row(5));
    assert!(row(5).contains("<mark>bt.Subtensor(network)</mark>"), "{}", row(5));
    assert!(row(6).contains("mark step") && row(6).contains("row open"), "{}", row(6));
    assert!(row(8).contains("mark lost"), "{}", row(8));
    assert!(!row(4).contains("row open"), "{}", row(4));
}

#[test]
fn long_lines_and_odd_places_are_drawn_too() {
    let padding = "é = 1; ".repeat(5_000);
    let text = render(&samples::single(&format!("{padding}x = f(); {padding}\n"), "f()"));
    assert!(text.contains("…") && text.contains("<mark>f()</mark>") && text.len() < 20_000, "{}", text.len());
    for (text, needle) in [("", ""), ("x = f(\n)", "f(\n)"), ("\tf()\r\n", "f()")] {
        assert!(render(&samples::single(text, needle)).contains("class=\"row"), "{text:?}");
    }
}
