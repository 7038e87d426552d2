//! `--statistics`: how many findings each rule has, in place of the findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Look, Run, json_text, render_summary};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    statistics: Vec<Count<'a>>,
}

#[derive(Debug, Serialize)]
struct Count<'a> {
    rule: &'a str,
    name: &'a str,
    count: usize,
}

pub(crate) fn text(run: &Run, look: &Look) -> String {
    let counts = counts(run);
    let width = counts.first().map_or(0, |it| it.count.to_string().len());
    let row = |it: &Count| format!("{:width$}  {}  {}\n", it.count, it.rule, it.name);
    let rows: String = counts.iter().map(row).collect();
    if look.quiet { rows } else { rows + &render_summary(run, look) }
}

pub(crate) fn json(run: &Run) -> String {
    json_text(&Document { version: 1, statistics: counts(run) })
}

/// The most frequent first.
fn counts<'a>(run: &Run<'a>) -> Vec<Count<'a>> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for finding in &run.findings {
        let (rule, name) = (finding.rule.id, finding.rule.name);
        counts.entry(rule).or_insert(Count { rule, name, count: 0 }).count += 1;
    }
    let mut counts: Vec<Count> = counts.into_values().collect();
    counts.sort_by_key(|it| Reverse(it.count));
    counts
}
