//! Places: where expressions stand in the text, what is assigned to, and what moves.

use syn::Expr;
use syn::spanned::Spanned;

use super::lower::{Lower, Named};
use crate::crates::Meant;
use crate::ir::{Const, Def, Key, LocalId, LocalKind, Name, Op, Root};
use crate::source::Span;

impl Lower<'_> {
    /// Where the last token of an expression stands.
    pub(super) fn end_of(&self, it: &Expr) -> Span {
        let span = match it {
            Expr::Block(it) => it.block.brace_token.span.close(),
            Expr::If(it) => match &it.else_branch {
                Some((_, other)) => return self.end_of(other),
                None => it.then_branch.brace_token.span.close(),
            },
            Expr::Match(it) => it.brace_token.span.close(),
            Expr::Loop(it) => it.body.brace_token.span.close(),
            Expr::While(it) => it.body.brace_token.span.close(),
            Expr::ForLoop(it) => it.body.brace_token.span.close(),
            Expr::Call(it) => it.paren_token.span.close(),
            Expr::MethodCall(it) => it.paren_token.span.close(),
            Expr::Try(it) => it.question_token.span(),
            Expr::Await(it) => it.await_token.span(),
            Expr::Return(it) => it.return_token.span(),
            it => it.span(),
        };
        self.text.span(span)
    }

    /// Where the first token of an expression begins.
    pub(super) fn start_of(&self, it: &Expr) -> u32 {
        match it {
            Expr::Call(it) => self.start_of(&it.func),
            Expr::MethodCall(it) => self.start_of(&it.receiver),
            Expr::Field(it) => self.start_of(&it.base),
            Expr::Index(it) => self.start_of(&it.expr),
            Expr::Await(it) => self.start_of(&it.base),
            Expr::Try(it) => self.start_of(&it.expr),
            Expr::Path(it) if it.qself.is_none() => self.text.span(it.path.span()).start,
            it => self.text.span_of(it).start,
        }
    }

    pub(super) fn start_to_end(&self, it: &Expr) -> Span {
        let (start, end) = (self.start_of(it), self.end_of(it).end);
        Span { start, end: end.max(start) }
    }

    /// Whether the value is only borrowed: binding it moves nothing.
    pub(super) fn is_reference(&mut self, it: &Expr) -> bool {
        match it {
            Expr::Reference(_) => true,
            Expr::Paren(it) => self.is_reference(&it.expr),
            Expr::Try(it) => self.is_reference(&it.expr),
            Expr::Await(it) => self.is_reference(&it.base),
            Expr::Path(it) => match self.named(&it.path) {
                Some(Named::Local(local)) => self.frame().references.contains(&local),
                _ => false,
            },
            Expr::MethodCall(it) => {
                let name = it.method.to_string();
                let lends = matches!(
                    name.as_str(),
                    "iter"
                        | "iter_mut"
                        | "as_ref"
                        | "as_mut"
                        | "as_deref"
                        | "as_deref_mut"
                        | "values"
                        | "values_mut"
                        | "keys"
                        | "borrow"
                        | "borrow_mut"
                        | "lock"
                        | "read"
                        | "write"
                        | "get"
                        | "get_mut"
                        | "get_or_init"
                        | "get_or_try_init"
                        | "first"
                        | "last"
                        | "deref"
                );
                let passes =
                    matches!(name.as_str(), "unwrap" | "expect" | "enumerate" | "rev" | "zip" | "skip");
                lends || self.project.crates.lends(&name) || (passes && self.is_reference(&it.receiver))
            }
            _ => false,
        }
    }

    /// The value of an expression where it is moved: a variable gives up what it owns.
    pub(super) fn moved(&mut self, it: &Expr) -> LocalId {
        let at = self.end_of(it);
        let src = match it {
            Expr::Paren(it) => return self.moved(&it.expr),
            Expr::Path(_) | Expr::Field(_) if !self.is_reference(it) => self.expr(it),
            _ => return self.expr(it),
        };
        let dst = self.temp();
        self.push(Op::Move { dst, src }, at);
        if let Expr::Field(field) = it {
            self.empty_field(field, at);
        }
        dst
    }

    /// A partial move: what was taken out of a variable's field is not there any more.
    fn empty_field(&mut self, it: &syn::ExprField, at: Span) {
        let Some(owner) = self.owner_of(&it.base) else { return };
        if self.builder().body.local(owner).kind == LocalKind::Named
            && !self.frame().references.contains(&owner)
        {
            let (obj, name) = (self.expr(&it.base), self.member_name(&it.member));
            self.push(Op::MoveOut { obj, name }, at);
        }
    }

    /// The variable that a way of fields begins with.
    fn owner_of(&mut self, it: &Expr) -> Option<LocalId> {
        match it {
            Expr::Path(path) => match self.named(&path.path)? {
                Named::Local(it) => Some(it),
                Named::Root(_) | Named::Meant(_) => None,
            },
            Expr::Field(it) => self.owner_of(&it.base),
            Expr::Paren(it) => self.owner_of(&it.expr),
            _ => None,
        }
    }

    pub(super) fn opaque(&mut self, at: Span) -> LocalId {
        let dst = self.temp();
        self.push(Op::Opaque { dst, operands: vec![] }, at);
        dst
    }

    pub(super) fn constant(&mut self, value: Const, at: Span) -> LocalId {
        let dst = self.temp();
        self.push(Op::Const { dst, value }, at);
        dst
    }

    /// Somebody looks at the value: a connection that is looked at is of use.
    pub(super) fn look_at(&mut self, value: LocalId, at: Span) {
        let dst = self.temp();
        self.push(Op::Opaque { dst, operands: vec![value] }, at);
    }

    pub(super) fn path_value(&mut self, it: &syn::ExprPath) -> LocalId {
        let at = self.text.span(it.path.span());
        if it.qself.is_some() {
            return self.opaque(at);
        }
        if it.path.is_ident("None") {
            return self.constant(Const::None, at);
        }
        match self.named(&it.path) {
            Some(Named::Local(local)) => local,
            Some(Named::Root(root)) => self.load_root(root, at),
            Some(Named::Meant(meant)) => self.load(&meant, at),
            None => self.opaque(at),
        }
    }

    pub(super) fn load_root(&mut self, root: Root, at: Span) -> LocalId {
        let dst = self.temp();
        self.push(Op::LoadRoot { dst, root }, at);
        dst
    }

    pub(super) fn load(&mut self, meant: &Meant, at: Span) -> LocalId {
        let def = match meant {
            Meant::Def(def) => def.clone(),
            Meant::Member(class, name) => match self.member_def(*class, name) {
                Some(def) => def,
                None if self.is_variant(*class, name) => return self.variant_of(name, vec![], at),
                None => return self.opaque(at),
            },
            Meant::Static(root) => return self.load_root(root.clone(), at),
            Meant::Module(..) => return self.opaque(at),
        };
        let dst = self.temp();
        self.push(Op::Load { dst, def }, at);
        dst
    }

    /// A function of a type; one that opens what has an awaitable end is known to the profiles.
    pub(super) fn member_def(&self, class: crate::ir::ClassId, name: &Name) -> Option<Def> {
        if let Some(path) = self.project.crates.inferred_opener(class, name) {
            return Some(Def::External(path));
        }
        self.project.method(class, name).map(Def::Function)
    }

    pub(super) fn assign(&mut self, target: &Expr, value: LocalId) {
        let at = self.end_of(target);
        match target {
            Expr::Path(it) => match self.named(&it.path) {
                Some(Named::Local(dst)) => self.push(Op::Copy { dst, src: value }, at),
                Some(Named::Root(root)) => self.push(Op::StoreRoot { root, src: value }, at),
                Some(Named::Meant(_)) | None => {}
            },
            Expr::Field(it) => {
                let obj = self.expr(&it.base);
                let name = self.member_name(&it.member);
                self.push(Op::SetAttr { obj, name, src: value }, at);
            }
            Expr::Index(it) => {
                let obj = self.expr(&it.expr);
                self.expr(&it.index);
                self.push(Op::SetItem { obj, key: Key::Any, src: value }, at);
            }
            Expr::Unary(it) => self.assign_through(&it.expr, value, at),
            Expr::Paren(it) => self.assign(&it.expr, value),
            // What is taken out of a static is not there any more: `CLIENT.lock().await.take()`.
            Expr::MethodCall(_) | Expr::Await(_) if self.is_static(behind_guards(target)) => {
                self.assign(behind_guards(target), value);
            }
            Expr::Tuple(it) => {
                for (nth, element) in it.elems.iter().enumerate() {
                    let dst = self.temp();
                    self.push(Op::Item { dst, obj: value, key: Key::At(Const::Int(nth as i64)) }, at);
                    self.assign(element, dst);
                }
            }
            _ => {}
        }
    }

    /// `*target = value`: whatever the reference leads to.
    fn assign_through(&mut self, target: &Expr, value: LocalId, at: Span) {
        // `*self.client.lock().await = …` assigns to the field behind the guard.
        let place = behind_guards(target);
        if matches!(place, Expr::Field(_)) && !std::ptr::eq(place, target) || self.is_static(place) {
            return self.assign(place, value);
        }
        if let Some((guard, field)) = self.guarded(target) {
            self.push(Op::Copy { dst: guard, src: value }, at);
            return self.assign(&Expr::Field(field), value);
        }
        let obj = self.expr(target);
        self.push(Op::SetItem { obj, key: Key::Any, src: value }, at);
    }

    /// A variable that is a guard, and the field behind it.
    pub(super) fn guarded(&mut self, it: &Expr) -> Option<(LocalId, syn::ExprField)> {
        let Expr::Path(it) = it else { return None };
        match self.named(&it.path)? {
            Named::Local(local) => Some((local, self.frame().guards.get(&local)?.clone())),
            Named::Root(_) | Named::Meant(_) => None,
        }
    }

    fn is_static(&mut self, it: &Expr) -> bool {
        let Expr::Path(it) = it else { return false };
        matches!(self.named(&it.path), Some(Named::Root(Root::Global(..))))
    }
}

/// The place that a chain of guards leads to: `self.client` of `self.client.lock().await`.
fn behind_guards(target: &Expr) -> &Expr {
    let mut place = target;
    loop {
        place = match place {
            Expr::Await(it) => &it.base,
            Expr::Try(it) => &it.expr,
            Expr::Paren(it) => &it.expr,
            Expr::Reference(it) => &it.expr,
            Expr::MethodCall(it) if super::method::is_guard(&it.method.to_string()) => &it.receiver,
            Expr::MethodCall(it) if it.method == "unwrap" || it.method == "expect" => &it.receiver,
            _ => return place,
        };
    }
}

/// The same, where it is a field behind a guard.
pub(super) fn guarded_field(it: &Expr) -> Option<&syn::ExprField> {
    match behind_guards(it) {
        Expr::Field(field) if !matches!(it, Expr::Field(_)) => Some(field),
        _ => None,
    }
}
