//! One line for each finding: for `grep`, for editors that jump to `path:line:column`, and for language models.

use std::fmt::Write;

use super::places::Places;
use super::{Look, Run, escape, severity_name, summary};

pub(crate) fn render(run: &Run, look: &Look) -> String {
    let mut places = Places::new(run);
    let mut out = String::new();
    for finding in &run.findings {
        let path = escape(places.path(finding.location));
        let at = places.range(finding.location).start;
        let (id, severity) = (finding.rule.id, severity_name(finding.severity));
        let message = escape(&finding.message);
        writeln!(out, "{path}:{}:{}: {id} {severity} {message}", at.line, at.column)
            .expect("a string takes everything");
    }
    if !look.quiet {
        summary::render(run, look, &mut out);
    }
    out
}
