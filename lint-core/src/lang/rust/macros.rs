//! What stands in the brackets of common macros.
//!
//! A macro is known by its last name: `tokio::select!` and `futures::select!` are read alike.
//! What is in no known form is scanned for identifiers, so that whatever it mentions counts as used.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, Pat, Token, Type, braced};

/// An arm of `select!`; the one for `else` has no future.
pub(super) struct Arm {
    pub(super) pattern: Option<Pat>,
    pub(super) future: Option<Expr>,
    pub(super) guard: Option<Expr>,
    pub(super) body: Expr,
}

pub(super) enum Parts {
    Select(Vec<Arm>),
    /// `join!`: all futures, and whether the first failure ends them.
    Join(Vec<Expr>, Fails),
    Panic(Vec<Expr>),
    /// A condition that must hold, and what is evaluated where it does not.
    Assert(Expr, Vec<Expr>),
    Compare(Vec<Expr>),
    /// Returns an error.
    Bail(Vec<Expr>),
    /// Returns an error where the condition does not hold.
    Ensure(Expr, Vec<Expr>),
    List(Vec<Expr>),
    Matches(Box<(Expr, Pat, Option<Expr>)>),
    /// The value itself: `pin!(future)`.
    Same(Expr),
    /// Expressions that are looked at: `println!`, and every macro that nobody knows.
    Values(Vec<Expr>),
    Names(Vec<Ident>),
    /// The same in a macro that only prints or logs.
    Logged(Vec<Ident>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fails {
    Never,
    AtFirst,
}

/// `static ref X: T = …;` of `lazy_static!`, and what `thread_local!` has.
pub(super) struct LazyStatic {
    pub(super) name: Ident,
    pub(super) value: Expr,
}

pub(super) fn parts(it: &syn::Macro) -> Parts {
    known(it).unwrap_or_else(|| match logs(it) {
        true => Parts::Logged(names(&it.tokens)),
        false => Parts::Names(names(&it.tokens)),
    })
}

pub(super) fn logs(it: &syn::Macro) -> bool {
    it.path.segments.last().is_some_and(|it| {
        let name = it.ident.to_string();
        matches!(
            name.as_str(),
            "trace"
                | "debug"
                | "info"
                | "warn"
                | "error"
                | "log"
                | "event"
                | "span"
                | "print"
                | "println"
                | "eprint"
                | "eprintln"
                | "format"
                | "write"
                | "writeln"
                | "info_span"
                | "debug_span"
        )
    })
}

fn known(it: &syn::Macro) -> Option<Parts> {
    let name = it.path.segments.last()?.ident.to_string();
    let tokens = it.tokens.clone();
    let list = || exprs_of(tokens.clone());
    Some(match name.as_str() {
        "select" | "select_biased" => Parts::Select(arms.parse2(tokens).ok()?),
        "join" => Parts::Join(list()?, Fails::Never),
        "try_join" => Parts::Join(list()?, Fails::AtFirst),
        "panic" | "todo" | "unreachable" | "unimplemented" => Parts::Panic(list()?),
        "assert" | "debug_assert" => {
            let (condition, rest) = first(list()?)?;
            Parts::Assert(condition, rest)
        }
        "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => Parts::Compare(list()?),
        "bail" => Parts::Bail(list()?),
        "ensure" => {
            let (condition, rest) = first(list()?)?;
            Parts::Ensure(condition, rest)
        }
        "vec" | "smallvec" => Parts::List(list().or_else(|| repeated.parse2(tokens.clone()).ok())?),
        "matches" => Parts::Matches(Box::new(matches.parse2(tokens).ok()?)),
        "pin" | "pin_mut" | "dbg" => {
            let (value, rest) = first(list()?)?;
            if rest.is_empty() { Parts::Same(value) } else { Parts::Values(vec![value]) }
        }
        _ => Parts::Values(list()?),
    })
}

impl Parts {
    pub(super) fn exprs(&self) -> Vec<&Expr> {
        match self {
            Parts::Select(arms) => arms
                .iter()
                .flat_map(|it| it.future.iter().chain(&it.guard).chain(std::iter::once(&it.body)))
                .collect(),
            Parts::Join(all, _)
            | Parts::Panic(all)
            | Parts::Compare(all)
            | Parts::Bail(all)
            | Parts::List(all)
            | Parts::Values(all) => all.iter().collect(),
            Parts::Assert(one, rest) | Parts::Ensure(one, rest) => std::iter::once(one).chain(rest).collect(),
            Parts::Matches(it) => std::iter::once(&it.0).chain(&it.2).collect(),
            Parts::Same(one) => vec![one],
            Parts::Names(_) | Parts::Logged(_) => vec![],
        }
    }
}

/// The identifiers of a token stream that may be variables.
fn names(tokens: &TokenStream) -> Vec<Ident> {
    let mut found = vec![];
    let mut todo = vec![tokens.clone().into_iter()];
    while let Some(tokens) = todo.last_mut() {
        match tokens.next() {
            None => {
                todo.pop();
            }
            Some(TokenTree::Group(it)) => todo.push(it.stream().into_iter()),
            Some(TokenTree::Ident(it)) => found.push(it),
            Some(TokenTree::Punct(_) | TokenTree::Literal(_)) => {}
        }
    }
    found
}

fn first(mut all: Vec<Expr>) -> Option<(Expr, Vec<Expr>)> {
    if all.is_empty() {
        return None;
    }
    let one = all.remove(0);
    Some((one, all))
}

fn exprs_of(tokens: TokenStream) -> Option<Vec<Expr>> {
    let all = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens).ok()?;
    Some(all.into_iter().collect())
}

/// `value; count`.
fn repeated(input: ParseStream<'_>) -> syn::Result<Vec<Expr>> {
    let value = input.parse()?;
    input.parse::<Token![;]>()?;
    let count = input.parse()?;
    Ok(vec![value, count])
}

fn matches(input: ParseStream<'_>) -> syn::Result<(Expr, Pat, Option<Expr>)> {
    let value = input.parse()?;
    input.parse::<Token![,]>()?;
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    let guard = match input.parse::<Option<Token![if]>>()? {
        Some(_) => Some(input.parse()?),
        None => None,
    };
    input.parse::<Option<Token![,]>>()?;
    Ok((value, pattern, guard))
}

/// The arms of `select!`: `pattern = future, if guard => body`, `default`, `complete` and `else`.
fn arms(input: ParseStream<'_>) -> syn::Result<Vec<Arm>> {
    if input.peek(Ident) && input.peek2(Token![;]) {
        input.parse::<Ident>()?;
        input.parse::<Token![;]>()?;
    }
    let mut arms = vec![];
    while !input.is_empty() {
        arms.push(input.parse::<Arm>()?);
    }
    Ok(arms)
}

impl Parse for Arm {
    fn parse(input: ParseStream<'_>) -> syn::Result<Arm> {
        let (mut pattern, mut future, mut guard) = (None, None, None);
        let is_word = |word: &str| {
            let ahead = input.fork();
            ahead.parse::<Ident>().is_ok_and(|it| it == word) && ahead.peek(Token![=>])
        };
        if input.peek(Token![else]) {
            input.parse::<Token![else]>()?;
        } else if is_word("default") || is_word("complete") {
            input.parse::<Ident>()?;
        } else {
            pattern = Some(Pat::parse_multi_with_leading_vert(input)?);
            input.parse::<Token![=]>()?;
            future = Some(Expr::parse_without_eager_brace(input).or_else(|_| input.parse())?);
            if input.parse::<Option<Token![,]>>()?.is_some() {
                input.parse::<Token![if]>()?;
                guard = Some(input.parse()?);
            }
        }
        input.parse::<Token![=>]>()?;
        let body = if input.peek(syn::token::Brace) {
            let block = input.parse::<syn::ExprBlock>()?;
            Expr::Block(block)
        } else {
            input.parse::<Expr>()?
        };
        input.parse::<Option<Token![,]>>()?;
        Ok(Arm { pattern, future, guard, body })
    }
}

pub(super) fn lazy_statics(it: &syn::Macro) -> Vec<LazyStatic> {
    let name = it.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
    if !matches!(name.as_str(), "lazy_static" | "thread_local") {
        return vec![];
    }
    statics.parse2(it.tokens.clone()).unwrap_or_default()
}

fn statics(input: ParseStream<'_>) -> syn::Result<Vec<LazyStatic>> {
    let mut found = vec![];
    while !input.is_empty() {
        input.call(syn::Attribute::parse_outer)?;
        input.parse::<syn::Visibility>()?;
        input.parse::<Token![static]>()?;
        input.parse::<Option<Token![ref]>>()?;
        let name = input.parse::<Ident>()?;
        input.parse::<Token![:]>()?;
        input.parse::<Type>()?;
        input.parse::<Token![=]>()?;
        let value = if input.peek(Token![const]) && input.peek2(syn::token::Brace) {
            input.parse::<Token![const]>()?;
            let content;
            braced!(content in input);
            let value = content.parse()?;
            content.parse::<TokenStream>()?;
            value
        } else {
            input.parse()?
        };
        input.parse::<Option<Token![;]>>()?;
        found.push(LazyStatic { name, value });
    }
    Ok(found)
}
