//! Fixes: edits to the original text, and the loop that applies them and looks at the result.
//!
//! A rule makes a [`Fix`] next to its finding; [`scoped`] has what several rules share.
//! [`repair`] trusts none of them: it applies fixes, checks all files anew, and keeps only what removed its finding
//! and brought no other. Fixes that touch each other wait for a later round, in which their edits are made anew.

mod rust;
pub(crate) mod scoped;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Applicability, Edit, FileId, Finding, Fix, Location};
use crate::rules::{self, Rule};
use crate::source::{LineIndex, SourceFile};
use crate::{Options, Report, check};

/// Rounds end by themselves when nothing is left to try; this is for what nobody thought of.
const MAX_ROUNDS: usize = 500;

/// A fix may need those of the findings that it brings: who closes an object that has learnt to close.
const MAX_FOLLOW_UPS: usize = 3;

/// The outcome of [`repair`].
#[derive(Debug)]
pub struct Repaired {
    /// All files, those with fixes in their new form.
    pub files: Vec<SourceFile>,
    pub fixed: Vec<Fixed>,
}

/// A finding that is gone.
#[derive(Debug, Clone)]
pub struct Fixed {
    pub file: FileId,
    pub rule: &'static Rule,
    /// 1-based, in the text before any fix, where the finding was there from the beginning.
    pub line: usize,
    pub description: String,
    pub applicability: Applicability,
}

/// Applies the fixes of all findings that are `wanted`, as often as there are any.
pub fn repair(files: &[SourceFile], options: &Options, wanted: impl Fn(&Finding) -> bool) -> Repaired {
    repair_with(files, options, wanted, check)
}

/// The same with a way of checking that gives what [`check`] gives, and may remember what it has seen.
pub fn repair_with(
    files: &[SourceFile],
    options: &Options,
    wanted: impl Fn(&Finding) -> bool,
    mut check: impl FnMut(&[SourceFile], &Options) -> Report,
) -> Repaired {
    // A fix may not bring what the user does not look for either.
    let mut rules = options.rules.clone();
    rules.extend(rules::default_ids());
    let options = Options { rules, ..options.clone() };
    let report = check(files, &options);
    let lines = report.findings.iter().map(|it| (key(it), line(it, files))).collect();
    let mut state = State { report, files: files.to_vec(), lines };
    let mut refused: BTreeSet<String> = BTreeSet::new();
    let mut fixed = vec![];
    for _ in 0..MAX_ROUNDS {
        let open = |it: &&Finding| !refused.contains(&it.fingerprint) && wanted(it);
        let mut batch = disjoint(state.report.findings.iter().filter(open));
        if batch.is_empty() {
            break;
        }
        // Halves until something is accepted or a single fix is to blame; then a new round begins.
        loop {
            let mut check = |files: &[SourceFile]| check(files, &options);
            if let Some((next, done)) = attempt(&state, &batch, &wanted, &mut check) {
                fixed.extend(done);
                state = next;
                break;
            }
            if let [one] = batch.as_slice() {
                refused.insert(one.fingerprint.clone());
                break;
            }
            batch.truncate(batch.len() / 2);
        }
    }
    fixed.sort_by_key(|it| (it.file, it.line, it.rule.id));
    Repaired { files: state.files, fixed }
}

/// Whether the edits lie in the text, between whole characters, and do not overlap.
pub(crate) fn fits(fix: &Fix, text: &str) -> bool {
    let mut spans: Vec<crate::source::Span> = fix.edits.iter().map(|it| it.span).collect();
    spans.sort();
    let inside = |it: &crate::source::Span| text.get(it.start as usize..it.end as usize).is_some();
    spans.iter().all(inside) && spans.windows(2).all(|it| it[0].end <= it[1].start)
}

/// The text with all edits made; the edits may not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|it| it.span);
    let mut res = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in sorted {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        res.push_str(text.get(done..start).unwrap_or_default());
        res.push_str(&edit.content);
        done = end;
    }
    res.push_str(text.get(done..).unwrap_or_default());
    res
}

/// The findings with a fix, in order, without those whose edits touch what an earlier one edits.
fn disjoint<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Finding> {
    let mut taken: Vec<Location> = vec![];
    let mut kept = vec![];
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let Some(span) = extent(fix) else { continue };
        let here = Location { span, ..finding.location };
        let touches = |it: &Location| {
            it.file == here.file && it.span.start <= here.span.end && here.span.start <= it.span.end
        };
        if !taken.iter().any(touches) {
            taken.push(here);
            kept.push(finding.clone());
        }
    }
    kept
}

/// From the first to the last edit.
fn extent(fix: &Fix) -> Option<crate::source::Span> {
    let start = fix.edits.iter().map(|it| it.span.start).min()?;
    let end = fix.edits.iter().map(|it| it.span.end).max()?;
    Some(crate::source::Span { start, end })
}

/// What is found in some files.
type Check<'a> = &'a mut dyn FnMut(&[SourceFile]) -> Report;

/// The files at one moment, and what is found in them.
struct State {
    files: Vec<SourceFile>,
    report: Report,
    /// In which line a finding was before any fix.
    lines: BTreeMap<Key, usize>,
}

impl State {
    fn fixed(&self, finding: &Finding) -> Fixed {
        let line = self.lines.get(&key(finding)).copied().unwrap_or_else(|| line(finding, &self.files));
        let fix = finding.fix.as_ref();
        Fixed {
            file: finding.location.file,
            rule: finding.rule,
            line,
            description: fix.map_or(String::new(), |it| it.description.clone()),
            applicability: fix.map_or(Applicability::Unsafe, |it| it.applicability),
        }
    }

    fn with(&self, batch: &[Finding], check: Check) -> State {
        let mut files = self.files.clone();
        for (at, file) in files.iter_mut().enumerate() {
            let edits = edits_in(batch, FileId(at as u32));
            if !edits.is_empty() {
                file.text = apply(&file.text, &edits);
            }
        }
        let lines = self.lines.iter().map(|(key, line)| (moved(*key, batch), *line)).collect();
        State { report: check(&files), files, lines }
    }
}

fn edits_in(batch: &[Finding], file: FileId) -> Vec<Edit> {
    let here = batch.iter().filter(|it| it.location.file == file);
    here.filter_map(|it| it.fix.as_ref()).flat_map(|it| it.edits.iter().cloned()).collect()
}

/// A finding as far as it stays the same when the text around it changes.
type Key = (FileId, u32, &'static str);

fn key(finding: &Finding) -> Key {
    (finding.location.file, finding.location.span.start, finding.rule.id)
}

fn line(finding: &Finding, files: &[SourceFile]) -> usize {
    let text = &files[finding.location.file.0 as usize].text;
    LineIndex::new(text).line_column(text, finding.location.span.start).line
}

/// Where something is after the fixes of a batch.
fn moved((file, offset, rule): Key, batch: &[Finding]) -> Key {
    let mut edits = edits_in(batch, file);
    edits.sort_by_key(|it| it.span);
    let mut shift = 0i64;
    for edit in edits.iter().take_while(|it| it.span.start <= offset) {
        if edit.span.end <= offset {
            shift += edit.content.len() as i64 - i64::from(edit.span.end - edit.span.start);
        } else {
            shift -= i64::from(offset - edit.span.start);
        }
    }
    (file, u32::try_from(i64::from(offset) + shift).unwrap_or(0), rule)
}

/// The state after a batch and what it fixed, if every finding of it is gone and nothing new is there.
fn attempt(
    state: &State,
    batch: &[Finding],
    wanted: &impl Fn(&Finding) -> bool,
    check: Check,
) -> Option<(State, Vec<Fixed>)> {
    let mut done: Vec<Fixed> = batch.iter().map(|it| state.fixed(it)).collect();
    let mut next = state.with(batch, check);
    let map = |keys: Vec<Key>, batch: &[Finding]| -> Vec<Key> {
        keys.into_iter().map(|it| moved(it, batch)).collect()
    };
    let mut before = map(state.report.findings.iter().map(key).collect(), batch);
    let mut targets = map(batch.iter().map(key).collect(), batch);
    for _ in 0..MAX_FOLLOW_UPS {
        if next.report.errors.len() > state.report.errors.len() {
            return None;
        }
        if next.report.findings.iter().any(|it| targets.contains(&key(it))) {
            return None;
        }
        let brought = next.report.findings.iter().filter(|it| is_fault(it, &before, &targets));
        let brought: Vec<Finding> = brought.cloned().collect();
        if brought.is_empty() {
            return Some((next, done));
        }
        // An object that has learnt to close has to be closed: that is the same fix in another place.
        let may_follow = batch.len() == 1 && brought.iter().all(|it| it.rule.id == "SUB007" && wanted(it));
        let follow_up = disjoint(brought.iter());
        if !may_follow || follow_up.len() < brought.len() {
            return None;
        }
        before = map(before, &follow_up);
        targets = map(targets, &follow_up);
        targets.extend(map(follow_up.iter().map(key).collect(), &follow_up));
        done.extend(follow_up.iter().map(|it| next.fixed(it)));
        next = next.with(&follow_up, check);
    }
    None
}

/// Whether a finding was not there before and is more than a remark.
fn is_fault(finding: &Finding, before: &[Key], targets: &[Key]) -> bool {
    let (file, start, rule) = key(finding);
    let is_remark = matches!(rule, "SUB016" | "SUB900");
    // A connection that leaked in two ways still leaks in the other, which was hidden: by an exception, say.
    let is_less =
        targets.iter().any(|it| (it.0, it.1) == (file, start) && (rule == "SUB003" || it.2 == "SUB005"));
    !is_remark && !is_less && !before.contains(&(file, start, rule))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn edits_are_made_in_order_and_insertions_come_first() {
        let edit =
            |start, end, content: &str| Edit { span: Span::new(start, end), content: content.to_owned() };
        let edits = [edit(4, 5, "B"), edit(0, 0, "<"), edit(4, 4, "|"), edit(0, 0, "["), edit(9, 9, ">")];
        assert_eq!(apply("abc x def", &edits), "<[abc |B def>");
    }
}
