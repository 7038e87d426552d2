//! Fixes: what they leave parses as well as before, has no new findings, and nothing to do again.

use lint_core::Options;
use lint_core::finding::{Applicability, Finding};
use lint_core::fix::repair;
use lint_core::source::Language;

use super::{rules_of_code, sound, source};
use crate::{Target, seeds};

pub(super) static TARGET: Target = Target { name: "fixes", seeds: || seeds::sources("py"), run };

fn run(text: &str) -> Result<(), String> {
    let files = [source(Language::Python, text)];
    let mut rules = rules_of_code();
    rules.extend(["SUB900", "SUB901"]);
    rules.retain(|it| !matches!(*it, "SUB003" | "SUB016"));
    let options = Options { rules, ..Options::default() };
    let before = sound(&files, &options)?;
    for limit in [Applicability::Safe, Applicability::Unsafe] {
        let wanted = |it: &Finding| it.fix.as_ref().is_some_and(|it| it.applicability <= limit);
        if !before.findings.iter().any(wanted) {
            continue;
        }
        let once = repair(&files, &options, wanted);
        let after = sound(&once.files, &options)?;
        let n_broken = |it: &[Finding]| it.iter().filter(|it| it.rule.id == "SUB901").count();
        if n_broken(&after.findings) > n_broken(&before.findings) {
            return Err("a fix broke the syntax".to_owned());
        }
        if once.fixed.is_empty() != (once.files[0].text == text) {
            return Err("a text changed without a word, or a word was said without a change".to_owned());
        }
        if !once.fixed.is_empty() && after.findings.len() >= before.findings.len() {
            return Err(format!("{} findings became {}", before.findings.len(), after.findings.len()));
        }
        if !repair(&once.files, &options, wanted).fixed.is_empty() {
            return Err("a second run found something to fix".to_owned());
        }
    }
    Ok(())
}
