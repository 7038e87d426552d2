//! Lowers calls by path: of functions and types of the program, of the standard library, of other crates.

use syn::Expr;

use super::future::async_block_in;
use super::lower::{Lower, Named};
use super::types::{name_of, path_names, path_of_type};
use crate::crates::Meant;
use crate::ir::{Arg, ArgKind, Const, Def, End, Key, LocalId, Name, Op};
use crate::source::Span;

impl Lower<'_> {
    pub(super) fn arguments<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) -> Vec<Arg> {
        let mut args = vec![];
        for it in all {
            let moved = !self.is_reference(it);
            let value = self.moved(it);
            args.push(Arg { kind: ArgKind::Positional, value, moved });
        }
        args
    }

    pub(super) fn call(&mut self, it: &syn::ExprCall) -> LocalId {
        let at = self.start_to_end_call(it);
        let Expr::Path(path) = &*it.func else {
            // What is read from a field is no method: `(self.work)(x)`.
            let (src, callee) = (self.expr(&it.func), self.temp());
            self.push(Op::Copy { dst: callee, src }, at);
            let args = self.arguments(&it.args);
            return self.call_value(callee, args, at);
        };
        if let Some(qself) = &path.qself {
            if let Some(meant) = self.qualified(qself, &path.path) {
                return self.call_meant(&meant, it, at);
            }
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

    /// `<T>::f` and `<T as Trait>::f` are `T::f`.
    fn qualified(&self, qself: &syn::QSelf, path: &syn::Path) -> Option<Meant> {
        let mut names = path_of_type(&qself.ty)?;
        names.extend(path.segments.iter().skip(qself.position).map(|it| name_of(&it.ident)));
        self.resolve(&names)
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
                let args = self.arguments(&it.args);
                if self.is_variant(*class, name) {
                    let items = args.iter().enumerate();
                    let items = items.map(|(nth, it)| (Key::At(Const::Int(nth as i64)), it.value)).collect();
                    return self.variant_of(name, items, at);
                }
                let is_struct = self.project.class(*class).dataclass_fields.is_some();
                if is_struct && &**name == "default" && args.is_empty() {
                    // It is derived: every field has its own default.
                    let callee = self.temp();
                    self.push(Op::Load { dst: callee, def: Def::Class(*class) }, at);
                    return self.call_value(callee, args, at);
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
                "Vec" | "VecDeque" | "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" | "DashMap" | "OnceCell"
                | "OnceLock",
                "new" | "with_capacity" | "default" | "const_new",
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
                if let Some(block) = future.and_then(async_block_in) {
                    return self.run_block(block);
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
        if let Some((_, field)) = self.guarded(target) {
            self.assign(&Expr::Field(field), none);
        }
        dst
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
