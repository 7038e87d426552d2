//! Baseline files: refused with a message, or read.

use cargo_subtensor_lint::fuzzing;

use crate::Target;

pub(super) static TARGET: Target = Target { name: "baseline", seeds, run };

fn seeds() -> Vec<String> {
    let entry = |at: usize| {
        format!(
            "{{\"path\": \"a/m{at}.py\", \"rule\": \"SUB001\", \"function\": \"C.f\", \"hash\": \"00ff\", \"count\": {at}}}"
        )
    };
    let document = |n: usize| {
        let entries = (1..=n).map(entry).collect::<Vec<_>>().join(",\n");
        format!("{{\n\"version\": 1,\n\"findings\": [{entries}]\n}}\n")
    };
    vec![document(0), document(1), document(5)]
}

fn run(text: &str) -> Result<(), String> {
    match fuzzing::baseline(text) {
        Err(message) if message.trim().is_empty() => Err("refused without a word".to_owned()),
        Ok(()) | Err(_) => Ok(()),
    }
}
