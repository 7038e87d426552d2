//! Lowers expressions.

use syn::Expr;
use syn::spanned::Spanned;

use super::MAX_DEPTH;
use super::call::moved_argument;
use super::lower::{Lower, Named, Target};
use super::pattern::literal;
use super::types::name_of;
use crate::crates::Meant;
use crate::ir::{Arg, ArgKind, ClassId, Const, Def, End, Key, LocalId, Name, Op, Test, VARIANT};
use crate::source::Span;

impl Lower<'_> {
    /// The value of an expression; a variable is itself.
    pub(super) fn expr(&mut self, it: &Expr) -> LocalId {
        if self.depth > MAX_DEPTH {
            return self.opaque(Span::default());
        }
        self.depth += 1;
        let value = self.expr_inner(it);
        self.depth -= 1;
        value
    }

    fn expr_inner(&mut self, it: &Expr) -> LocalId {
        match it {
            Expr::Path(it) => self.path_value(it),
            Expr::Lit(it) => {
                let at = self.text.span(it.lit.span());
                self.constant(literal(&it.lit), at)
            }
            Expr::Paren(it) => self.expr(&it.expr),
            Expr::Group(it) => self.expr(&it.expr),
            Expr::Reference(it) => {
                let value = self.expr(&it.expr);
                if it.mutability.is_some() {
                    self.may_change(&it.expr);
                }
                value
            }
            Expr::RawAddr(it) => self.expr(&it.expr),
            Expr::Cast(it) => self.expr(&it.expr),
            Expr::Unary(it) => self.unary(it),
            Expr::Binary(it) => self.binary(it),
            Expr::Call(it) => self.call(it),
            Expr::MethodCall(it) => self.method_call(it),
            Expr::Await(it) => self.awaited(it),
            Expr::Try(it) => {
                let value = self.expr(&it.expr);
                let at = self.text.span(it.question_token.span());
                self.question(value, at)
            }
            Expr::Field(it) => {
                let obj = self.expr(&it.base);
                let (dst, name) = (self.temp(), self.member_name(&it.member));
                let at = self.text.span(it.member.span());
                self.push(Op::Attr { dst, obj, name }, at);
                dst
            }
            Expr::Index(it) => {
                let obj = self.expr(&it.expr);
                self.expr(&it.index);
                let dst = self.temp();
                let at = self.text.span(it.bracket_token.span.open());
                self.push(Op::Item { dst, obj, key: Key::Any }, at);
                dst
            }
            Expr::Assign(it) => {
                let value = self.moved(&it.right);
                self.assign(&it.left, value);
                let at = self.text.span(it.eq_token.span());
                self.constant(Const::Other, at)
            }
            Expr::Let(it) => {
                let value = self.expr(&it.expr);
                let at = self.text.span(it.let_token.span());
                self.look_at(value, at);
                self.opaque(at)
            }
            Expr::Block(it) => self.labelled(it.label.as_ref(), &it.block),
            Expr::Unsafe(it) => self.inner_block(&it.block),
            Expr::Const(it) => self.block_value(&it.block),
            Expr::TryBlock(it) => {
                let at = self.text.span(it.try_token.span());
                self.in_place(at, |this| this.block_value(&it.block))
            }
            Expr::If(it) => self.if_value(it),
            Expr::Match(it) => self.match_value(it),
            Expr::Loop(it) => self.loop_value(it),
            Expr::While(it) => self.while_value(it),
            Expr::ForLoop(it) => self.for_value(it),
            Expr::Break(it) => {
                let at = self.text.span(it.break_token.span());
                self.break_to(it.label.as_ref(), it.expr.as_deref(), at);
                self.opaque(at)
            }
            Expr::Continue(it) => {
                let at = self.text.span(it.continue_token.span());
                self.continue_at(it.label.as_ref(), at);
                self.opaque(at)
            }
            Expr::Return(it) => {
                let at = self.text.span(it.return_token.span());
                let value = match &it.expr {
                    Some(it) if self.frame().gives_future && self.frame().exits.is_empty() => {
                        self.awaited_value(it)
                    }
                    Some(it) => self.moved(it),
                    None => self.constant(Const::Other, at),
                };
                self.leave(value, at);
                self.opaque(at)
            }
            // It holds nothing, but is there: `Ok(())`.
            Expr::Tuple(it) if it.elems.is_empty() => {
                let at = self.text.span(it.paren_token.span.open());
                self.constant(Const::Other, at)
            }
            Expr::Tuple(it) => self.pack(it.elems.iter(), it.paren_token.span.open()),
            Expr::Array(it) => self.pack(it.elems.iter(), it.bracket_token.span.open()),
            Expr::Repeat(it) => self.pack(std::iter::once(&*it.expr), it.bracket_token.span.open()),
            Expr::Range(it) => {
                let ends: Vec<LocalId> = it.start.iter().chain(&it.end).map(|it| self.expr(it)).collect();
                let at = self.text.span(it.limits.span());
                let dst = self.temp();
                self.push(Op::Opaque { dst, operands: ends }, at);
                dst
            }
            Expr::Struct(it) => self.structure(it),
            Expr::Closure(it) => self.closure(it),
            Expr::Async(it) => self.async_block(it),
            Expr::Macro(it) => {
                let at = self.text.span(it.mac.path.span());
                self.macro_value(&it.mac, at)
            }
            Expr::Yield(it) => {
                let at = self.text.span(it.yield_token.span());
                if let Some(it) = &it.expr {
                    self.moved(it);
                }
                self.opaque(at)
            }
            _ => self.opaque(Span::default()),
        }
    }

    fn unary(&mut self, it: &syn::ExprUnary) -> LocalId {
        let operand = self.expr(&it.expr);
        let at = self.text.span(it.op.span());
        match it.op {
            syn::UnOp::Deref(_) => operand,
            syn::UnOp::Not(_) => {
                let dst = self.temp();
                self.push(Op::Test { dst, test: Test::Not, operand }, at);
                dst
            }
            _ => self.opaque(at),
        }
    }

    fn binary(&mut self, it: &syn::ExprBinary) -> LocalId {
        let at = self.text.span(it.op.span());
        if matches!(it.op, syn::BinOp::And(_) | syn::BinOp::Or(_)) {
            return self.lazy(it, at);
        }
        let left = self.expr(&it.left);
        let right = self.expr(&it.right);
        let dst = self.temp();
        if is_compound_assignment(&it.op) {
            self.push(Op::Opaque { dst, operands: vec![left, right] }, at);
            self.assign(&it.left, dst);
            return self.constant(Const::Other, at);
        }
        let constant = match &*it.right {
            Expr::Lit(it) => Some(literal(&it.lit)).filter(|it| *it != Const::Other),
            Expr::Path(it) if it.path.is_ident("None") => Some(Const::None),
            _ => None,
        };
        let op = match (it.op, constant) {
            (syn::BinOp::Eq(_), Some(Const::None)) => Op::Test { dst, test: Test::IsNone, operand: left },
            (syn::BinOp::Ne(_), Some(Const::None)) => Op::Test { dst, test: Test::IsNotNone, operand: left },
            (syn::BinOp::Eq(_), Some(it)) => Op::Test { dst, test: Test::Equals(it), operand: left },
            (syn::BinOp::Ne(_), Some(it)) => Op::Test { dst, test: Test::Differs(it), operand: left },
            _ => Op::Opaque { dst, operands: vec![left, right] },
        };
        self.push(op, at);
        dst
    }

    /// A variable that began as a literal may have another value from here on: it is lent for writing.
    fn may_change(&mut self, place: &Expr) {
        let Expr::Path(path) = place else { return };
        if let Some(Named::Local(local)) = self.named(&path.path)
            && self.frame().plain.contains(&local)
        {
            let at = self.end_of(place);
            self.push(Op::Opaque { dst: local, operands: vec![] }, at);
        }
    }

    /// `a && b` and `a || b` as values.
    fn lazy(&mut self, it: &syn::ExprBinary, at: Span) -> LocalId {
        let result = self.temp();
        let (more, after) = (self.block(), self.block());
        let left = self.expr(&it.left);
        self.push(Op::Copy { dst: result, src: left }, at);
        let (then, otherwise) =
            if matches!(it.op, syn::BinOp::And(_)) { (more, after) } else { (after, more) };
        self.builder().end(End::Branch { cond: left, then, otherwise }, Span::default());
        self.set_cursor(more);
        let right = self.expr(&it.right);
        self.push(Op::Copy { dst: result, src: right }, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    fn labelled(&mut self, label: Option<&syn::Label>, block: &syn::Block) -> LocalId {
        let Some(label) = label else { return self.inner_block(block) };
        let end = self.text.span(block.brace_token.span.close());
        let result = self.temp();
        let after = self.block();
        let label = Some(label.name.ident.to_string());
        let target = Target { label, head: None, after, result };
        self.scoped(Some(target), end, |this| this.block_into(block, result));
        self.goto(after, end);
        self.set_cursor(after);
        result
    }

    /// `?`: nothing leaves the function, something goes on.
    pub(super) fn question(&mut self, value: LocalId, at: Span) -> LocalId {
        let (bad, good) = self.split(value, at);
        self.set_cursor(bad);
        let none = self.constant(Const::None, at);
        self.leave(none, at);
        self.set_cursor(good);
        self.push(Op::TakeOut { local: value }, at);
        value
    }

    /// The blocks in which a value is nothing and something.
    pub(super) fn split(&mut self, value: LocalId, at: Span) -> (crate::ir::BlockId, crate::ir::BlockId) {
        let cond = self.temp();
        self.push(Op::Test { dst: cond, test: Test::IsNone, operand: value }, at);
        let (then, otherwise) = (self.block(), self.block());
        self.builder().end(End::Branch { cond, then, otherwise }, Span::default());
        (then, otherwise)
    }

    fn pack<'e>(&mut self, all: impl Iterator<Item = &'e Expr>, span: proc_macro2::Span) -> LocalId {
        let items = all.enumerate().map(|(nth, it)| (Key::At(Const::Int(nth as i64)), self.moved(it)));
        let items = items.collect();
        let dst = self.temp();
        let at = self.text.span(span);
        self.push(Op::Pack { dst, items }, at);
        dst
    }

    /// `S { a, b: x, ..base }`.
    fn structure(&mut self, it: &syn::ExprStruct) -> LocalId {
        let at = self.start_to_end(&Expr::Path(syn::ExprPath {
            attrs: vec![],
            qself: None,
            path: it.path.clone(),
        }));
        let fields: Vec<(Name, LocalId)> =
            it.fields.iter().map(|it| (self.member_name(&it.member), self.moved(&it.expr))).collect();
        let base = it.rest.as_ref().map(|it| self.moved(it));
        let class = match self.named(&it.path) {
            Some(Named::Meant(Meant::Def(Def::Class(class)))) => class,
            Some(Named::Meant(Meant::Member(_, name))) => {
                return self.variant_with_fields(&name, fields, base, at);
            }
            None => {
                let name = it.path.segments.last().map_or_else(|| "_".into(), |it| name_of(&it.ident));
                return self.variant_with_fields(&name, fields, base, at);
            }
            Some(_) => {
                let args = fields
                    .into_iter()
                    .map(|(_, value)| moved_argument(value))
                    .chain(base.map(moved_argument));
                let args = args.collect();
                let callee = self.opaque(at);
                return self.call_value(callee, args, at);
            }
        };
        let given: Vec<Name> = fields.iter().map(|it| it.0.clone()).collect();
        let mut args: Vec<Arg> = fields
            .into_iter()
            .map(|(name, value)| Arg { kind: ArgKind::Keyword(name), value, moved: false })
            .collect();
        if let Some(base) = base {
            let known = self.project.class(class).dataclass_fields.clone().unwrap_or_default();
            for field in known.into_iter().filter(|it| !given.contains(&it.name)) {
                let value = self.temp();
                self.push(Op::Attr { dst: value, obj: base, name: field.name.clone() }, at);
                args.push(Arg { kind: ArgKind::Keyword(field.name), value, moved: false });
            }
        }
        let callee = self.temp();
        self.push(Op::Load { dst: callee, def: Def::Class(class) }, at);
        self.call_value(callee, args, at)
    }

    /// A variant of an enum holds its fields like a container, and says which one it is.
    pub(super) fn variant_of(&mut self, name: &Name, items: Vec<(Key, LocalId)>, at: Span) -> LocalId {
        let dst = self.temp();
        self.push(Op::Pack { dst, items }, at);
        let src = self.constant(Const::Str(name.clone()), at);
        self.push(Op::SetAttr { obj: dst, name: VARIANT.into(), src }, at);
        dst
    }

    fn variant_with_fields(
        &mut self,
        name: &Name,
        fields: Vec<(Name, LocalId)>,
        base: Option<LocalId>,
        at: Span,
    ) -> LocalId {
        let items = base.map(|it| (Key::Spread, it)).into_iter().collect();
        let obj = self.variant_of(name, items, at);
        for (name, src) in fields {
            self.push(Op::SetAttr { obj, name, src }, at);
        }
        obj
    }

    /// Whether a name of a type is a variant of an enum.
    pub(super) fn is_variant(&self, class: ClassId, name: &str) -> bool {
        name.starts_with(char::is_uppercase) && self.project.class(class).dataclass_fields.is_none()
    }
}

/// Whether it is `+=` or one of its relatives.
fn is_compound_assignment(op: &syn::BinOp) -> bool {
    use syn::BinOp::*;
    matches!(
        op,
        AddAssign(_)
            | SubAssign(_)
            | MulAssign(_)
            | DivAssign(_)
            | RemAssign(_)
            | BitXorAssign(_)
            | BitAndAssign(_)
            | BitOrAssign(_)
            | ShlAssign(_)
            | ShrAssign(_)
    )
}
