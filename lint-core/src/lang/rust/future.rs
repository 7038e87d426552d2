//! Lowers what runs later or elsewhere: closures, async blocks and what awaits them.

use syn::Expr;
use syn::spanned::Spanned;

use super::inputs::Inputs;
use super::lower::{Exit, Lower};
use crate::ir::{Def, LocalId, Op};
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn awaited(&mut self, it: &syn::ExprAwait) -> LocalId {
        let at = self.text.span(it.await_token.span());
        if let Some(block) = async_block_in(&it.base) {
            return self.run_block(block);
        }
        let src = self.expr(&it.base);
        let dst = self.temp();
        self.push(Op::Await { dst, src }, at);
        dst
    }

    /// What awaiting an expression gives, which happens here.
    pub(super) fn awaited_value(&mut self, it: &Expr) -> LocalId {
        if let Some(block) = async_block_in(it) {
            return self.run_block(block);
        }
        let at = self.end_of(it);
        let src = self.moved(it);
        let dst = self.temp();
        self.push(Op::Await { dst, src }, at);
        dst
    }

    pub(super) fn run_block(&mut self, it: &syn::ExprAsync) -> LocalId {
        let at = self.text.span(it.async_token.span());
        self.in_place(at, |this| this.block_value(&it.block))
    }

    /// Runs an async block where it stands: its `return` and `?` lead behind it.
    pub(super) fn in_place(&mut self, at: Span, inside: impl FnOnce(&mut Self) -> LocalId) -> LocalId {
        let result = self.temp();
        let after = self.block();
        let first = self.open_scope(None);
        self.frame().exits.push(Exit { after, result, first });
        let src = inside(self);
        self.push(Op::Copy { dst: result, src }, at);
        self.frame().exits.pop();
        self.close_scope(first, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// Runs a closure where it stands, with these arguments.
    pub(super) fn closure_in_place(&mut self, it: &syn::ExprClosure, arguments: &[LocalId]) -> LocalId {
        let at = self.text.span(it.inputs_begin.span());
        self.in_place(at, |this| {
            for (nth, pattern) in it.inputs.iter().enumerate() {
                let value = match arguments.get(nth) {
                    Some(it) => *it,
                    None => this.opaque(at),
                };
                this.bind(pattern, value);
            }
            match async_block_in(&it.body) {
                // Whoever is handed the closure awaits what it gives.
                Some(block) => this.block_value(&block.block),
                None => this.moved(&it.body),
            }
        })
    }

    pub(super) fn closure(&mut self, it: &syn::ExprClosure) -> LocalId {
        let at = self.text.span(it.inputs_begin.span());
        let inputs = Inputs::of_closure(it);
        let id = self.function(at.start, "<closure>", &inputs, it.asyncness.is_some(), &|this| {
            let value = match async_block_in(&it.body) {
                Some(block) => this.run_block(block),
                None => this.moved(&it.body),
            };
            (value, this.end_of(&it.body))
        });
        let dst = self.temp();
        let op = match id {
            Some(id) => Op::Load { dst, def: Def::Function(id) },
            None => Op::Opaque { dst, operands: vec![] },
        };
        self.push(op, at);
        dst
    }

    /// An async block is a coroutine that captures what it mentions.
    pub(super) fn async_block(&mut self, it: &syn::ExprAsync) -> LocalId {
        let at = self.text.span(it.async_token.span());
        let id = self.function(at.start, "<async block>", &Inputs::default(), true, &|this| {
            let value = this.block_value(&it.block);
            (value, this.text.span(it.block.brace_token.span.close()))
        });
        let Some(id) = id else { return self.opaque(at) };
        let (callee, dst) = (self.temp(), self.temp());
        self.push(Op::Load { dst: callee, def: Def::Function(id) }, at);
        self.push(Op::Call { dst, callee, args: vec![] }, at);
        dst
    }

    /// The initial value of a static: what `LazyLock::new(…)` runs is the value.
    pub(super) fn static_initial(&mut self, it: &Expr) -> LocalId {
        match it {
            Expr::Call(call) => {
                if let Some(Expr::Closure(closure)) = call.args.first()
                    && call.args.len() == 1
                {
                    return self.closure_in_place(closure, &[]);
                }
                self.expr(it)
            }
            _ => self.expr(it),
        }
    }
}

/// The async block that an expression is: itself, in a box, or with a method of futures that gives the same.
pub(super) fn async_block_in(it: &Expr) -> Option<&syn::ExprAsync> {
    match it {
        Expr::Async(it) => Some(it),
        Expr::Paren(it) => async_block_in(&it.expr),
        Expr::Group(it) => async_block_in(&it.expr),
        Expr::Block(it) => match it.block.stmts.as_slice() {
            [syn::Stmt::Expr(tail, None)] if it.label.is_none() => async_block_in(tail),
            _ => None,
        },
        Expr::Call(it) => {
            let Expr::Path(path) = &*it.func else { return None };
            let mut names = path.path.segments.iter().rev().map(|it| it.ident.to_string());
            let (last, before) = (names.next()?, names.next()?);
            let boxes = matches!((&*before, &*last), ("Box", "pin" | "new") | ("Pin", "from"));
            it.args.first().filter(|_| boxes).and_then(async_block_in)
        }
        Expr::MethodCall(it) => {
            let name = it.method.to_string();
            let is_same =
                matches!(&*name, "boxed" | "boxed_local" | "fuse" | "instrument" | "in_current_span");
            is_same.then(|| async_block_in(&it.receiver)).flatten()
        }
        _ => None,
    }
}
