//! Fixes: edits to the original text, and the loop that applies them and looks at the result.
//!
//! A rule makes a [`Fix`] next to its finding; [`scoped`] has what several rules share.
//! [`repair`] trusts none of them: it applies fixes, checks the result, and keeps only what removed its finding and
//! brought no other. What a fix cannot reach is not judged anew: a [`Kept`] remembers it. Fixes that touch each other wait for a later round, in which their edits are made anew.

mod background;
mod rust;
pub(crate) mod scoped;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Applicability, Edit, FileId, Finding, Fix};
use crate::rules::{self, Rule};
use crate::source::{LineIndex, SourceFile};
use crate::{Kept, Options, Report};

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
    let kept = Kept::default();
    repair_with(files, options, wanted, |files, options| kept.check(files, options))
}

/// The same with a way of checking that gives what [`crate::check`] gives, and may remember what it has seen.
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
    // The ends of what is taken, by file and start: none touches another.
    let mut taken: BTreeMap<(FileId, u32), u32> = BTreeMap::new();
    let mut kept = vec![];
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let Some(span) = extent(fix) else { continue };
        let file = finding.location.file;
        let last = taken.range((file, 0)..=(file, span.end)).next_back();
        if last.is_none_or(|it| *it.1 < span.start) {
            taken.insert((file, span.start), span.end);
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
        let mut edits: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for it in batch {
            let own = it.fix.iter().flat_map(|it| it.edits.iter().cloned());
            edits.entry(it.location.file).or_default().extend(own);
        }
        for (FileId(at), edits) in &edits {
            let file = &mut files[*at as usize];
            file.text = apply(&file.text, edits);
        }
        let moves = Moves::new(batch);
        let lines = self.lines.iter().map(|(key, line)| (moves.key(*key), *line)).collect();
        State { report: check(&files), files, lines }
    }
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

/// Where things are after the fixes of a batch.
struct Moves(BTreeMap<FileId, Vec<Move>>);

/// An edit, and by how much those up to it move what stands behind it, in bytes.
struct Move {
    span: crate::source::Span,
    before: i64,
    after: i64,
}

impl Moves {
    fn new(batch: &[Finding]) -> Moves {
        let mut moves: BTreeMap<FileId, Vec<Move>> = BTreeMap::new();
        for it in batch {
            let edits = it.fix.iter().flat_map(|it| &it.edits);
            let grows = |it: &Edit| it.content.len() as i64 - i64::from(it.span.end - it.span.start);
            let all = edits.map(|it| Move { span: it.span, before: 0, after: grows(it) });
            moves.entry(it.location.file).or_default().extend(all);
        }
        for all in moves.values_mut() {
            all.sort_by_key(|it| it.span);
            let mut sum = 0;
            for it in all {
                it.before = sum;
                sum += it.after;
                it.after = sum;
            }
        }
        Moves(moves)
    }

    fn key(&self, (file, offset, rule): Key) -> Key {
        let all = self.0.get(&file).map_or(&[][..], Vec::as_slice);
        let n_before = all.partition_point(|it| it.span.start <= offset);
        let shift = match n_before.checked_sub(1).map(|at| &all[at]) {
            Some(it) if it.span.end <= offset => it.after,
            // What an edit replaces is where the edit begins.
            Some(it) => it.before - i64::from(offset - it.span.start),
            None => 0,
        };
        (file, u32::try_from(i64::from(offset) + shift).unwrap_or(0), rule)
    }
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
    let map = |keys: BTreeSet<Key>, batch: &[Finding]| -> BTreeSet<Key> {
        let moves = Moves::new(batch);
        keys.into_iter().map(|it| moves.key(it)).collect()
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
fn is_fault(finding: &Finding, before: &BTreeSet<Key>, targets: &BTreeSet<Key>) -> bool {
    let (file, start, rule) = key(finding);
    let is_remark = matches!(rule, "SUB016" | "SUB900");
    // A connection that leaked in two ways still leaks in the other, which was hidden: by an exception, say, or on a
    // path that does not come to the close which nobody awaited.
    let mut here = targets.range((file, start, "")..).take_while(|it| (it.0, it.1) == (file, start));
    let is_less = here.any(|it| rule == "SUB003" || matches!(it.2, "SUB005" | "SUB010"));
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

    #[test]
    fn what_is_known_of_a_place_moves_with_the_text_before_it() {
        let edit =
            |start, end, content: &str| Edit { span: Span::new(start, end), content: content.to_owned() };
        let fixed = |file, edits: Vec<Edit>| {
            let rule = rules::find("SUB001").expect("the rule is in the table");
            let location = crate::finding::Location { file: FileId(file), span: edits[0].span };
            let fix = Fix { applicability: Applicability::Safe, description: String::new(), edits };
            Finding { fix: Some(fix), ..Finding::about_text(rule, location, String::new(), "") }
        };
        let batch = [
            fixed(0, vec![edit(10, 12, ""), edit(4, 4, "ab")]),
            fixed(0, vec![edit(20, 24, "x")]),
            fixed(1, vec![edit(0, 0, "y")]),
        ];
        let moves = Moves::new(&batch);
        let check = |file, offset, expected| {
            assert_eq!(moves.key((FileId(file), offset, "")).1, expected, "{file}:{offset}");
        };
        check(0, 3, 3);
        check(0, 4, 6);
        check(0, 10, 12);
        check(0, 11, 12);
        check(0, 12, 12);
        check(0, 22, 20);
        check(0, 30, 27);
        check(1, 0, 1);
        check(2, 7, 7);
    }

    #[test]
    fn what_is_remembered_changes_no_fix() {
        let file = |path: &str, text: &str| SourceFile {
            path: path.to_owned(),
            text: text.to_owned(),
            language: crate::source::Language::Python,
            pin: crate::source::SdkPin::default(),
            root: String::new(),
            origin: crate::source::Origin::Walked,
        };
        let leak = "import bittensor as bt\n\nsub = bt.Subtensor()\nprint(sub.block)\n";
        let files = [
            file("chain.py", "import bittensor as bt\n\ndef connect():\n    return bt.Subtensor()\n"),
            file("main.py", "from chain import connect\n\nsub = connect()\nprint(sub.block)\n"),
            file("a.py", leak),
            file("b.py", leak),
            file(
                "c.py",
                "import bittensor as bt\n\nclass A:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n\na = A()\nprint(a.sub.block)\n",
            ),
            // One path twice is two files.
            file("b.py", &leak.replace("block", "network")),
        ];
        let fixed = |it: Repaired| (it.files.into_iter().map(|it| it.text).collect::<Vec<_>>(), it.fixed);
        let (texts, done) = fixed(repair(&files, &Options::default(), |_| true));
        let (fresh, all) = fixed(repair_with(&files, &Options::default(), |_| true, crate::check));
        assert_eq!(texts, fresh);
        assert_eq!(format!("{done:?}"), format!("{all:?}"));
        assert!(done.len() >= 5, "{done:?}");
    }
}
