//! Whether a language model reads the output: then one line for each finding is what it needs.
//!
//! Only what is not asked for changes: `--format` wins, and so does a terminal.

use std::ffi::OsString;

/// Variables that such tools set for the programs they run.
const VARIABLES: &[&str] = &[
    "AI_AGENT",
    "AUGMENT_AGENT",
    "CLAUDECODE",
    "CLAUDE_CODE",
    "CODEX_SANDBOX",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "OPENCODE_CLIENT",
];

/// Whether the environment says so; an empty value or `0` does not.
pub(crate) fn reads(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    VARIABLES.iter().filter_map(|it| variable(it)).any(|it| !it.is_empty() && it != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_set_tells() {
        let reads = |name: &'static str, value: &'static str| {
            reads(move |it| (it == name).then(|| OsString::from(value)))
        };
        assert!(reads("AI_AGENT", "1") && reads("CLAUDECODE", "1") && reads("CURSOR_AGENT", "true"));
        assert!(!reads("AI_AGENT", "") && !reads("AI_AGENT", "0") && !reads("TERM", "1"));
    }
}
