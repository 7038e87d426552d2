//! Lowers blocks, statements and what leads out of them.

use syn::spanned::Spanned;
use syn::{Expr, Pat, Stmt};

use super::lower::{Lower, Target};
use crate::ir::{BlockId, Const, End, Jump, Key, LocalId, Op};
use crate::source::{Edition, Span};

impl Lower<'_> {
    /// Runs a block in a scope of its own and gives its value.
    pub(super) fn block_value(&mut self, block: &syn::Block) -> LocalId {
        let end = self.text.span(block.brace_token.span.close());
        let result = self.temp();
        self.scoped(None, end, |this| this.block_into(block, result));
        result
    }

    /// The same for a block that stands in a statement: until edition 2021 that ends the temporaries of its value.
    pub(super) fn inner_block(&mut self, block: &syn::Block) -> LocalId {
        if self.edition == Edition::Since2024 {
            return self.block_value(block);
        }
        let end = self.text.span(block.brace_token.span.close());
        let (result, outliving) = (self.temp(), self.temp());
        self.scoped(None, end, |this| {
            let scope = this.frame().scopes.last_mut().expect("it was just opened");
            scope.outliving = Some(outliving);
            this.block_into(block, result);
        });
        result
    }

    /// Runs the statements of a block in the scope at hand.
    pub(super) fn block_into(&mut self, block: &syn::Block, result: LocalId) {
        let at = self.text.span(block.brace_token.span.open()).start;
        self.with_names(at, |this| {
            this.items(block);
            let end = this.text.span(block.brace_token.span.close());
            this.push(Op::Const { dst: result, value: Const::Other }, end);
            for (nth, it) in block.stmts.iter().enumerate() {
                let is_last = nth + 1 == block.stmts.len();
                this.statement(it, is_last.then_some(result));
            }
        });
    }

    fn statement(&mut self, it: &Stmt, result: Option<LocalId>) {
        let first = self.next_local();
        match it {
            Stmt::Local(it) => self.local(it),
            Stmt::Item(_) => return,
            Stmt::Expr(it, None) if result.is_some() => {
                let from = self.builder().cursor();
                let src = self.tail(it);
                let at = self.end_of(it);
                self.push(Op::Copy { dst: result.unwrap_or(src), src }, at);
                self.keep_temporaries(from, first, src, at);
            }
            Stmt::Expr(it, _) => {
                self.expr(it);
            }
            Stmt::Macro(it) => {
                let at = self.text.span(it.mac.path.span());
                let src = self.macro_value(&it.mac, at);
                if let (Some(dst), None) = (result, &it.semi_token) {
                    self.push(Op::Copy { dst, src }, at);
                }
            }
        }
        let at = match it {
            Stmt::Local(it) => self.text.span(it.semi_token.span()),
            Stmt::Expr(_, Some(semicolon)) => self.text.span(semicolon.span()),
            Stmt::Expr(it, None) => self.end_of(it),
            Stmt::Macro(it) => self.text.span(it.mac.path.span()),
            Stmt::Item(_) => Span::default(),
        };
        self.push(Op::EndTemps { first }, at);
    }

    /// What calls made, in the blocks from `from` on and numbered from `first` on, outlives the block of the source
    /// where its edition has it so; but its value is moved.
    fn keep_temporaries(&mut self, from: BlockId, first: LocalId, value: LocalId, at: Span) {
        let Some(dst) = self.frame().scopes.last().and_then(|it| it.outliving) else { return };
        let points = self.builder().body.blocks[from.0 as usize..].iter().flat_map(|it| &it.points);
        let made = points.filter_map(|it| match &it.op {
            Op::Call { dst, .. } | Op::Await { dst, .. } => Some(*dst),
            _ => None,
        });
        let items = made.filter(|it| *it >= first && *it != value).map(|it| (Key::Any, it)).collect();
        self.push(Op::Pack { dst, items }, at);
    }

    /// The value of a block; of a function that gives a future it is what the future gives.
    fn tail(&mut self, it: &Expr) -> LocalId {
        let frame = self.frame();
        let is_outermost = frame.scopes.len() == 2 && frame.exits.is_empty();
        match frame.gives_future && is_outermost {
            true => self.awaited_value(it),
            false => self.moved(it),
        }
    }

    fn local(&mut self, it: &syn::Local) {
        let (pattern, ty) = match &it.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pattern => (pattern, None),
        };
        let Some(init) = &it.init else {
            self.declare_all(pattern);
            return;
        };
        let first = self.next_local();
        if let (Pat::Wild(_), None) = (pattern, &init.diverge) {
            self.expr(&init.expr);
            return;
        }
        if let (Pat::Ident(name), None) = (pattern, &init.diverge)
            && name.subpat.is_none()
        {
            let is_reference = matches!(ty, Some(syn::Type::Reference(_))) || self.is_reference(&init.expr);
            let ty = ty.and_then(|it| self.external_type(it)).or_else(|| self.static_type(&init.expr));
            let src = if name.by_ref.is_some() { self.expr(&init.expr) } else { self.moved(&init.expr) };
            let at = self.text.span(name.ident.span());
            let dst = self.declare(&super::types::name_of(&name.ident));
            self.push(Op::Copy { dst, src }, at);
            if is_reference || name.by_ref.is_some() {
                self.frame().references.insert(dst);
            }
            if matches!(&*init.expr, Expr::Lit(_)) {
                self.frame().plain.insert(dst);
            }
            if let Some(field) = super::place::guarded_field(&init.expr) {
                self.frame().guards.insert(dst, field.clone());
            }
            if let Some(ty) = ty {
                self.frame().types.insert(dst, ty);
            }
            return;
        }
        let is_reference = self.is_reference(&init.expr);
        let value = self.expr(&init.expr);
        let Some((_, diverge)) = &init.diverge else {
            self.bind_all(pattern, value, is_reference);
            return;
        };
        let fail = self.block();
        let at = self.end_of(&init.expr);
        self.matches(pattern, value, Some(fail), is_reference);
        let found = self.builder().cursor();
        self.set_cursor(fail);
        // The temporaries end before the `else`, in every edition.
        self.push(Op::EndTemps { first }, at);
        self.expr(diverge);
        self.set_cursor(found);
    }

    /// `break`, with what it leaves behind.
    pub(super) fn break_to(&mut self, label: Option<&syn::Lifetime>, value: Option<&Expr>, at: Span) {
        let value = value.map(|it| self.moved(it));
        let Some((first, target)) = self.target(label, false) else { return self.lost(at) };
        if let Some(src) = value {
            self.push(Op::Copy { dst: target.result, src }, at);
        }
        self.push(Op::EndScope { first }, at);
        self.goto(target.after, at);
        self.lost(at);
    }

    pub(super) fn continue_at(&mut self, label: Option<&syn::Lifetime>, at: Span) {
        let Some((first, target)) = self.target(label, true) else { return self.lost(at) };
        self.push(Op::EndScope { first }, at);
        if let Some(head) = target.head {
            self.goto(head, at);
        }
        self.lost(at);
    }

    /// What follows cannot run.
    pub(super) fn lost(&mut self, _at: Span) {
        let block = self.block();
        self.set_cursor(block);
    }

    fn target(&mut self, label: Option<&syn::Lifetime>, is_loop: bool) -> Option<(LocalId, Target)> {
        let label = label.map(|it| it.ident.to_string());
        let fits = |it: &Target| match &label {
            Some(label) => it.label.as_ref() == Some(label) && (!is_loop || it.head.is_some()),
            None => it.head.is_some(),
        };
        let scopes = self.frame().scopes.iter().rev();
        scopes.into_iter().find_map(|it| Some((it.first, it.target.clone().filter(fits)?)))
    }

    /// `return`, and the failing way of a `?`.
    pub(super) fn leave(&mut self, value: LocalId, at: Span) {
        if let Some(exit) = self.frame().exits.last() {
            let (dst, first, after) = (exit.result, exit.first, exit.after);
            self.push(Op::Copy { dst, src: value }, at);
            self.push(Op::EndScope { first }, at);
            self.goto(after, at);
            return self.lost(at);
        }
        let dst = self.builder().result;
        self.push(Op::Copy { dst, src: value }, at);
        self.builder().jump(Jump::Return, at);
    }

    /// `assert!` and its like: unless the condition holds, `rest` is evaluated and the path ends.
    pub(super) fn unless(
        &mut self,
        condition: &Expr,
        rest: &[Expr],
        at: Span,
        end: impl FnOnce(&mut Self),
    ) -> LocalId {
        let fail = self.block();
        self.condition(condition, fail);
        let good = self.builder().cursor();
        self.set_cursor(fail);
        rest.iter().for_each(|it| {
            self.expr(it);
        });
        end(self);
        self.set_cursor(good);
        self.constant(Const::Other, at)
    }

    /// The code panics here.
    pub(super) fn panic(&mut self, operands: Vec<LocalId>, at: Span) {
        let dst = self.temp();
        let operands = if operands.len() < 2 { vec![dst, dst] } else { operands };
        self.push(Op::Opaque { dst, operands }, at);
        let raise = self.builder().raise_target();
        let ok = self.block();
        self.builder().end(End::Fallible { ok, raise }, at);
        self.set_cursor(ok);
        self.lost(at);
    }

    pub(super) fn loop_value(&mut self, it: &syn::ExprLoop) -> LocalId {
        let at = self.text.span(it.loop_token.span());
        let (result, target) = self.loop_target(it.label.as_ref());
        let head = target.head.expect("a loop has a head");
        let after = target.after;
        self.goto(head, at);
        self.set_cursor(head);
        let end = self.text.span(it.body.brace_token.span.close());
        self.scoped(Some(target), end, |this| {
            let value = this.temp();
            this.block_into(&it.body, value);
        });
        self.goto(head, at);
        self.set_cursor(after);
        result
    }

    fn loop_target(&mut self, label: Option<&syn::Label>) -> (LocalId, Target) {
        let result = self.temp();
        let (head, after) = (self.block(), self.block());
        self.builder().body.loops.push(head);
        let label = label.map(|it| it.name.ident.to_string());
        (result, Target { label, head: Some(head), after, result })
    }

    pub(super) fn while_value(&mut self, it: &syn::ExprWhile) -> LocalId {
        let at = self.text.span(it.while_token.span());
        let (result, target) = self.loop_target(it.label.as_ref());
        let (head, after) = (target.head.expect("a loop has a head"), target.after);
        self.goto(head, at);
        self.set_cursor(head);
        let done = self.block();
        let end = self.text.span(it.body.brace_token.span.close());
        let first = self.open_scope(Some(target));
        self.condition(&it.cond, done);
        self.builder().note_condition(head, BlockId(done.0 + 1));
        let value = self.temp();
        self.block_into(&it.body, value);
        self.close_scope(first, end);
        self.goto(head, at);
        self.set_cursor(done);
        self.push(Op::EndScope { first }, end);
        self.goto(after, end);
        self.set_cursor(after);
        self.push(Op::Const { dst: result, value: Const::Other }, end);
        result
    }

    pub(super) fn for_value(&mut self, it: &syn::ExprForLoop) -> LocalId {
        let at = self.text.span(it.for_token.span());
        let is_reference = self.is_reference(&it.expr);
        let src = self.moved(&it.expr);
        let (result, target) = self.loop_target(it.label.as_ref());
        let (head, after) = (target.head.expect("a loop has a head"), target.after);
        let end = self.text.span(it.body.brace_token.span.close());
        let outer = self.next_local();
        let iter = self.hidden();
        self.push(Op::Iterate { dst: iter, src }, at);
        self.goto(head, at);
        self.set_cursor(head);
        let (body, done) = (self.block(), self.block());
        let first = self.open_scope(Some(target));
        let value = self.temp();
        self.builder().end(End::Next { iter, dst: value, body, done }, at);
        self.set_cursor(body);
        self.bind_all(&it.pat, value, is_reference);
        let unit = self.temp();
        self.block_into(&it.body, unit);
        self.close_scope(first, end);
        self.goto(head, at);
        self.set_cursor(done);
        self.goto(after, end);
        self.set_cursor(after);
        self.push(Op::EndScope { first: outer }, end);
        self.push(Op::Const { dst: result, value: Const::Other }, end);
        result
    }

    pub(super) fn if_value(&mut self, it: &syn::ExprIf) -> LocalId {
        let at = self.text.span(it.if_token.span());
        let result = self.temp();
        let (otherwise, after) = (self.block(), self.block());
        let end = self.text.span(it.then_branch.brace_token.span.close());
        // Until edition 2021 the temporaries of an `if let` are those of the statement around it.
        let early = match &*it.cond {
            Expr::Let(it) if self.edition == Edition::Until2021 => Some((it, self.scrutinee(it))),
            _ => None,
        };
        let first = self.open_scope(None);
        match early {
            Some((it, value)) => self.let_matches(it, value, otherwise),
            None => self.condition(&it.cond, otherwise),
        }
        self.block_into(&it.then_branch, result);
        self.close_scope(first, end);
        self.goto(after, at);
        self.set_cursor(otherwise);
        self.push(Op::EndScope { first }, at);
        self.believe_guard(it, at);
        self.push(Op::Const { dst: result, value: Const::Other }, at);
        if let Some((_, alternative)) = &it.else_branch {
            let src = self.branch_value(alternative);
            self.push(Op::Copy { dst: result, src }, at);
        }
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// The value of an `else` or an arm; a block there ends its own temporaries, in every edition.
    fn branch_value(&mut self, it: &Expr) -> LocalId {
        match it {
            Expr::Block(it) if it.label.is_none() => self.block_value(&it.block),
            it => self.moved(it),
        }
    }

    pub(super) fn match_value(&mut self, it: &syn::ExprMatch) -> LocalId {
        let at = self.text.span(it.match_token.span());
        let result = self.temp();
        let is_reference = self.is_reference(&it.expr);
        let value = self.expr(&it.expr);
        self.look_at(value, at);
        let after = self.block();
        for arm in &it.arms {
            let next = self.block();
            let first = self.open_scope(None);
            self.matches(&arm.pat, value, Some(next), is_reference);
            let src = self.branch_value(&arm.body);
            self.push(Op::Copy { dst: result, src }, at);
            let end = self.end_of(&arm.body);
            self.close_scope(first, end);
            self.goto(after, end);
            self.set_cursor(next);
            self.push(Op::EndScope { first }, end);
        }
        self.set_cursor(after);
        result
    }

    /// Goes on where the condition holds, with what its `let`s bind; else at `otherwise`.
    pub(super) fn condition(&mut self, cond: &Expr, otherwise: BlockId) {
        let then = self.block();
        self.branch(cond, then, otherwise);
        self.set_cursor(then);
    }

    fn branch(&mut self, cond: &Expr, then: BlockId, otherwise: BlockId) {
        match cond {
            Expr::Paren(it) => self.branch(&it.expr, then, otherwise),
            Expr::Unary(it) if matches!(it.op, syn::UnOp::Not(_)) => self.branch(&it.expr, otherwise, then),
            Expr::Binary(it) if matches!(it.op, syn::BinOp::And(_)) => {
                self.condition(&it.left, otherwise);
                self.branch(&it.right, then, otherwise);
            }
            Expr::Binary(it) if matches!(it.op, syn::BinOp::Or(_)) => {
                let next = self.block();
                self.branch(&it.left, then, next);
                self.set_cursor(next);
                self.branch(&it.right, then, otherwise);
            }
            Expr::Let(it) => {
                let value = self.scrutinee(it);
                self.let_matches(it, value, otherwise);
                let at = self.text.span(it.let_token.span());
                self.goto(then, at);
            }
            _ => {
                let value = self.expr(cond);
                let at = self.start_to_end(cond);
                self.builder().end(End::Branch { cond: value, then, otherwise }, at);
            }
        }
    }

    fn scrutinee(&mut self, it: &syn::ExprLet) -> LocalId {
        let value = self.expr(&it.expr);
        let at = self.text.span(it.let_token.span());
        self.look_at(value, at);
        value
    }

    /// Goes on where the value fits the pattern of a `let`, else at `otherwise`.
    fn let_matches(&mut self, it: &syn::ExprLet, value: LocalId, otherwise: BlockId) {
        let is_reference = self.is_reference(&it.expr);
        self.matches(&it.pat, value, Some(otherwise), is_reference);
    }
}
