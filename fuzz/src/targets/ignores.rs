//! Ignore comments: those that are written for findings silence them, and leave the rest of the text as it is.

use lint_core::Options;
use lint_core::finding::Finding;
use lint_core::silence::silence;
use lint_core::source::Language;

use super::{rules_of_code, sound, source};
use crate::{Target, seeds};

pub(super) static TARGET: Target = Target { name: "ignores", seeds: || seeds::sources("py"), run };

fn run(text: &str) -> Result<(), String> {
    let mut file = source(Language::Python, text);
    let options = Options { rules: rules_of_code(), ..Options::default() };
    let before = sound(std::slice::from_ref(&file), &options)?;
    let found: Vec<&Finding> = before.findings.iter().collect();
    let res = silence(&file, &found, "why");
    if res.n_silenced + res.left.len() != found.len() {
        return Err(format!(
            "{} findings, {} silenced, {} left",
            found.len(),
            res.n_silenced,
            res.left.len()
        ));
    }
    let expected: Vec<&str> = res.left.iter().map(|it| found[*it].rule.id).collect();
    file.text = res.text;
    let after = sound(std::slice::from_ref(&file), &options)?;
    let after: Vec<&str> = after.findings.iter().map(|it| it.rule.id).collect();
    if after.len() > expected.len() {
        return Err(format!("{after:?} after silencing all but {expected:?}"));
    }
    Ok(())
}
