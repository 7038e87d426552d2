//! Lowers expressions.

use syn::Expr;
use syn::spanned::Spanned;

use super::MAX_DEPTH;
use super::index::path_names;
use super::lower::{Exit, Inputs, Lower, Named, Target};
use super::macros::{self, Fails, Parts};
use super::pattern::literal;
use crate::crates::Meant;
use crate::ir::{Arg, ArgKind, Const, Def, End, Key, LocalId, Name, Op, Test};
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
            Expr::Reference(it) => self.expr(&it.expr),
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
            Expr::Unsafe(it) => self.block_value(&it.block),
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
                    Some(it) => self.moved(it),
                    None => self.constant(Const::Other, at),
                };
                self.leave(value, at);
                self.opaque(at)
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
        let Some(label) = label else { return self.block_value(block) };
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

    fn awaited(&mut self, it: &syn::ExprAwait) -> LocalId {
        let at = self.text.span(it.await_token.span());
        if let Expr::Async(block) = &*it.base {
            let start = self.text.span(block.async_token.span());
            return self.in_place(start, |this| this.block_value(&block.block));
        }
        let src = self.expr(&it.base);
        let dst = self.temp();
        self.push(Op::Await { dst, src }, at);
        dst
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
            if let Expr::Async(block) = &*it.body {
                // Whoever is handed the closure awaits what it gives.
                return this.block_value(&block.block);
            }
            this.moved(&it.body)
        })
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
        let dst = self.temp();
        let class = match self.named(&it.path) {
            Some(Named::Meant(Meant::Def(Def::Class(class)))) => class,
            Some(Named::Meant(Meant::Member(..))) | None => return self.variant(fields, base, dst, at),
            Some(_) => {
                let args = fields
                    .into_iter()
                    .map(|(_, value)| moved_argument(value))
                    .chain(base.map(moved_argument));
                let args = args.collect();
                let callee = self.opaque(at);
                self.push(Op::Call { dst, callee, args }, at);
                return dst;
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
        self.push(Op::Call { dst, callee, args }, at);
        dst
    }

    /// A variant with named fields holds them like a container.
    fn variant(
        &mut self,
        fields: Vec<(Name, LocalId)>,
        base: Option<LocalId>,
        dst: LocalId,
        at: Span,
    ) -> LocalId {
        let items = fields.into_iter().map(|(name, value)| (Key::At(Const::Str(name)), value));
        let items = items.chain(base.map(|it| (Key::Spread, it))).collect();
        self.push(Op::Pack { dst, items }, at);
        dst
    }

    fn closure(&mut self, it: &syn::ExprClosure) -> LocalId {
        let at = self.text.span(it.inputs_begin.span());
        let inputs = Inputs::of_closure(it);
        let id = self.function(at.start, "<closure>", &inputs, it.asyncness.is_some(), &|this| {
            let value = this.moved(&it.body);
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
    fn async_block(&mut self, it: &syn::ExprAsync) -> LocalId {
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

    pub(super) fn arguments<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) -> Vec<Arg> {
        let mut args = vec![];
        for it in all {
            let moved = !self.is_reference(it);
            let value = self.moved(it);
            args.push(Arg { kind: ArgKind::Positional, value, moved });
        }
        args
    }

    fn call(&mut self, it: &syn::ExprCall) -> LocalId {
        let at = self.start_to_end_call(it);
        let Expr::Path(path) = &*it.func else {
            let callee = self.expr(&it.func);
            let args = self.arguments(&it.args);
            return self.call_value(callee, args, at);
        };
        if path.qself.is_some() {
            let args = self.arguments(&it.args);
            let callee = self.opaque(at);
            return self.call_value(callee, args, at);
        }
        match self.named(&path.path) {
            Some(Named::Local(callee)) => {
                let args = self.arguments(&it.args);
                self.call_value(callee, args, at)
            }
            Some(Named::Root(root)) => {
                let callee = self.load_root(root, at);
                let args = self.arguments(&it.args);
                self.call_value(callee, args, at)
            }
            Some(Named::Meant(meant)) => self.call_meant(&meant, it, at),
            None => {
                let names = path_names(&path.path);
                let path = names.join(".").into();
                self.call_external(&path, it, at)
            }
        }
    }

    fn start_to_end_call(&self, it: &syn::ExprCall) -> Span {
        let start = self.start_to_end(&it.func).start;
        Span { start, end: self.text.span(it.paren_token.span.close()).end }
    }

    pub(super) fn call_value(&mut self, callee: LocalId, args: Vec<Arg>, at: Span) -> LocalId {
        let dst = self.temp();
        self.push(Op::Call { dst, callee, args }, at);
        dst
    }

    fn call_meant(&mut self, meant: &Meant, it: &syn::ExprCall, at: Span) -> LocalId {
        match meant {
            Meant::Def(Def::External(path)) => self.call_external(path, it, at),
            Meant::Def(Def::Class(class)) => {
                let callee = self.temp();
                self.push(Op::Load { dst: callee, def: Def::Class(*class) }, at);
                let args = it.args.iter().enumerate().map(|(nth, it)| {
                    let value = self.moved(it);
                    Arg { kind: ArgKind::Keyword(nth.to_string().into()), value, moved: false }
                });
                let args = args.collect();
                self.call_value(callee, args, at)
            }
            Meant::Member(class, name) if self.member_def(*class, name).is_none() => {
                let is_variant = name.starts_with(char::is_uppercase);
                let args = self.arguments(&it.args);
                if is_variant {
                    let items = args.iter().enumerate();
                    let items = items.map(|(nth, it)| (Key::At(Const::Int(nth as i64)), it.value)).collect();
                    let dst = self.temp();
                    self.push(Op::Pack { dst, items }, at);
                    return dst;
                }
                let callee = self.opaque(at);
                self.call_value(callee, args, at)
            }
            meant => {
                let callee = self.load(meant, at);
                let args = self.arguments(&it.args);
                self.call_value(callee, args, at)
            }
        }
    }

    /// A function outside the program, or one of the standard library's own.
    fn call_external(&mut self, path: &Name, it: &syn::ExprCall, at: Span) -> LocalId {
        let first = it.args.first();
        let mut names = path.rsplit('.');
        let (last, before) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        match (before, last, first) {
            ("", "Some" | "Ok", Some(first)) => return self.moved(first),
            ("", "Err", Some(first)) => {
                self.moved(first);
                return self.constant(Const::None, at);
            }
            ("Box" | "Arc" | "Rc" | "Pin", "new" | "pin" | "from", Some(first)) => return self.moved(first),
            ("Arc" | "Rc", "clone", Some(first)) => return self.expr(first),
            (
                "Mutex" | "RwLock" | "RefCell" | "Cell" | "FairMutex" | "ReentrantMutex",
                "new",
                Some(first),
            )
            | ("OnceCell" | "OnceLock" | "ArcSwap", "from" | "from_pointee" | "new_with", Some(first)) => {
                let items = vec![(Key::Any, self.moved(first))];
                let dst = self.temp();
                self.push(Op::Pack { dst, items }, at);
                return dst;
            }
            (
                "Vec" | "VecDeque" | "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" | "DashMap",
                "new" | "with_capacity" | "default",
                _,
            ) => {
                let dst = self.temp();
                self.push(Op::Pack { dst, items: vec![] }, at);
                return dst;
            }
            ("" | "mem", "drop", Some(first)) => {
                let local = self.moved(first);
                self.push(Op::Drop { local }, at);
                return self.constant(Const::Other, at);
            }
            ("mem", "take", Some(first)) => {
                let value = self.take_out(first, at);
                return value;
            }
            ("mem", "replace", Some(first)) if it.args.len() == 2 => {
                let new = self.moved(&it.args[1]);
                let place = self.expr(first);
                let dst = self.temp();
                self.push(Op::Copy { dst, src: place }, at);
                let target = if let Expr::Reference(it) = first { &it.expr } else { first };
                let none = self.constant(Const::None, at);
                self.assign(target, none);
                self.assign(target, new);
                return dst;
            }
            ("process", "exit" | "abort", _) => {
                self.arguments(&it.args);
                let dst = self.temp();
                self.push(Op::Opaque { dst, operands: vec![] }, at);
                self.builder().end(End::Halt, at);
                self.lost(at);
                return dst;
            }
            ("ManuallyDrop", "into_inner", Some(first)) => return self.moved(first),
            (_, "block_on" | "timeout" | "timeout_at", _) => {
                let future = it.args.last();
                if let Some(Expr::Async(block)) = future {
                    let start = self.text.span(block.async_token.span());
                    let value = self.in_place(start, |this| this.block_value(&block.block));
                    return value;
                }
                if let Some(future) = future.filter(|_| last == "block_on") {
                    let src = self.moved(future);
                    let dst = self.temp();
                    self.push(Op::Await { dst, src }, at);
                    return dst;
                }
            }
            _ => {}
        }
        let callee = self.temp();
        self.push(Op::Load { dst: callee, def: Def::External(path.clone()) }, at);
        let args = self.arguments(&it.args);
        self.call_value(callee, args, at)
    }

    /// The value of a place, which holds nothing afterwards.
    pub(super) fn take_out(&mut self, place: &Expr, at: Span) -> LocalId {
        let src = self.expr(place);
        let dst = self.temp();
        self.push(Op::Copy { dst, src }, at);
        let none = self.constant(Const::None, at);
        let target = match place {
            Expr::Reference(it) => &it.expr,
            place => place,
        };
        self.assign(target, none);
        dst
    }

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
        if let Expr::Async(block) = it {
            let start = self.text.span(block.async_token.span());
            return self.in_place(start, |this| this.block_value(&block.block));
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

    /// The path of the type that an expression surely has, where that is outside the program.
    pub(super) fn static_type(&mut self, it: &Expr) -> Option<Name> {
        match it {
            Expr::Paren(it) => self.static_type(&it.expr),
            Expr::Reference(it) => self.static_type(&it.expr),
            Expr::Try(it) => self.static_type(&it.expr),
            Expr::Path(it) => match self.named(&it.path)? {
                Named::Local(local) => self.frame().types.get(&local).cloned(),
                _ => None,
            },
            Expr::Call(it) => {
                let Expr::Path(path) = &*it.func else { return None };
                let Named::Meant(Meant::Def(Def::External(path))) = self.named(&path.path)? else {
                    return None;
                };
                let (ty, function) = path.rsplit_once('.')?;
                // `X::builder()` makes a builder of its own type.
                matches!(function, "new" | "default" | "from" | "builder").then(|| match function {
                    "builder" => format!("{ty}.builder").into(),
                    _ => ty.into(),
                })
            }
            // A builder's methods give the builder back.
            Expr::MethodCall(it) => self.static_type(&it.receiver),
            _ => None,
        }
    }
}

pub(super) fn moved_argument(value: LocalId) -> Arg {
    Arg { kind: ArgKind::Positional, value, moved: true }
}
