//! The text of a file: what syn sees of it, and how its places become byte ranges of the original.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;

use super::super::{Fault, SyntaxError};
use crate::source::Span;

/// A text without the byte order mark and the `#!` line that syn would drop as well.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) all: &'t str,
    /// How many bytes were left out.
    offset: usize,
}

pub(super) enum Read<T> {
    Done(T),
    Failed(SyntaxError),
}

/// An identifier and where it begins.
pub(super) type Word = (String, u32);

/// Brackets nested deeper than this, or as many operators in a row, are not parsed.
const MAX_NESTING: usize = 300;
/// Operators in one expression or type: a longer one is not parsed.
const MAX_CHAIN: usize = 50_000;
/// What is nested less than this fits on any stack.
const SMALL_NESTING: usize = 24;
/// As much as the deepest text within the bounds needs, in a debug build.
const STACK: usize = 512 << 20;

impl<'t> Text<'t> {
    pub(super) fn new(all: &'t str) -> Text<'t> {
        let bare = all.strip_prefix('\u{feff}').unwrap_or(all);
        let is_shebang = bare.starts_with("#!") && !bare[2..].trim_start().starts_with('[');
        let rest = if is_shebang { bare.find('\n').map_or("", |at| &bare[at..]) } else { bare };
        Text { all, offset: all.len() - rest.len() }
    }

    /// The bytes of the original text under a span.
    pub(super) fn span(&self, span: proc_macro2::Span) -> Span {
        let range = span.byte_range();
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    pub(super) fn span_of(&self, node: &impl Spanned) -> Span {
        self.span(node.span())
    }

    /// Parses the text and works on the tree; on a big stack of its own where that may be needed.
    pub(super) fn parse<T: Send>(
        self,
        work: impl FnOnce(Text<'t>, &syn::File, Vec<Word>) -> T + Send,
    ) -> Read<T> {
        if nesting_of(&self.all[self.offset..]) < SMALL_NESTING {
            return self.parse_here(work);
        }
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            let running = thread.spawn_scoped(scope, || self.parse_here(work));
            match running.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(read)) => read,
                Ok(Err(cause)) => std::panic::resume_unwind(cause),
                Err(_) => Read::Failed(self.error(Span::default())),
            }
        })
    }

    fn parse_here<T>(self, work: impl FnOnce(Text<'t>, &syn::File, Vec<Word>) -> T) -> Read<T> {
        let read = self.parse_tokens(work);
        // The map of sources grows with every text that a thread has parsed.
        proc_macro2::extra::invalidate_current_thread_spans();
        read
    }

    fn parse_tokens<T>(self, work: impl FnOnce(Text<'t>, &syn::File, Vec<Word>) -> T) -> Read<T> {
        let tokens: TokenStream = match self.all[self.offset..].parse() {
            Ok(tokens) => tokens,
            Err(error) => return Read::Failed(self.error(self.span(proc_macro2::LexError::span(&error)))),
        };
        let mut words = vec![];
        if let Err(deep) = self.look(&tokens, &mut words) {
            return Read::Failed(SyntaxError { fault: Fault::Depth, ..self.error(deep) });
        }
        match syn::parse2::<syn::File>(tokens) {
            Ok(tree) => Read::Done(work(self, &tree, words)),
            Err(error) => Read::Failed(self.error(self.span(error.span()))),
        }
    }

    /// Collects the identifiers; fails where the nesting is too deep to be parsed.
    fn look(&self, tokens: &TokenStream, words: &mut Vec<Word>) -> Result<(), Span> {
        let mut todo = vec![tokens.clone().into_iter()];
        let (mut row, mut chain) = (0, 0);
        while let Some(tokens) = todo.last_mut() {
            match tokens.next() {
                None => {
                    row = 0;
                    todo.pop();
                }
                Some(TokenTree::Group(it)) => {
                    row = 0;
                    if todo.len() > MAX_NESTING {
                        return Err(self.span(it.span_open()));
                    }
                    todo.push(it.stream().into_iter());
                }
                Some(TokenTree::Ident(it)) => {
                    let word = it.to_string();
                    let nests =
                        matches!(word.as_str(), "return" | "break" | "move" | "mut" | "dyn" | "const");
                    row = if nests { row + 1 } else { 0 };
                    words.push((word, self.span(it.span()).start));
                }
                Some(TokenTree::Punct(it)) => {
                    row += 1;
                    chain = if matches!(it.as_char(), ';' | ',') { 0 } else { chain + 1 };
                    if row > MAX_NESTING || chain > MAX_CHAIN {
                        return Err(self.span(it.span()));
                    }
                }
                Some(TokenTree::Literal(_)) => row = 0,
            }
        }
        Ok(())
    }

    /// A file that cannot be parsed is not analysed at all.
    fn error(&self, at: Span) -> SyntaxError {
        let end = self.all.get(at.start as usize..).map_or(0, |it| it.lines().next().unwrap_or("").len());
        let span = Span { start: at.start, end: at.end.min(at.start + end as u32).max(at.start) };
        SyntaxError { span, lines: self.all.lines().count().max(1), fault: Fault::Syntax }
    }

    /// All comments: what stands between tokens and is no blank.
    pub(super) fn comments(&self) -> Vec<Span> {
        let Ok(tokens) = self.all[self.offset..].parse::<TokenStream>() else { return vec![] };
        let mut ends = vec![];
        let mut todo = vec![tokens.into_iter()];
        while let Some(tokens) = todo.last_mut() {
            match tokens.next() {
                None => {
                    todo.pop();
                }
                Some(TokenTree::Group(it)) => {
                    ends.extend([self.span(it.span_open()), self.span(it.span_close())]);
                    todo.push(it.stream().into_iter());
                }
                Some(it) => ends.push(self.span(it.span())),
            }
        }
        ends.sort_unstable();
        ends.push(Span::new(self.all.len(), self.all.len()));
        let mut from = self.offset as u32;
        let mut found = vec![];
        for it in ends {
            if it.start > from {
                self.comments_in(from as usize, it.start as usize, &mut found);
            }
            from = from.max(it.end);
        }
        found
    }

    fn comments_in(&self, from: usize, to: usize, found: &mut Vec<Span>) {
        let Some(gap) = self.all.get(from..to) else { return };
        let mut at = 0;
        while let Some(start) = gap[at..].find('/').map(|it| it + at) {
            let rest = &gap[start..];
            let length = if rest.starts_with("//") {
                rest.find(['\n', '\r']).unwrap_or(rest.len())
            } else {
                rest.find("*/").map_or(rest.len(), |it| it + 2)
            };
            found.push(Span::new(from + start, from + start + length));
            at = start + length;
        }
    }
}

/// How deep the syntax tree of a text may be, counted fast and rather too high.
fn nesting_of(text: &str) -> usize {
    let (mut depth, mut deepest, mut row, mut longest, mut chain) = (0usize, 0, 0, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b';' | b',' => chain = 0,
            b'!' | b'&' | b'-' | b'*' | b'|' | b'+' | b'.' | b'=' | b'?' | b'<' | b'/' | b'^' | b'%' => {
                row += 1;
                chain += 1;
                longest = longest.max(row / 8).max(chain / 16);
            }
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => row = 0,
        }
    }
    // Each `else` of a chain is nested in the one before.
    let elses = text.matches("else if").count();
    deepest.max(longest).max(elses / 8)
}
