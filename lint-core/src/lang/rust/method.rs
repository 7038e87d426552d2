//! Lowers method calls: those of `Option`, `Result`, locks and iterators say where a connection goes.

use syn::Expr;

use super::lower::{Lower, Named};
use super::types::name_of;
use crate::crates::Meant;
use crate::ir::{Arg, ArgKind, Const, Def, End, Key, LocalId, LocalKind, Name, Op, Test};
use crate::source::Span;

/// Methods that give what they are called on, or the same thing under another name.
fn is_transparent(name: &str) -> bool {
    matches!(
        name,
        "clone"
            | "to_owned"
            | "as_ref"
            | "as_mut"
            | "as_deref"
            | "as_deref_mut"
            | "ok"
            | "context"
            | "with_context"
            | "wrap_err"
            | "map_err"
            | "inspect_err"
            | "ok_or"
            | "ok_or_else"
            | "boxed"
            | "into"
            | "by_ref"
            | "instrument"
            | "cloned"
            | "copied"
            | "iter"
            | "iter_mut"
            | "into_iter"
            | "drain"
            | "values"
            | "values_mut"
            | "into_values"
            | "rev"
            | "enumerate"
            | "skip"
            | "step_by"
            | "into_boxed_slice"
            | "fuse"
            | "peekable"
            | "collect"
            | "downgrade"
            | "upgrade"
    )
}

/// Methods that lend what a lock or cell holds.
pub(super) fn is_guard(name: &str) -> bool {
    matches!(
        name,
        "lock"
            | "read"
            | "write"
            | "borrow"
            | "borrow_mut"
            | "get_mut"
            | "into_inner"
            | "load"
            | "deref"
            | "deref_mut"
            | "blocking_lock"
            | "try_lock"
            | "load_full"
    )
}

impl Lower<'_> {
    pub(super) fn method_call(&mut self, it: &syn::ExprMethodCall) -> LocalId {
        let name = name_of(&it.method);
        let at = self.text.span(it.method.span());
        if let Some(path) = self.known_method(it, &name) {
            return self.call_known(it, &path);
        }
        if let Some(value) = self.static_method(it, &name, at) {
            return value;
        }
        match (&*name, it.args.len()) {
            ("take", 0) => return self.take_out(&it.receiver, at),
            ("replace", 1) if is_place(&it.receiver) => return self.replace(it, at),
            ("get_or_init" | "get_or_try_init", 1) if self.is_initialiser(&it.args[0]) => {
                return self.get_or_init(it, at);
            }
            ("block_on", 1) => {
                self.expr(&it.receiver);
                return self.awaited_value(&it.args[0]);
            }
            _ => {}
        }
        let moves = matches!(
            &*name,
            "unwrap"
                | "expect"
                | "map"
                | "and_then"
                | "map_err"
                | "context"
                | "into_iter"
                | "into"
                | "unwrap_or"
                | "unwrap_or_else"
                | "ok"
                | "ok_or"
                | "ok_or_else"
                | "into_inner"
                | "or_else"
        );
        // Of a string it would be `split(pattern)`.
        let halves = matches!((&*name, it.args.len()), ("split", 0) | ("reunite", 1));
        let receiver = if moves || halves { self.moved(&it.receiver) } else { self.expr(&it.receiver) };
        self.method_of(it, &name, receiver, at)
    }

    fn method_of(&mut self, it: &syn::ExprMethodCall, name: &Name, receiver: LocalId, at: Span) -> LocalId {
        let closure = match it.args.last() {
            Some(Expr::Closure(closure)) => Some(closure),
            _ => None,
        };
        match (&**name, closure) {
            ("unwrap" | "expect", _) => {
                let (bad, good) = self.split(receiver, at);
                self.set_cursor(bad);
                self.panic(vec![], at);
                self.set_cursor(good);
                self.push(Op::TakeOut { local: receiver }, at);
                receiver
            }
            ("is_some" | "is_ok", _) => self.test_value(Test::IsNotNone, receiver, at),
            ("is_none" | "is_err", _) => self.test_value(Test::IsNone, receiver, at),
            ("unwrap_err" | "expect_err", _) => {
                // Whoever wants the error expects that nothing was opened.
                let (none, some) = self.split(receiver, at);
                self.set_cursor(some);
                self.push(Op::Believe { local: receiver }, at);
                self.panic(vec![], at);
                self.set_cursor(none);
                self.opaque(at)
            }
            ("err", _) => {
                self.look_at(receiver, at);
                self.opaque(at)
            }
            ("unwrap_or" | "unwrap_or_default" | "unwrap_or_else" | "or" | "or_else", _) => {
                self.alternative(it, receiver, at)
            }
            (
                "map" | "and_then" | "for_each" | "filter_map" | "flat_map" | "then" | "try_for_each",
                Some(closure),
            ) if is_iterator(&it.receiver) => self.each_element(closure, receiver, at),
            ("map" | "and_then" | "inspect" | "is_some_and" | "is_ok_and", Some(closure)) => {
                self.combine(closure, receiver, name, at)
            }
            ("next" | "nth" | "find" | "last" | "min_by" | "min_by_key" | "max_by" | "max_by_key", _)
                if is_iterator(&it.receiver) =>
            {
                for it in &it.args {
                    self.expr(it);
                }
                let dst = self.temp();
                self.push(Op::Item { dst, obj: receiver, key: Key::Any }, at);
                dst
            }
            (name, _) if is_transparent(name) => {
                if name == "clone" {
                    self.look_at(receiver, at);
                }
                for it in &it.args {
                    self.expr(it);
                }
                receiver
            }
            _ => {
                let callee = self.temp();
                let name = self.sent_by(it, name).unwrap_or_else(|| name.clone());
                self.push(Op::Attr { dst: callee, obj: receiver, name }, at);
                let args = self.arguments(&it.args);
                let end = self.text.span(it.paren_token.span.close()).end;
                let span = Span { start: self.start_of(&it.receiver), end };
                self.call_value(callee, args, span)
            }
        }
    }

    /// The last name of a message that a profile knows: `stream.send(Message::Close(None))` is the method `Close`.
    fn sent_by(&mut self, it: &syn::ExprMethodCall, name: &str) -> Option<Name> {
        let Some(Expr::Call(message)) = it.args.first().filter(|_| name == "send") else { return None };
        let Expr::Path(path) = &*message.func else { return None };
        let Some(Named::Meant(Meant::Def(Def::External(path)))) = self.named(&path.path) else { return None };
        let is_known = self.project.is_known(&path);
        path.rsplit('.').next().filter(|_| is_known).map(Name::from)
    }

    fn test_value(&mut self, test: Test, operand: LocalId, at: Span) -> LocalId {
        self.look_at(operand, at);
        let dst = self.temp();
        self.push(Op::Test { dst, test, operand }, at);
        dst
    }

    /// `x.unwrap_or_else(|e| …)`: something else where nothing is there.
    fn alternative(&mut self, it: &syn::ExprMethodCall, receiver: LocalId, at: Span) -> LocalId {
        let result = self.temp();
        let after = self.block();
        let (bad, good) = self.split(receiver, at);
        self.set_cursor(good);
        self.push(Op::Copy { dst: result, src: receiver }, at);
        self.goto(after, at);
        self.set_cursor(bad);
        let other = match it.args.first() {
            Some(Expr::Closure(closure)) => self.closure_in_place(closure, &[]),
            Some(other) => self.moved(other),
            None => self.opaque(at),
        };
        self.push(Op::Copy { dst: result, src: other }, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// `x.map(|c| …)`, where something is there.
    fn combine(&mut self, closure: &syn::ExprClosure, receiver: LocalId, name: &str, at: Span) -> LocalId {
        let result = self.temp();
        let after = self.block();
        let (bad, good) = self.split(receiver, at);
        self.set_cursor(good);
        let value = self.closure_in_place(closure, &[receiver]);
        let src = if name == "inspect" { receiver } else { value };
        self.push(Op::Copy { dst: result, src }, at);
        self.goto(after, at);
        self.set_cursor(bad);
        self.push(Op::Const { dst: result, value: Const::None }, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// `list.iter().map(|x| …)`: the closure runs for every element, and its values are in a container.
    fn each_element(&mut self, closure: &syn::ExprClosure, receiver: LocalId, at: Span) -> LocalId {
        let result = self.builder().local(None, LocalKind::Hidden);
        self.push(Op::Pack { dst: result, items: vec![] }, at);
        let first = self.open_scope(None);
        let iter = self.hidden();
        self.push(Op::Iterate { dst: iter, src: receiver }, at);
        let (head, body, done) = (self.block(), self.block(), self.block());
        self.goto(head, at);
        self.set_cursor(head);
        let value = self.temp();
        self.builder().end(End::Next { iter, dst: value, body, done }, at);
        self.set_cursor(body);
        let src = self.closure_in_place(closure, &[value]);
        self.push(Op::SetItem { obj: result, key: Key::Any, src }, at);
        self.goto(head, at);
        self.set_cursor(done);
        self.close_scope(first, at);
        let dst = self.temp();
        self.push(Op::Copy { dst, src: result }, at);
        dst
    }

    fn replace(&mut self, it: &syn::ExprMethodCall, at: Span) -> LocalId {
        let new = self.moved(&it.args[0]);
        let place = self.expr(&it.receiver);
        let dst = self.temp();
        self.push(Op::Copy { dst, src: place }, at);
        let none = self.constant(Const::None, at);
        self.assign(&it.receiver, none);
        self.assign(&it.receiver, new);
        dst
    }

    /// A method that a profile knows by the type of what it is called on: `WsClientBuilder::build`.
    fn known_method(&mut self, it: &syn::ExprMethodCall, name: &Name) -> Option<Name> {
        if !self.project.is_known_method(name) {
            return None;
        }
        let ty = self.static_type(&it.receiver)?;
        let path = format!("{ty}.{name}");
        self.project.is_known(&path).then(|| path.into())
    }

    fn call_known(&mut self, it: &syn::ExprMethodCall, path: &Name) -> LocalId {
        let end = self.text.span(it.paren_token.span.close()).end;
        let span = Span { start: self.start_of(&it.receiver), end };
        self.expr(&it.receiver);
        let callee = self.temp();
        self.push(Op::Load { dst: callee, def: Def::External(path.clone()) }, span);
        let args = self.arguments(&it.args);
        self.call_value(callee, args, span)
    }

    /// What is put into a static lives as long as the process: `API.set(client)`, `API.get_or_init(…)`.
    fn static_method(&mut self, it: &syn::ExprMethodCall, name: &Name, at: Span) -> Option<LocalId> {
        let Expr::Path(path) = &*it.receiver else { return None };
        let Some(Named::Root(root @ crate::ir::Root::Global(..))) = self.named(&path.path) else {
            return None;
        };
        let value = match (&**name, it.args.first()?) {
            ("get_or_init" | "get_or_try_init" | "init", init) => {
                let value = self.initial_value(init, at);
                self.question_free(value, at)
            }
            ("with" | "with_borrow" | "with_borrow_mut", Expr::Closure(closure)) => {
                return Some(self.with_static(closure, &root, at));
            }
            ("set" | "swap" | "store" | "replace" | "insert" | "push", value) => self.moved(value),
            _ => return None,
        };
        self.push(Op::StoreRoot { root: root.clone(), src: value }, at);
        let callee = self.opaque(at);
        let args = vec![Arg { kind: ArgKind::Positional, value, moved: false }];
        self.call_value(callee, args, at);
        Some(if &**name == "set" { self.opaque(at) } else { value })
    }

    /// Whether a cell can be filled with what it gives: a closure, or a function by its name.
    fn is_initialiser(&mut self, it: &Expr) -> bool {
        match it {
            Expr::Closure(_) => true,
            Expr::Path(it) => !matches!(self.named(&it.path), Some(Named::Local(_) | Named::Root(_))),
            _ => false,
        }
    }

    /// What the function or closure gives that a cell is filled with, awaited if it is a future.
    fn initial_value(&mut self, init: &Expr, at: Span) -> LocalId {
        let src = match init {
            Expr::Closure(closure) => self.closure_in_place(closure, &[]),
            init => {
                let callee = self.expr(init);
                let at = self.start_to_end(init);
                self.call_value(callee, vec![], at)
            }
        };
        let dst = self.temp();
        self.push(Op::Await { dst, src }, at);
        dst
    }

    /// `self.cell.get_or_init(…)`: what the cell holds, or what it is filled with now.
    fn get_or_init(&mut self, it: &syn::ExprMethodCall, at: Span) -> LocalId {
        let result = self.temp();
        let cell = self.expr(&it.receiver);
        let (full, empty, after) = (self.block(), self.block(), self.block());
        self.builder().end(End::Choose(vec![full, empty]), at);
        self.set_cursor(full);
        self.push(Op::Item { dst: result, obj: cell, key: Key::Any }, at);
        self.goto(after, at);
        self.set_cursor(empty);
        let value = self.initial_value(&it.args[0], at);
        let (failed, good) = self.split(value, at);
        self.set_cursor(good);
        self.push(Op::SetItem { obj: cell, key: Key::Any, src: value }, at);
        self.push(Op::Copy { dst: result, src: value }, at);
        self.goto(after, at);
        self.set_cursor(failed);
        self.push(Op::Const { dst: result, value: Const::None }, at);
        self.goto(after, at);
        self.set_cursor(after);
        result
    }

    /// `LOCAL.with(|it| …)`: in the closure the static has another name.
    fn with_static(&mut self, closure: &syn::ExprClosure, root: &crate::ir::Root, at: Span) -> LocalId {
        let value = self.load_root(root.clone(), at);
        self.in_place(at, |this| {
            for pattern in &closure.inputs {
                match pattern {
                    syn::Pat::Ident(it) => {
                        let local = this.declare(&name_of(&it.ident));
                        this.push(Op::Copy { dst: local, src: value }, at);
                        this.frame().statics.insert(local, root.clone());
                    }
                    pattern => this.bind(pattern, value),
                }
            }
            this.moved(&closure.body)
        })
    }

    /// The value of an initialiser that may fail: the static is only set where it does not.
    fn question_free(&mut self, value: LocalId, at: Span) -> LocalId {
        let (bad, good) = self.split(value, at);
        self.set_cursor(bad);
        self.goto(good, at);
        self.set_cursor(good);
        value
    }
}

fn is_place(it: &Expr) -> bool {
    matches!(it, Expr::Path(_) | Expr::Field(_))
}

/// Whether a chain of methods surely runs over several elements.
fn is_iterator(it: &Expr) -> bool {
    match it {
        Expr::MethodCall(it) => {
            let name = it.method.to_string();
            matches!(
                name.as_str(),
                "iter"
                    | "iter_mut"
                    | "into_iter"
                    | "drain"
                    | "values"
                    | "values_mut"
                    | "into_values"
                    | "keys"
                    | "chars"
                    | "lines"
                    | "split"
                    | "enumerate"
                    | "zip"
                    | "rev"
                    | "filter"
                    | "skip"
                    | "chunks"
            ) || is_iterator(&it.receiver)
        }
        Expr::Range(_) => true,
        Expr::Paren(it) => is_iterator(&it.expr),
        _ => false,
    }
}
