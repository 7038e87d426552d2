//! Lowers what stands in the brackets of macros, as [`macros`] reads it.

use syn::Expr;

use super::call::moved_argument;
use super::future::async_block_in;
use super::lower::{Lower, Named};
use super::macros::{self, Fails, Parts};
use crate::ir::{Const, End, Key, LocalId, Op};
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn macro_value(&mut self, it: &syn::Macro, at: Span) -> LocalId {
        match macros::parts(it) {
            Parts::Select(arms) => self.select(&arms, at),
            Parts::Join(all, fails) => {
                let futures: Vec<LocalId> = all.iter().map(|it| self.future(it, at)).collect();
                if fails == Fails::AtFirst {
                    for it in &futures {
                        self.question_inside(*it, at);
                    }
                }
                let items = futures.into_iter().enumerate();
                let items = items.map(|(nth, it)| (Key::At(Const::Int(nth as i64)), it)).collect();
                let dst = self.temp();
                self.push(Op::Pack { dst, items }, at);
                dst
            }
            Parts::Panic(all) => {
                let operands = all.iter().map(|it| self.expr(it)).collect();
                self.panic(operands, at);
                self.opaque(at)
            }
            Parts::Assert(condition, rest) => {
                self.unless(&condition, &rest, at, |this| this.panic(vec![], at))
            }
            Parts::Compare(all) => {
                let operands: Vec<LocalId> = all.iter().map(|it| self.expr(it)).collect();
                let (bad, good) = (self.block(), self.block());
                let dst = self.temp();
                self.push(Op::Opaque { dst, operands }, at);
                self.builder().end(End::Choose(vec![good, bad]), at);
                self.set_cursor(bad);
                self.panic(vec![], at);
                self.set_cursor(good);
                dst
            }
            Parts::Bail(all) => {
                all.iter().for_each(|it| {
                    self.expr(it);
                });
                let none = self.constant(Const::None, at);
                self.leave(none, at);
                self.opaque(at)
            }
            Parts::Ensure(condition, rest) => self.unless(&condition, &rest, at, |this| {
                let none = this.constant(Const::None, at);
                this.leave(none, at);
            }),
            Parts::List(all) => {
                let items = all.iter().enumerate();
                let items =
                    items.map(|(nth, it)| (Key::At(Const::Int(nth as i64)), self.moved(it))).collect();
                let dst = self.temp();
                self.push(Op::Pack { dst, items }, at);
                dst
            }
            Parts::Matches(it) => {
                let (value, pattern, guard) = &*it;
                self.matches_value(value, pattern, guard.as_ref(), at)
            }
            Parts::Same(it) => self.moved(&it),
            Parts::Values(all) => {
                let operands: Vec<LocalId> = all.iter().map(|it| self.expr(it)).collect();
                let dst = self.temp();
                self.push(Op::Opaque { dst, operands }, at);
                dst
            }
            Parts::Logged(all) => {
                for it in all {
                    if let Some(Named::Local(value)) = self.named(&it.into()) {
                        self.look_at(value, at);
                    }
                }
                self.opaque(at)
            }
            Parts::Names(all) => {
                // Whatever the macro makes of a connection, nobody knows.
                for it in all {
                    if let Some(Named::Local(value)) = self.named(&it.into()) {
                        let callee = self.opaque(at);
                        self.call_value(callee, vec![moved_argument(value)], at);
                    }
                }
                self.opaque(at)
            }
        }
    }

    fn matches_value(&mut self, value: &Expr, pattern: &syn::Pat, guard: Option<&Expr>, at: Span) -> LocalId {
        let result = self.temp();
        let (fail, after) = (self.block(), self.block());
        let first = self.open_scope(None);
        let value = self.expr(value);
        self.look_at(value, at);
        self.matches(pattern, value, Some(fail), true);
        if let Some(guard) = guard {
            self.condition(guard, fail);
        }
        self.push(Op::Const { dst: result, value: Const::Bool(true) }, at);
        self.close_scope(first, at);
        self.goto(after, at);
        self.set_cursor(fail);
        self.push(Op::Const { dst: result, value: Const::Bool(false) }, at);
        self.push(Op::EndScope { first }, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// One of a `join!`'s futures, run to its end.
    fn future(&mut self, it: &Expr, at: Span) -> LocalId {
        if let Some(block) = async_block_in(it) {
            return self.run_block(block);
        }
        let src = self.moved(it);
        let dst = self.temp();
        self.push(Op::Await { dst, src }, at);
        dst
    }

    /// The first failure of a `try_join!` is its value; what the others made is dropped.
    fn question_inside(&mut self, value: LocalId, at: Span) {
        let (bad, good) = self.split(value, at);
        self.set_cursor(bad);
        self.goto(good, at);
        self.set_cursor(good);
    }

    fn select(&mut self, arms: &[macros::Arm], at: Span) -> LocalId {
        let result = self.temp();
        let after = self.block();
        let starts: Vec<crate::ir::BlockId> = arms.iter().map(|_| self.block()).collect();
        self.builder().end(End::Choose(starts.clone()), at);
        for (arm, start) in arms.iter().zip(starts) {
            self.set_cursor(start);
            let first = self.open_scope(None);
            if let Some(guard) = &arm.guard {
                self.expr(guard);
            }
            if let Some(future) = &arm.future {
                let value = self.future(future, at);
                if let Some(pattern) = &arm.pattern {
                    // An arm whose pattern does not fit is not taken.
                    let never = self.block();
                    self.matches(pattern, value, Some(never), false);
                }
            }
            let src = self.moved(&arm.body);
            self.push(Op::Copy { dst: result, src }, at);
            self.close_scope(first, at);
            self.goto(after, at);
        }
        self.set_cursor(after);
        result
    }
}
