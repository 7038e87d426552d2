//! The life of one connection beside its source lines.
//!
//! A block per file, the finding's own first. Lines that say nothing are folded.

use std::collections::BTreeMap;

use lint_core::finding::{FileId, Finding, Label, Location};

use super::{html, line, prose};
use crate::output::places::Places;
use crate::output::{is_at_opening_call, steps};

/// What a line is in the life of the connection; of several on one line the last in this order is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Mentioned,
    Step,
    Handed,
    Opened,
    Lost,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Mark::Mentioned => "mentioned",
            Mark::Step => "step",
            Mark::Handed => "handed",
            Mark::Opened => "opened",
            Mark::Lost => "lost",
        }
    }

    /// By the words of a label: what they say is for people, so a miss costs a colour.
    fn of(message: &str) -> Mark {
        let says = |words: &[&str]| words.iter().any(|it| message.contains(it));
        if says(&["and returns it", "handed", "used by"]) {
            Mark::Handed
        } else if says(&["opened here", "connected here", "created here", "opens its connection"]) {
            Mark::Opened
        } else if says(&[
            "still open",
            "is lost",
            "takes its place",
            "never ends",
            "leaves it open",
            "nobody closes",
        ]) {
            Mark::Lost
        } else {
            Mark::Step
        }
    }
}

/// What is to be seen on one line.
#[derive(Debug, Default)]
struct Line<'a> {
    mark: Option<Mark>,
    notes: Vec<&'a str>,
    /// Ranges to highlight, in characters from 0.
    spans: Vec<(usize, usize)>,
}

type Block<'a> = BTreeMap<usize, Line<'a>>;

/// Lines around one that says something.
const CONTEXT: usize = 1;
/// So many lines may mention the connection.
const MAX_MENTIONS: usize = 40;
/// A line longer than this many characters is cut around what is highlighted.
const WIDTH: usize = 240;

pub(super) fn render(finding: &Finding, places: &mut Places, out: &mut String) {
    let own = finding.location.file;
    let mut blocks: BTreeMap<FileId, Block> = BTreeMap::new();
    let labels = finding.related.iter().chain(&finding.trace);
    let said = labels.clone().any(|it| it.location == finding.location);
    let note = (!said && is_at_opening_call(finding)).then_some("opened here");
    add(&mut blocks, finding.location, primary_mark(finding), note, places);
    let mut seen: Vec<&Label> = vec![];
    for label in labels {
        // Steps of the way that coincide with another place would say the same twice.
        if !seen.iter().any(|it| it.location == label.location) {
            add(&mut blocks, label.location, mark(finding, label), Some(&label.message), places);
            seen.push(label);
        }
    }
    if let Some(block) = blocks.get_mut(&own) {
        mention(finding, block, places);
        draw(own, block, open_lines(block), places, out);
    }
    for (file, block) in blocks.iter().filter(|it| *it.0 != own) {
        let path = places.path(Location { file: *file, ..finding.location });
        line(out, &format!("<p class=\"place\">{}</p>", html(path)));
        draw(*file, block, None, places, out);
    }
}

fn primary_mark(finding: &Finding) -> Mark {
    if is_at_opening_call(finding) { Mark::Opened } else { Mark::Lost }
}

/// The end of the way is where the connection is lost, whatever the label's words.
fn mark(finding: &Finding, label: &Label) -> Mark {
    let is_last = steps(finding).last().is_some_and(|it| it.location == label.location);
    let by_words = Mark::of(&label.message);
    match by_words {
        Mark::Step if is_last && is_at_opening_call(finding) => Mark::Lost,
        Mark::Mentioned | Mark::Step | Mark::Handed | Mark::Opened | Mark::Lost => by_words,
    }
}

fn add<'a>(
    blocks: &mut BTreeMap<FileId, Block<'a>>,
    location: Location,
    mark: Mark,
    note: Option<&'a str>,
    places: &mut Places,
) {
    let range = places.range(location);
    let block = blocks.entry(location.file).or_default();
    let entry = block.entry(range.start.line).or_default();
    entry.mark = entry.mark.max(Some(mark));
    entry.notes.extend(note);
    let width = places.line(location.file, range.start.line).chars().count();
    let end = if range.is_on_one_line() { range.end.column - 1 } else { width };
    entry.spans.push((range.start.column - 1, end));
}

/// Marks the lines between opening and loss that mention the connection's name.
fn mention(finding: &Finding, block: &mut Block, places: &mut Places) {
    let Some((first, last)) = open_lines(block) else { return };
    let name = finding.message.split('`').nth(1).unwrap_or_default();
    let is_name = |it: char| it.is_alphanumeric() || it == '_' || it == '.';
    if name.is_empty() || !name.chars().all(is_name) {
        return;
    }
    let file = finding.location.file;
    let mentions = |line: &usize| places.line(file, *line).split(|it| !is_name(it)).any(|it| is_of(it, name));
    let lines: Vec<usize> = (first + 1..last).filter(mentions).take(MAX_MENTIONS).collect();
    for line in lines {
        let entry = block.entry(line).or_default();
        entry.mark = entry.mark.max(Some(Mark::Mentioned));
    }
}

/// Whether `word` is `name` or begins with it: `sub.block`.
fn is_of(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with('.'))
}

/// The lines on which the connection is open: from its opening to the last place below it.
fn open_lines(block: &Block) -> Option<(usize, usize)> {
    let (first, _) = block.iter().find(|it| it.1.mark == Some(Mark::Opened))?;
    let (last, _) = block.iter().rfind(|it| it.1.mark.is_some())?;
    (first < last).then_some((*first, *last))
}

fn draw(file: FileId, block: &Block, open: Option<(usize, usize)>, places: &mut Places, out: &mut String) {
    line(out, "<div class=\"source\">");
    let mut drawn = 0;
    for &number in block.keys() {
        let first = number.saturating_sub(CONTEXT).max(drawn + 1);
        if drawn > 0 && first > drawn + 1 {
            let n = first - drawn - 1;
            let noun = if n == 1 { "line" } else { "lines" };
            line(out, &format!("<div class=\"fold\">{n} {noun}</div>"));
        }
        for it in first..=number + CONTEXT {
            // The line below is drawn with what stands there, if anything does.
            let is_below = it > number && (block.contains_key(&it) || is_at_the_end(file, it, places));
            if !is_below {
                row(file, it, block.get(&it), is_open(open, it), places, out);
                drawn = it;
            }
        }
    }
    line(out, "</div>");
}

/// Past the last line, or on the empty one behind the last line end.
fn is_at_the_end(file: FileId, number: usize, places: &mut Places) -> bool {
    let n_lines = places.n_lines(file);
    number > n_lines || (number == n_lines && places.line(file, number).is_empty())
}

fn is_open(open: Option<(usize, usize)>, number: usize) -> bool {
    open.is_some_and(|(first, last)| (first..=last).contains(&number))
}

fn row(file: FileId, number: usize, said: Option<&Line>, open: bool, places: &mut Places, out: &mut String) {
    let nothing = Line::default();
    let said = said.unwrap_or(&nothing);
    let text = places.line(file, number);
    let mark = said.mark.map_or("", Mark::class);
    let open = if open { " open" } else { "" };
    let code = highlighted(text, &said.spans);
    line(
        out,
        &format!(
            "<div class=\"row{open}\"><span class=\"number\">{number}</span>\
             <span class=\"rail\"><span class=\"mark {mark}\"></span></span><code>{code}</code></div>"
        ),
    );
    let below = if said.mark == Some(Mark::Lost) { "" } else { open };
    for note in &said.notes {
        line(
            out,
            &format!(
                "<div class=\"row note{below} {mark}\"><span class=\"number\"></span>\
                 <span class=\"rail\"></span><span>{}</span></div>",
                prose(note)
            ),
        );
    }
}

/// A line of source with ranges of characters highlighted; tabs stay, and a long one is cut.
fn highlighted(text: &str, spans: &[(usize, usize)]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut spans: Vec<(usize, usize)> = spans.to_vec();
    spans.sort_unstable();
    let from = spans.first().map_or(0, |it| it.0.saturating_sub(WIDTH / 2));
    let (from, to) =
        if chars.len() > WIDTH { (from, (from + WIDTH).min(chars.len())) } else { (0, chars.len()) };
    let piece = |a: usize, b: usize| {
        let text: String = chars.get(a..b).unwrap_or_default().iter().collect();
        text.split('\t').map(html).collect::<Vec<_>>().join("\t")
    };
    let mut out = if from > 0 { "…".to_owned() } else { String::new() };
    let mut at = from;
    for (start, end) in spans {
        let (start, end) = (start.clamp(at, to), end.clamp(at, to));
        if start < end {
            out.push_str(&format!("{}<mark>{}</mark>", piece(at, start), piece(start, end)));
            at = end;
        }
    }
    out.push_str(&piece(at, to));
    if to < chars.len() {
        out.push('…');
    }
    out
}
