//! Lowers the patterns of `match`: which path a case takes and what it captures.

use super::lower::{Binding, Lower};
use super::meaning::constant;
use super::{children, field, fields, span, text_of};
use crate::ir::{BlockId, Const, End, Key, LocalId, Op, Test};
use crate::lang::python::tree::Node;

impl<'t> Lower<'_, 't> {
    /// Tests `subject` against the patterns of one case; binds what they capture on the way to `body`.
    pub(super) fn case_patterns(&mut self, case: Node<'t>, subject: LocalId, body: BlockId, next: BlockId) {
        let patterns: Vec<Node<'t>> =
            children(case).into_iter().filter(|it| it.kind() == "case_pattern").collect();
        if let [one] = patterns.as_slice() {
            self.pattern(*one, subject, body, next);
            return;
        }
        // `case a, b:` is a sequence without brackets.
        let mut at = self.builder.cursor();
        for (index, it) in patterns.iter().enumerate() {
            self.builder.set_cursor(at);
            let element = self.element(subject, Key::At(Const::Int(index as i64)), *it);
            let matched = self.builder.block();
            self.pattern(*it, element, matched, next);
            at = matched;
        }
        self.builder.set_cursor(at);
        self.builder.goto(body, span(case));
    }

    fn element(&mut self, obj: LocalId, key: Key, node: Node<'t>) -> LocalId {
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Item { dst, obj, key }, span(node));
        dst
    }

    /// Leads to `yes` where the pattern matches, else to `no`.
    fn pattern(&mut self, node: Node<'t>, subject: LocalId, yes: BlockId, no: BlockId) {
        let at = span(node);
        match node.kind() {
            "case_pattern" => match children(node).as_slice() {
                [] if text_of(node, self.text) == "_" => self.builder.goto(yes, at),
                [one] => self.pattern(*one, subject, yes, no),
                _ => self.maybe(yes, no, node),
            },
            "dotted_name" if node.named_child_count() == 1 => {
                let name = text_of(node, self.text);
                if name != "_" {
                    self.store_name(name, subject, at);
                }
                self.builder.goto(yes, at);
            }
            "none" | "true" | "false" | "integer" | "string" => {
                let value = constant(node, self.text).unwrap_or(Const::Other);
                let test = if value == Const::None { Test::IsNone } else { Test::Equals(value) };
                let cond = self.builder.temp();
                self.builder.push_quiet(Op::Test { dst: cond, test, operand: subject }, at);
                self.builder.end(End::Branch { cond, then: yes, otherwise: no }, at);
            }
            "as_pattern" => {
                let matched = self.builder.block();
                let parts = children(node);
                let alias = field(node, "alias").or(parts.get(1).copied());
                if let Some(inner) = parts.first() {
                    self.pattern(*inner, subject, matched, no);
                }
                self.builder.set_cursor(matched);
                if let Some(alias) = alias {
                    self.assign(alias, subject);
                }
                self.builder.goto(yes, at);
            }
            "union_pattern" => {
                for it in children(node) {
                    let other = self.builder.block();
                    self.pattern(it, subject, yes, other);
                    self.builder.set_cursor(other);
                }
                self.builder.goto(no, at);
            }
            "tuple_pattern" | "list_pattern" => {
                for (index, it) in children(node).into_iter().enumerate() {
                    self.capture(it, subject, Key::At(Const::Int(index as i64)));
                }
                self.maybe(yes, no, node);
            }
            "dict_pattern" => {
                for (key, value) in fields(node, "key").into_iter().zip(fields(node, "value")) {
                    let key = constant(key, self.text).map_or(Key::Any, Key::At);
                    self.capture(value, subject, key);
                }
                self.maybe(yes, no, node);
            }
            "class_pattern" => {
                for it in children(node).into_iter().skip(1) {
                    self.capture_field(it, subject);
                }
                self.maybe(yes, no, node);
            }
            _ => self.maybe(yes, no, node),
        }
    }

    /// `Point(x=a)` binds the field `x`; positional parts bind something unknown.
    fn capture_field(&mut self, node: Node<'t>, subject: LocalId) {
        let inner = if node.kind() == "case_pattern" {
            children(node).first().copied().unwrap_or(node)
        } else {
            node
        };
        if inner.kind() != "keyword_pattern" {
            self.capture(inner, subject, Key::Any);
            return;
        }
        if let [name, value, ..] = children(inner).as_slice() {
            let dst = self.builder.temp();
            let name = text_of(*name, self.text).into();
            self.builder.push_quiet(Op::Attr { dst, obj: subject, name }, span(inner));
            self.capture_value(*value, dst);
        }
    }

    /// Binds the names below a sub-pattern to an element of the subject.
    fn capture(&mut self, node: Node<'t>, subject: LocalId, key: Key) {
        let element = self.element(subject, key, node);
        self.capture_value(node, element);
    }

    fn capture_value(&mut self, node: Node<'t>, value: LocalId) {
        match node.kind() {
            "case_pattern" => children(node).into_iter().for_each(|it| self.capture_value(it, value)),
            "dotted_name" if node.named_child_count() == 1 => {
                let name = text_of(node, self.text);
                if name != "_" {
                    self.store_name(name, value, span(node));
                }
            }
            "splat_pattern" => {
                if let Some(name) = children(node).first() {
                    self.store_name(text_of(*name, self.text), value, span(node));
                }
            }
            "as_pattern" => {
                let alias = field(node, "alias").or(children(node).get(1).copied());
                alias.into_iter().for_each(|it| self.assign(it, value));
            }
            "tuple_pattern" | "list_pattern" | "union_pattern" => {
                for (index, it) in children(node).into_iter().enumerate() {
                    self.capture(it, value, Key::At(Const::Int(index as i64)));
                }
            }
            "class_pattern" => {
                children(node).into_iter().skip(1).for_each(|it| self.capture_field(it, value));
            }
            _ => {}
        }
    }

    fn maybe(&mut self, yes: BlockId, no: BlockId, node: Node<'t>) {
        self.builder.end(End::Choose(vec![yes, no]), span(node));
    }

    /// Binds a name of the source to a value.
    pub(super) fn store_name(&mut self, name: &str, src: LocalId, at: crate::source::Span) {
        match self.lookup(name) {
            Binding::Local(dst) => self.builder.push_quiet(Op::Copy { dst, src }, at),
            Binding::Root(root) => self.builder.push_quiet(Op::StoreRoot { root, src }, at),
            // `global bt; import bittensor as bt`: the name's meaning is fixed anyway.
            Binding::Def(_) => {}
        }
    }
}
