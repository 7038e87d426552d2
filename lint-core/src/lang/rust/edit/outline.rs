//! What edits have to know of a file, as plain places: a tree of syn cannot leave its thread.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt};

use super::super::macros;
use super::super::text::{Read, Text};
use super::super::types::name_of;
use crate::ir::Name;
use crate::source::Span;

/// The places of a file that edits are about.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) functions: Vec<Function>,
    pub(super) blocks: Vec<Block>,
    pub(super) lets: Vec<Let>,
    pub(super) exits: Vec<Exit>,
    pub(super) mentions: Vec<Mention>,
    pub(super) assignments: Vec<Assignment>,
    pub(super) calls: Vec<Call>,
    /// Literals that go over several lines.
    pub(super) long_literals: Vec<Span>,
    /// Names that a pattern binds, and where.
    pub(super) bound: Vec<(Name, Span)>,
}

/// A function, closure or async block.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) span: Span,
    pub(super) is_async: bool,
    /// Takes what it mentions.
    pub(super) is_move: bool,
    /// It surely returns a `Result`.
    pub(super) gives_result: bool,
    /// Its error type takes any error: `anyhow::Result<T>`, `Result<T, Box<dyn Error>>`.
    pub(super) takes_any_error: bool,
}

#[derive(Debug)]
pub(super) struct Block {
    /// With its braces.
    pub(super) span: Span,
    pub(super) statements: Vec<Statement>,
}

#[derive(Debug)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// With a semicolon, a `let`, an item, or an expression that is nothing.
    Plain,
    /// The value of the block.
    Tail,
    /// What follows never runs.
    Leaves,
}

#[derive(Debug)]
pub(super) struct Let {
    pub(super) span: Span,
    pub(super) init: Span,
    /// Where the block begins that its names are for; a `let` statement has none, it is the rest of its own block.
    pub(super) scope: Option<Span>,
    pub(super) names: Vec<Bound>,
}

#[derive(Debug)]
pub(super) struct Bound {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) is_mut: bool,
}

/// A way out: `return`, `break`, `continue`, `?`, `bail!`.
#[derive(Debug)]
pub(super) struct Exit {
    /// The word or sign.
    pub(super) at: Span,
    pub(super) whole: Span,
    pub(super) value: Option<Span>,
    pub(super) is_question: bool,
}

/// `path(…)`.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) span: Span,
    /// The last name of the path.
    pub(super) last: Span,
    pub(super) arguments: Vec<Span>,
}

#[derive(Debug)]
pub(super) struct Mention {
    pub(super) name: Name,
    pub(super) span: Span,
    /// Only looked at or called: neither moved nor returned.
    pub(super) is_lent: bool,
}

#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) target: Span,
    pub(super) value: Span,
    pub(super) whole: Span,
    /// `x = Some(…)`.
    pub(super) is_option: bool,
}

impl Outline {
    /// Reads a text; none if it cannot be parsed.
    pub(super) fn new(text: &str) -> Option<Outline> {
        let read = Text::new(text).parse(|text, tree, _| {
            let mut reader = Reader { text, outline: Outline::default() };
            reader.visit_file(tree);
            reader.outline
        });
        match read {
            Read::Done(outline) => Some(outline),
            Read::Failed(_) => None,
        }
    }

    pub(super) fn function_around(&self, place: Span) -> Option<&Function> {
        innermost(&self.functions, place, |it| it.span)
    }

    pub(super) fn block_around(&self, place: Span) -> Option<&Block> {
        innermost(&self.blocks, place, |it| it.span)
    }

    /// The statement that a place is in, with the block that it stands in.
    pub(super) fn statement_around(&self, place: Span) -> Option<(&Block, &Statement)> {
        let all = self.blocks.iter().flat_map(|block| block.statements.iter().map(move |it| (block, it)));
        all.filter(|it| holds(it.1.span, place)).min_by_key(|it| it.1.span.end - it.1.span.start)
    }

    /// Whether a place mentions a name.
    pub(super) fn mentions(&self, place: Span, name: &str) -> bool {
        self.mentions.iter().any(|it| &*it.name == name && holds(place, it.span))
    }
}

fn innermost<T>(all: &[T], place: Span, span: impl Fn(&T) -> Span) -> Option<&T> {
    all.iter().filter(|it| holds(span(it), place)).min_by_key(|it| span(it).end - span(it).start)
}

pub(super) fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

struct Reader<'t> {
    text: Text<'t>,
    outline: Outline,
}

impl Reader<'_> {
    fn function(&mut self, span: Span, is_async: bool, is_move: bool, output: &syn::ReturnType) {
        let ty = match output {
            syn::ReturnType::Type(_, ty) => Some(&**ty),
            syn::ReturnType::Default => None,
        };
        let (gives_result, takes_any_error) = ty.and_then(result_of).unwrap_or_default();
        let function = Function { span, is_async, is_move, gives_result, takes_any_error };
        self.outline.functions.push(function);
    }

    fn signature(&mut self, sig: &syn::Signature, block: &syn::Block) {
        self.function(self.text.span_of(block), sig.asyncness.is_some(), true, &sig.output);
    }

    fn mention(&mut self, it: &syn::ExprPath, is_lent: bool) {
        if let Some(ident) = it.path.get_ident() {
            let span = self.text.span(ident.span());
            self.outline.mentions.push(Mention { name: name_of(ident), span, is_lent });
        }
    }

    /// A place that is only looked at.
    fn lent(&mut self, it: &Expr) {
        match it {
            Expr::Path(it) => self.mention(it, true),
            Expr::Field(it) => self.lent(&it.base),
            it => self.visit_expr(it),
        }
    }

    fn names(&self, pattern: &Pat) -> Vec<Bound> {
        let mut names = Names { text: self.text, found: vec![] };
        names.visit_pat(pattern);
        names.found
    }

    fn exit(&mut self, at: Span, whole: Span, value: Option<&Expr>, is_question: bool) {
        let value = value.map(|it| self.text.span_of(it));
        self.outline.exits.push(Exit { at, whole, value, is_question });
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        self.signature(&it.sig, &it.block);
        visit::visit_item_fn(self, it);
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        self.signature(&it.sig, &it.block);
        visit::visit_impl_item_fn(self, it);
    }

    fn visit_trait_item_fn(&mut self, it: &'ast syn::TraitItemFn) {
        if let Some(block) = &it.default {
            self.signature(&it.sig, block);
        }
        visit::visit_trait_item_fn(self, it);
    }

    fn visit_expr_closure(&mut self, it: &'ast syn::ExprClosure) {
        self.function(self.text.span_of(it), it.asyncness.is_some(), it.capture.is_some(), &it.output);
        visit::visit_expr_closure(self, it);
    }

    fn visit_expr_async(&mut self, it: &'ast syn::ExprAsync) {
        self.function(self.text.span_of(it), true, it.capture.is_some(), &syn::ReturnType::Default);
        visit::visit_expr_async(self, it);
    }

    fn visit_block(&mut self, it: &'ast syn::Block) {
        let last = it.stmts.len().saturating_sub(1);
        let statements = it
            .stmts
            .iter()
            .enumerate()
            .map(|(nth, stmt)| Statement { span: self.text.span_of(stmt), kind: kind_of(stmt, nth == last) });
        let block = Block { span: self.text.span_of(it), statements: statements.collect() };
        self.outline.blocks.push(block);
        visit::visit_block(self, it);
    }

    fn visit_local(&mut self, it: &'ast syn::Local) {
        if let Some(init) = &it.init {
            let names = self.names(&it.pat);
            let (span, init) = (self.text.span_of(it), self.text.span_of(&init.expr));
            self.outline.lets.push(Let { span, init, scope: None, names });
        }
        visit::visit_local(self, it);
    }

    fn visit_expr_if(&mut self, it: &'ast syn::ExprIf) {
        if let Expr::Let(cond) = &*it.cond {
            let names = self.names(&cond.pat);
            let (span, init) = (self.text.span_of(cond), self.text.span_of(&cond.expr));
            let scope = Some(self.text.span_of(&it.then_branch));
            self.outline.lets.push(Let { span, init, scope, names });
        }
        visit::visit_expr_if(self, it);
    }

    fn visit_pat_ident(&mut self, it: &'ast syn::PatIdent) {
        self.outline.bound.push((name_of(&it.ident), self.text.span(it.ident.span())));
        visit::visit_pat_ident(self, it);
    }

    fn visit_expr_return(&mut self, it: &'ast syn::ExprReturn) {
        self.exit(self.text.span(it.return_token.span()), self.text.span_of(it), it.expr.as_deref(), false);
        visit::visit_expr_return(self, it);
    }

    fn visit_expr_break(&mut self, it: &'ast syn::ExprBreak) {
        self.exit(self.text.span(it.break_token.span()), self.text.span_of(it), it.expr.as_deref(), false);
        visit::visit_expr_break(self, it);
    }

    fn visit_expr_continue(&mut self, it: &'ast syn::ExprContinue) {
        self.exit(self.text.span(it.continue_token.span()), self.text.span_of(it), None, false);
    }

    fn visit_expr_try(&mut self, it: &'ast syn::ExprTry) {
        self.exit(self.text.span(it.question_token.span()), self.text.span_of(it), Some(&it.expr), true);
        visit::visit_expr_try(self, it);
    }

    fn visit_expr_assign(&mut self, it: &'ast syn::ExprAssign) {
        let is_option = matches!(&*it.right, Expr::Call(call)
            if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some")));
        let (target, value) = (self.text.span_of(&it.left), self.text.span_of(&it.right));
        self.outline.assignments.push(Assignment { target, value, whole: self.text.span_of(it), is_option });
        self.visit_expr(&it.right);
    }

    fn visit_expr_call(&mut self, it: &'ast syn::ExprCall) {
        if let Expr::Path(path) = &*it.func
            && let Some(last) = path.path.segments.last()
        {
            let arguments = it.args.iter().map(|it| self.text.span_of(it)).collect();
            let (span, last) = (self.text.span_of(it), self.text.span(last.ident.span()));
            self.outline.calls.push(Call { span, last, arguments });
        }
        visit::visit_expr_call(self, it);
    }

    fn visit_lit(&mut self, it: &'ast syn::Lit) {
        let span = self.text.span(it.span());
        if span.text(self.text.all).contains('\n') {
            self.outline.long_literals.push(span);
        }
    }

    fn visit_expr_method_call(&mut self, it: &'ast syn::ExprMethodCall) {
        self.lent(&it.receiver);
        it.args.iter().for_each(|it| self.visit_expr(it));
    }

    fn visit_expr_reference(&mut self, it: &'ast syn::ExprReference) {
        self.lent(&it.expr);
    }

    fn visit_expr_path(&mut self, it: &'ast syn::ExprPath) {
        self.mention(it, false);
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        let at = self.text.span(it.path.span());
        if it.path.segments.last().is_some_and(|it| it.ident == "bail") {
            self.exit(
                at,
                Span { start: at.start, end: self.text.span(it.delimiter.span().close()).end },
                None,
                false,
            );
        }
        let prints = macros::logs(it);
        for expr in macros::parts(it).exprs() {
            match prints {
                true => self.lent(expr),
                false => self.visit_expr(expr),
            }
        }
        if let macros::Parts::Names(names) | macros::Parts::Logged(names) = macros::parts(it) {
            for ident in names {
                let span = self.text.span(ident.span());
                self.outline.mentions.push(Mention { name: name_of(&ident), span, is_lent: prints });
            }
        }
    }
}

/// What a pattern binds.
struct Names<'t> {
    text: Text<'t>,
    found: Vec<Bound>,
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_pat_ident(&mut self, it: &'ast syn::PatIdent) {
        let span = self.text.span(it.ident.span());
        self.found.push(Bound { name: name_of(&it.ident), span, is_mut: it.mutability.is_some() });
        visit::visit_pat_ident(self, it);
    }
}

fn kind_of(stmt: &Stmt, is_last: bool) -> Kind {
    match stmt {
        Stmt::Expr(Expr::Return(_) | Expr::Break(_) | Expr::Continue(_), _) => Kind::Leaves,
        Stmt::Expr(Expr::ForLoop(_) | Expr::While(_), None) => Kind::Plain,
        Stmt::Expr(Expr::If(it), None) if it.else_branch.is_none() => Kind::Plain,
        Stmt::Expr(_, None) if is_last => Kind::Tail,
        Stmt::Macro(it) if is_last && it.semi_token.is_none() => Kind::Tail,
        _ => Kind::Plain,
    }
}

/// Whether a type is a `Result`, and whether its error takes any other.
fn result_of(ty: &syn::Type) -> Option<(bool, bool)> {
    let syn::Type::Path(it) = ty else { return None };
    let mut segments = it.path.segments.iter().rev();
    let last = segments.next().filter(|it| it.ident.to_string().ends_with("Result"))?;
    let is_anyhow = segments.next().is_some_and(|it| it.ident == "anyhow" || it.ident == "eyre");
    let error = match &last.arguments {
        syn::PathArguments::AngleBracketed(it) => it.args.iter().nth(1),
        _ => None,
    };
    let is_box = matches!(error, Some(syn::GenericArgument::Type(syn::Type::Path(it)))
        if it.path.segments.last().is_some_and(|it| it.ident == "Box"));
    Some((true, is_box || (is_anyhow && error.is_none())))
}
