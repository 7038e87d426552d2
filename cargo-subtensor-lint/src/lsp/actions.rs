//! What the editor offers at a place: the page of a rule, fixes, and comments that silence.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::Error;
use diffy::{DiffOptions, Hunk, Line};
use gen_lsp_types::{
    CodeAction, CodeActionKind, Contents, Hover, MarkupContent, MarkupKind, Range, TextEdit, Uri,
    WorkspaceEdit,
};
use lint_core::finding::{Applicability, FileId, Finding};
use lint_core::rules::{self, Rule};
use lint_core::silence::silence;
use lint_core::source::Span;

use super::convert::Converter;
use super::document::{Encoding, Places};
use super::workspace::Workspace;

/// A range in a file of a workspace, as the editor asks about it.
pub(super) struct Spot {
    pub(super) file: FileId,
    pub(super) range: Range,
}

/// The kind of [`fix_all`], below `source.fixAll` as the protocol has it.
pub(super) const FIX_ALL: CodeActionKind =
    CodeActionKind::Custom(Cow::Borrowed("source.fixAll.subtensor-lint"));

/// Which kinds of actions the editor wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) quick_fixes: bool,
    /// Only if it says so: an editor makes source actions for whole files, as when a file is saved.
    pub(super) fix_all: bool,
}

impl Asked {
    /// `only` are the kinds that it names; none means what belongs to the place.
    pub(super) fn new(only: &[CodeActionKind]) -> Asked {
        // Kinds are trees: who asks for `source`, or for the root, asks for ours.
        let asks = |ours: &str| {
            only.iter().any(|it| {
                let it = String::from(it.clone());
                it.is_empty() || ours == it || ours.strip_prefix(&it).is_some_and(|it| it.starts_with('.'))
            })
        };
        let fix_all = String::from(FIX_ALL);
        Asked { quick_fixes: only.is_empty() || asks("quickfix"), fix_all: asks(&fix_all) }
    }
}

/// Makes all safe fixes of a file, if it has any.
pub(super) fn fix_all(
    workspace: &mut Workspace,
    file: FileId,
    uri: &dyn Fn(&Workspace, FileId) -> Option<Uri>,
    (encoding, pool): (Encoding, &rayon::ThreadPool),
) -> Result<Option<CodeAction>, Error> {
    let Some(text) = workspace.fix_all(file, pool)? else { return Ok(None) };
    let location = |it| uri(workspace, it);
    let edit = edit(workspace, &[(file, text)], &location, encoding);
    Ok(edit.map(|edit| CodeAction {
        title: "Make all safe fixes of subtensor-lint".to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(edit),
        ..CodeAction::default()
    }))
}

/// The page of the rule whose finding, or whose name in an ignore comment, stands there.
pub(super) fn hover(workspace: &Workspace, spot: &Spot, encoding: Encoding) -> Option<Hover> {
    let places = Places::new(&workspace.files()[spot.file.0 as usize].text, encoding);
    let offset = places.offset(spot.range.start);
    let here = workspace.findings.iter().filter(|it| it.location.file == spot.file);
    let mut here: Vec<&Finding> = here.filter(|it| touches(it.location.span, offset, offset)).collect();
    here.sort_by_key(|it| it.location.span.end - it.location.span.start);
    let (rule, span, message) = match here.first() {
        Some(it) => (it.rule, it.location.span, Some(it.message.as_str())),
        None => named(&workspace.files()[spot.file.0 as usize].text, offset).map(|it| (it.0, it.1, None))?,
    };
    let value = page(rule, message);
    let contents = Contents::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
    Some(Hover { contents, range: Some(places.range(span)) })
}

/// The rule that an ignore comment names at `offset`.
fn named(text: &str, offset: usize) -> Option<(&'static Rule, Span)> {
    let line_start = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    let line = text[line_start..].lines().next()?;
    if !line.contains("subtensor-lint: ignore") {
        return None;
    }
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '-';
    let start = text[..offset].rfind(|it| !is_word(it)).map_or(0, |it| it + 1);
    let end = text[offset..].find(|it| !is_word(it)).map_or(text.len(), |it| offset + it);
    Some((rules::find(text.get(start..end)?)?, Span::new(start, end)))
}

fn page(rule: &Rule, message: Option<&str>) -> String {
    let message = message.map_or(String::new(), |it| format!("{it}\n\n---\n\n"));
    let page = rule.page();
    format!("**{} {}**\n\n{message}{page}\n[{}]({})\n", rule.id, rule.name, rule.name, rule.url())
}

/// Everything that can be done about the findings at a place; what went wrong on the way comes with it.
pub(super) fn actions(
    workspace: &mut Workspace,
    spot: &Spot,
    uri: &dyn Fn(&Workspace, FileId) -> Option<Uri>,
    (encoding, pool): (Encoding, &rayon::ThreadPool),
) -> (Vec<CodeAction>, Vec<Error>) {
    let text = workspace.files()[spot.file.0 as usize].text.clone();
    let places = Places::new(&text, encoding);
    let (start, end) = (places.offset(spot.range.start), places.offset(spot.range.end));
    let here = |it: &&Finding| it.location.file == spot.file && touches(it.location.span, start, end);
    let findings: Vec<Finding> = workspace.findings.iter().filter(here).cloned().collect();
    let (mut fixes, mut ignores, mut errors) = (vec![], vec![], vec![]);
    for finding in &findings {
        let changed = match &finding.fix {
            Some(_) => workspace.prove(finding, pool).unwrap_or_else(|error| {
                errors.push(error);
                vec![]
            }),
            None => vec![],
        };
        let location = |it| uri(workspace, it);
        let diagnostic = Converter::new(workspace.files(), &location, encoding).diagnostic(finding);
        let action = |title: String, edit, is_preferred| CodeAction {
            title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic.clone()]),
            is_preferred: Some(is_preferred),
            edit: Some(edit),
            ..CodeAction::default()
        };
        if let (Some(fix), Some(edit)) = (&finding.fix, edit(workspace, &changed, &location, encoding)) {
            let is_safe = fix.applicability == Applicability::Safe;
            let caution = if is_safe { "" } else { " (unsafe: look at the result)" };
            fixes.push(action(format!("{}: {}{caution}", finding.rule.id, fix.description), edit, is_safe));
        }
        let silenced = silence(&workspace.files()[spot.file.0 as usize], &[finding], "");
        let changed = [(spot.file, silenced.text)];
        if let Some(edit) = edit(workspace, &changed, &location, encoding) {
            let title = format!("Ignore {} ({}) here", finding.rule.id, finding.rule.name);
            ignores.push(action(title, edit, false));
        }
    }
    fixes.sort_by_key(|it| it.is_preferred != Some(true));
    fixes.extend(ignores);
    (fixes, errors)
}

/// The edits that turn the files into what they are to be; none if they are that already.
fn edit(
    workspace: &Workspace,
    changed: &[(FileId, String)],
    uri: &dyn Fn(FileId) -> Option<Uri>,
    encoding: Encoding,
) -> Option<WorkspaceEdit> {
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (file, new) in changed {
        let edits = edits(&workspace.files()[file.0 as usize].text, new, encoding);
        if !edits.is_empty() {
            changes.insert(uri(*file)?, edits);
        }
    }
    (!changes.is_empty()).then(|| WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
}

/// The lines that differ.
fn edits(old: &str, new: &str, encoding: Encoding) -> Vec<TextEdit> {
    let places = Places::new(old, encoding);
    let ends = old.split_inclusive('\n').scan(0, |at, it| {
        *at += it.len();
        Some(*at)
    });
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    let patch = DiffOptions::new().set_context_len(0).create_patch(old, new);
    let edit = |hunk: &Hunk<'_, str>| {
        // Lines count from 1, but an empty range names the line before it.
        let lines = hunk.old_range();
        let first = if lines.is_empty() { lines.start() } else { lines.start() - 1 };
        let added = hunk.lines().iter().filter_map(|it| match it {
            Line::Insert(line) => Some(*line),
            Line::Context(_) | Line::Delete(_) => None,
        });
        TextEdit {
            range: places.range(Span::new(starts[first], starts[first + lines.len()])),
            new_text: added.collect(),
        }
    };
    patch.hunks().iter().map(edit).collect()
}

/// Whether a span and the range from `start` to `end` have a place in common, an end included.
fn touches(span: Span, start: usize, end: usize) -> bool {
    span.start as usize <= end && start <= span.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_differ_are_edited() {
        let check = |old: &str, new: &str, n_edits: usize| {
            let edits = edits(old, new, Encoding::Utf16);
            assert_eq!(edits.len(), n_edits);
            let places = Places::new(old, Encoding::Utf16);
            let mut text = old.to_owned();
            for it in edits.iter().rev() {
                text.replace_range(places.offset(it.range.start)..places.offset(it.range.end), &it.new_text);
            }
            assert_eq!(text, new);
        };
        check("a\nb\nc\n", "a\nb\nc\n", 0);
        check("a\nb\nc\n", "a\n  b\nc\n", 1);
        check("a\r\n\u{e4}\r\nc", "\u{f6}\r\na\r\n\u{e4}\r\nd", 2);
        check("", "a\n", 1);
    }

    #[test]
    fn kinds_of_actions_are_trees() {
        let check = |only: &[&str], quick_fixes, fix_all| {
            let kinds: Vec<CodeActionKind> = only.iter().map(|it| (*it).to_owned().into()).collect();
            assert_eq!(Asked::new(&kinds), Asked { quick_fixes, fix_all }, "{only:?}");
        };
        check(&[], true, false);
        check(&[""], true, true);
        check(&["quickfix"], true, false);
        check(&["source"], false, true);
        check(&["source.fixAll"], false, true);
        check(&["source.fixAll.subtensor-lint"], false, true);
        check(&["source.fixAll.ruff", "source.organizeImports"], false, false);
        check(&["source.fix"], false, false);
        check(&["refactor", "quickfix"], true, false);
    }

    #[test]
    fn a_rule_is_found_in_an_ignore_comment_only() {
        let text = "x = 1  # subtensor-lint: ignore[SUB001, never-closed]\nSUB001\n";
        let at = |needle: &str| named(text, text.find(needle).unwrap() + 1).map(|it| it.1.text(text));
        assert_eq!(at("SUB001"), Some("SUB001"));
        assert_eq!(at("never-closed"), Some("never-closed"));
        assert_eq!(at("x = 1"), None);
        assert!(named(text, text.rfind("SUB001").unwrap()).is_none());
    }
}
