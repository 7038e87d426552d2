//! Markdown documents and notebooks: split into the modules that they hold, and findings put back into them.
//!
//! For the analysis a part of a document is a file like any other. Everything that it says about such a file goes
//! through [`Sources::place`], so that nobody else counts in places of parts. What a document says of the program is
//! nothing that the program itself could know: it is judged without the parts, and these are judged in a run of
//! their own with the program in view.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use crate::finding::{Edit, FileId, Finding, Fix, InternalError, Location};
use crate::fix::apply;
use crate::guarded;
use crate::lang::{self, Contents, Part};
use crate::rules::{self, syntax_error, unused_ignore};
use crate::source::{Language, LineIndex, SourceFile, Span};
use crate::suppress::{Ignores, beside_others};
use crate::versions::is_modern;

/// The files that were handed in.
pub(crate) struct Documents<'a> {
    files: &'a [SourceFile],
    lines: Vec<OnceLock<LineIndex>>,
    /// Roots with code in the style of SDK 11.
    modern: BTreeSet<&'a str>,
    /// What each file holds, if it is a document.
    contents: Vec<Contents>,
    /// The comments of each document about its blocks, in the order of [`Contents::notes`].
    notes: Vec<Vec<Ignores>>,
    /// Those of them that stand above a part, by document and part.
    above: BTreeMap<(usize, usize), Vec<usize>>,
}

/// The files of one analysis.
pub(crate) struct Sources<'a> {
    pub(crate) files: Cow<'a, [SourceFile]>,
    documents: &'a Documents<'a>,
    members: Vec<Member>,
    /// Whether this analysis is about the parts of documents alone.
    of_parts: bool,
}

/// What a file of an analysis is of the files that were handed in.
#[derive(Debug, Clone, Copy)]
struct Member {
    file: usize,
    part: Option<usize>,
}

impl<'a> Documents<'a> {
    pub(crate) fn new(files: &'a [SourceFile]) -> (Documents<'a>, Vec<InternalError>) {
        let all: Vec<&SourceFile> = files.iter().collect();
        let (contents, errors) = guarded(&all, "reading the document", |_, file| lang::contents(file));
        let contents: Vec<Contents> = contents;
        let notes = |(file, it): (&SourceFile, &Contents)| {
            it.notes.iter().map(|note| Ignores::of_block(&file.text, &note.range)).collect()
        };
        let notes = files.iter().zip(&contents).map(notes).collect();
        let mut above: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (file, it) in contents.iter().enumerate() {
            for (at, note) in it.notes.iter().enumerate() {
                if let Some(part) = note.part {
                    above.entry((file, part)).or_default().push(at);
                }
            }
        }
        let lines = files.iter().map(|_| OnceLock::new()).collect();
        let mut modern = BTreeSet::new();
        if files.iter().any(|it| it.language.is_document()) {
            let program = files.iter().filter(|it| !it.language.is_document());
            modern.extend(program.filter(|it| is_modern(&it.text)).map(|it| it.root.as_str()));
        }
        (Documents { files, lines, modern, contents, notes, above }, errors)
    }

    /// What is to be analysed: the program without documents, and then their parts with it, if there are any.
    pub(crate) fn runs(&'a self) -> Vec<Sources<'a>> {
        let is_file = |it: &usize| !self.files[*it].language.is_document();
        let plain: Vec<Member> =
            (0..self.files.len()).filter(is_file).map(|file| Member { file, part: None }).collect();
        let parts: Vec<Member> = (0..self.files.len())
            .flat_map(|file| {
                (0..self.contents[file].parts.len()).map(move |part| Member { file, part: Some(part) })
            })
            .collect();
        if plain.len() == self.files.len() {
            let files = Cow::Borrowed(self.files);
            return vec![Sources { files, documents: self, members: plain, of_parts: false }];
        }
        let sources = |members: Vec<Member>, of_parts| {
            let files = members.iter().map(|it| self.source(*it)).collect();
            Sources { files, documents: self, members, of_parts }
        };
        let mut runs = vec![sources(plain.clone(), false)];
        if !parts.is_empty() {
            runs.push(sources([plain, parts].concat(), true));
        }
        runs
    }

    fn source(&self, member: Member) -> SourceFile {
        let file = &self.files[member.file];
        let Some(part) = member.part else { return file.clone() };
        let part = &self.contents[member.file].parts[part];
        let mut source = source_of(file, part, self.line(member.file, part.begins));
        // Where the pin leaves it open, the program's style decides, or else that of the document alone.
        if !self.modern.contains(file.root.as_str()) {
            source.root = format!("{}\n{}", file.root, file.path);
        }
        source
    }

    /// The 1-based line of an offset in a file.
    fn line(&self, file: usize, offset: usize) -> usize {
        let text = &self.files[file].text;
        let index = self.lines[file].get_or_init(|| LineIndex::new(text));
        index.line_column(text, u32::try_from(offset).unwrap_or(u32::MAX)).line
    }

    /// What is wrong with the documents themselves.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut found = vec![];
        for (at, (file, contents)) in self.files.iter().zip(&self.contents).enumerate() {
            let mut unused = vec![];
            let id = FileId(at as u32);
            let broken = contents.broken.iter();
            found.extend(
                broken.map(|(span, cause)| syntax_error::report_broken(id, file.origin, *span, cause)),
            );
            for (note, ignores) in contents.notes.iter().zip(&self.notes[at]) {
                for (entry, exists) in ignores.unused() {
                    let rule = entry.span.start as usize..entry.span.end as usize;
                    unused.push((entry, exists, without_rule(file, &note.range, &rule)));
                }
            }
            keep_harmless(file, contents, &mut unused.iter_mut().map(|it| &mut it.2).collect::<Vec<_>>());
            let report = |(entry, exists, removal)| unused_ignore::report(id, entry, exists, removal);
            found.extend(unused.into_iter().map(report));
        }
        found
    }
}

impl Sources<'_> {
    /// Whether this analysis is to say something about a file of it.
    pub(crate) fn tells_of(&self, file: FileId) -> bool {
        self.members[file.0 as usize].part.is_some() == self.of_parts
    }

    /// Whether what is found may be remembered: about a part, other places of its document have a say as well.
    pub(crate) fn is_remembered(&self) -> bool {
        !self.of_parts
    }

    /// The 1-based line in what was handed in.
    pub(crate) fn line(&self, file: FileId, offset: u32) -> usize {
        let at = self.location(Location { file, span: Span { start: offset, end: offset } });
        self.documents.line(at.file.0 as usize, at.span.start as usize)
    }

    /// What a part says about its syntax beside its text.
    pub(crate) fn errors(&self, file: FileId) -> &[lang::SyntaxError] {
        self.part(file).map_or(&[], |it| &it.errors)
    }

    /// Whether a comment of the document silences a finding in one of its blocks, which has this number here.
    pub(crate) fn silence(&self, number: FileId, finding: &Finding) -> bool {
        let Member { file, part: Some(part) } = self.members[number.0 as usize] else {
            return false;
        };
        let above = self.documents.above.get(&(file, part)).into_iter().flatten();
        let notes = &self.documents.notes[file];
        // All of them are asked, so that each knows that it was needed.
        above.filter(|it| notes[**it].silence(finding, 1, 1)).count() > 0
    }

    /// The finding in places of what was handed in.
    pub(crate) fn place(&self, mut finding: Finding) -> Finding {
        let within = finding.location.file;
        finding.location = self.location(finding.location);
        for label in finding.related.iter_mut().chain(&mut finding.trace) {
            label.location = self.location(label.location);
        }
        if let Some(cause) = &mut finding.cause {
            cause.file = self.file(cause.file);
        }
        finding.fix = finding.fix.and_then(|it| self.fix(within, it));
        finding
    }

    pub(crate) fn error(&self, error: InternalError) -> InternalError {
        InternalError { file: self.file(error.file), ..error }
    }

    /// The path of the file that was handed in.
    pub(crate) fn path(&self, file: FileId) -> &str {
        &self.documents.files[self.members[file.0 as usize].file].path
    }

    fn file(&self, file: FileId) -> FileId {
        FileId(self.members[file.0 as usize].file as u32)
    }

    fn part(&self, file: FileId) -> Option<&Part> {
        let member = self.members[file.0 as usize];
        member.part.map(|it| &self.documents.contents[member.file].parts[it])
    }

    fn location(&self, location: Location) -> Location {
        let span = self.part(location.file).map_or(location.span, |it| it.excerpt.span(location.span));
        Location { file: self.file(location.file), span }
    }

    /// The fix in the document, unless that would do more than it does to the part.
    fn fix(&self, within: FileId, fix: Fix) -> Option<Fix> {
        let Member { file, part: Some(at) } = self.members[within.0 as usize] else { return Some(fix) };
        let edits = edited(&self.documents.files[file], &self.documents.contents[file], at, &fix.edits)?;
        Some(Fix { edits, ..fix })
    }
}

/// A part as a file; `line` is where its block begins, 1-based.
pub(crate) fn source_of(document: &SourceFile, part: &Part, line: usize) -> SourceFile {
    let extension = match part.language {
        Language::Rust => "rs",
        Language::Python | Language::Document(_) => "py",
    };
    SourceFile {
        // No import can spell this.
        path: format!("{}:{line}.{extension}", document.path),
        text: part.excerpt.text.clone(),
        language: part.language,
        ..document.clone()
    }
}

/// The part of a document around a place, and the place in it.
pub(crate) fn part_around(contents: &Contents, place: Span) -> Option<(usize, Span)> {
    contents.parts.iter().enumerate().find_map(|(at, it)| Some((at, it.excerpt.find(place)?)))
}

/// Edits of a part as edits of its document; `None` if they would touch anything else, or say it otherwise.
pub(crate) fn edited(
    document: &SourceFile,
    contents: &Contents,
    at: usize,
    edits: &[Edit],
) -> Option<Vec<Edit>> {
    let part = &contents.parts[at];
    let in_document = part.edits(edits, &document.text).filter(|_| part.errors.is_empty())?;
    let new = apply(&part.excerpt.text, edits);
    // Most blocks can be read without what is around them, which is faster.
    let block = SourceFile { text: document.text[part.lines.clone()].to_owned(), ..document.clone() };
    if texts(&lang::contents(&block)) == [&part.excerpt.text] {
        let start = part.lines.start as u32;
        let moved = |it: &Edit| {
            let (from, to) = (it.span.start.checked_sub(start)?, it.span.end.checked_sub(start)?);
            Some(Edit { span: Span { start: from, end: to }, content: it.content.clone() })
        };
        let moved: Vec<Edit> = in_document.iter().map(moved).collect::<Option<_>>()?;
        return reads_as(&block, &moved, &[&new]).then_some(in_document);
    }
    let mut expected = texts(contents);
    expected[at] = &new;
    reads_as(document, &in_document, &expected).then_some(in_document)
}

/// Whether a document has these texts after the edits, and no new faults.
fn reads_as(document: &SourceFile, edits: &[Edit], expected: &[&str]) -> bool {
    let after = lang::contents(&SourceFile { text: apply(&document.text, edits), ..document.clone() });
    let is_sound = after.broken.is_none() && after.parts.iter().all(|it| it.errors.is_empty());
    is_sound && texts(&after) == expected
}

fn texts(contents: &Contents) -> Vec<&str> {
    contents.parts.iter().map(|it| it.excerpt.text.as_str()).collect()
}

/// Of edits that each take a comment away, leaves those that change none of the document's parts.
///
/// Reading a document takes as long as it is, so all are tried at once, and halves of them where that changes a part.
fn keep_harmless(file: &SourceFile, contents: &Contents, removals: &mut [&mut Option<Vec<Edit>>]) {
    // Of two rules in one comment each takes the whole list's place; together they would overlap.
    let mut all: Vec<Edit> = vec![];
    for edits in removals.iter().filter_map(|it| it.as_ref()) {
        let end = all.last().map_or(0, |it| it.span.end);
        all.extend(edits.iter().filter(|it| it.span.start >= end).cloned());
    }
    if all.is_empty() {
        return;
    }
    let after = lang::contents(&SourceFile { text: apply(&file.text, &all), ..file.clone() });
    if texts(&after) == texts(contents) {
        return;
    }
    if let [one] = removals {
        **one = None;
        return;
    }
    let (first, second) = removals.split_at_mut(removals.len() / 2);
    keep_harmless(file, contents, first);
    keep_harmless(file, contents, second);
}

/// Takes a rule out of a comment, and the comment away if it was the last; with its line, if it has one of its own.
fn without_rule(file: &SourceFile, comment: &Range<usize>, rule: &Range<usize>) -> Option<Vec<Edit>> {
    let text = &file.text;
    let inside = rule.start - comment.start..rule.end - comment.start;
    let mut range = match beside_others(&text[comment.clone()], inside) {
        Some(it) => comment.start + it.start..comment.start + it.end,
        None => comment.clone(),
    };
    if range == *comment {
        let start = text[..range.start].rfind('\n').map_or(0, |it| it + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |it| range.end + it + 1);
        let before = text[start..range.start].trim_start_matches('\u{feff}');
        if before.chars().all(|it| matches!(it, ' ' | '\t' | '>')) && text[range.end..end].trim().is_empty() {
            range = range.start - before.len()..end;
        }
    }
    rules::find(text.get(rule.clone())?)?;
    Some(vec![Edit { span: Span::new(range.start, range.end), content: String::new() }])
}
