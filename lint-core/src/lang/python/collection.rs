//! Displays and comprehensions.

use std::collections::HashMap;

use super::lower::Lower;
use super::{children, field, span, text_of};
use crate::ir::{Const, Key, LocalId, LocalKind, Name, Op};
use crate::lang::python::tree::Node;
use crate::source::Span;

impl<'t> Lower<'_, 't> {
    pub(super) fn sequence(&mut self, node: Node<'t>) -> LocalId {
        let mut items = vec![];
        let mut exact = true;
        for (at, it) in children(node).into_iter().enumerate() {
            if matches!(it.kind(), "list_splat" | "list_splat_pattern") {
                exact = false;
                let inner = children(it).first().copied().unwrap_or(it);
                items.push((Key::Spread, self.expr(inner)));
            } else {
                let key =
                    if exact && node.kind() != "set" { Key::At(Const::Int(at as i64)) } else { Key::Any };
                items.push((key, self.expr(it)));
            }
        }
        self.pack(items, span(node))
    }

    pub(super) fn pack(&mut self, items: Vec<(Key, LocalId)>, at: Span) -> LocalId {
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Pack { dst, items }, at);
        dst
    }

    pub(super) fn dictionary(&mut self, node: Node<'t>) -> LocalId {
        let mut items = vec![];
        for it in children(node) {
            match (field(it, "key"), field(it, "value")) {
                (Some(key), Some(value)) => {
                    let key = self.key(key);
                    items.push((key, self.expr(value)));
                }
                _ => {
                    let inner = children(it).first().copied().unwrap_or(it);
                    items.push((Key::Spread, self.expr(inner)));
                }
            }
        }
        self.pack(items, span(node))
    }

    /// A comprehension is the loop it abbreviates; a generator expression is read as if it ran at once.
    pub(super) fn comprehension(&mut self, node: Node<'t>) -> LocalId {
        let result = self.builder.local(None, LocalKind::Hidden);
        self.builder.push_quiet(Op::Pack { dst: result, items: vec![] }, span(node));
        let clauses: Vec<Node<'t>> =
            children(node).into_iter().filter(|it| it.kind().ends_with("_clause")).collect();
        self.overlay.push(HashMap::new());
        if let Some(body) = field(node, "body") {
            self.clauses(&clauses, body, result);
        }
        self.overlay.pop();
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Copy { dst, src: result }, span(node));
        self.builder.push_quiet(Op::Unbind { local: result }, span(node));
        dst
    }

    pub(super) fn clauses(&mut self, clauses: &[Node<'t>], body: Node<'t>, result: LocalId) {
        let Some((clause, rest)) = clauses.split_first() else {
            let element = if body.kind() == "pair" { field(body, "value").unwrap_or(body) } else { body };
            if body.kind() == "pair" {
                field(body, "key").into_iter().for_each(|it| {
                    self.expr(it);
                });
            }
            let src = self.expr(element);
            self.builder.push_quiet(Op::SetItem { obj: result, key: Key::Any, src }, span(element));
            return;
        };
        let after = self.builder.block();
        if clause.kind() == "if_clause" {
            let Some(condition) = children(*clause).first().copied() else { return };
            let more = self.builder.block();
            self.branch(condition, more, after);
            self.builder.set_cursor(more);
            self.clauses(rest, body, result);
            self.builder.goto(after, span(*clause));
            self.builder.set_cursor(after);
            return;
        }
        let (Some(left), Some(right)) = (field(*clause, "left"), field(*clause, "right")) else { return };
        let src = self.expr(right);
        let iter = self.builder.local(None, LocalKind::Hidden);
        self.builder.push_quiet(Op::Iterate { dst: iter, src }, span(right));
        let (head, value) = self.next(iter, after, span(left));
        self.bind_overlay(left);
        self.assign(left, value);
        self.clauses(rest, body, result);
        self.builder.goto(head, span(*clause));
        self.builder.set_cursor(after);
        self.builder.push_quiet(Op::Unbind { local: iter }, span(right));
    }

    /// The variables of a comprehension are its own.
    fn bind_overlay(&mut self, target: Node<'t>) {
        if target.kind() == "identifier" {
            let name: Name = text_of(target, self.text).into();
            let local = self.builder.local(Some(name.clone()), LocalKind::Named);
            self.overlay.last_mut().expect("pushed by the comprehension").insert(name, local);
        } else if !matches!(target.kind(), "attribute" | "subscript") {
            children(target).into_iter().for_each(|it| self.bind_overlay(it));
        }
    }
}
