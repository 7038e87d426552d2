//! Assignments to names, attributes, elements and patterns of them.

use super::lower::Lower;
use super::{children, field, fields, span, text_of};
use crate::ir::{Const, Key, LocalId, Name, Op};
use crate::lang::python::tree::Node;

impl<'t> Lower<'_, 't> {
    pub(super) fn assignment(&mut self, node: Node<'t>) -> LocalId {
        let Some(left) = field(node, "left") else { return self.opaque(&[], span(node)) };
        // A bare annotation binds nothing.
        let Some(right) = field(node, "right") else { return self.opaque(&[], span(node)) };
        let value = self.expr(right);
        self.assign(left, value);
        value
    }

    pub(super) fn augmented(&mut self, node: Node<'t>) -> LocalId {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
            return self.opaque(&[], span(node));
        };
        let old = self.expr(left);
        let new = self.expr(right);
        // `subs += [sub]` extends a container; everything else makes a plain value.
        let is_sequence = matches!(right.kind(), "list" | "tuple" | "list_comprehension" | "expression_list");
        if is_sequence {
            let items = vec![(Key::Spread, old), (Key::Spread, new)];
            let dst = self.builder.temp();
            self.builder.push_quiet(Op::Pack { dst, items }, span(node));
            self.assign(left, dst);
            return dst;
        }
        let dst = self.opaque(&[old, new], span(node));
        self.assign(left, dst);
        dst
    }

    /// Binds a target: a name, an attribute, an element, or several of them.
    pub(super) fn assign(&mut self, target: Node<'t>, src: LocalId) {
        let at = span(target);
        match target.kind() {
            "identifier" => self.store_name(text_of(target, self.text), src, at),
            "attribute" => self.assign_attribute(target, src),
            "subscript" => {
                let Some(value) = field(target, "value") else { return };
                let obj = self.expr(value);
                let key = match fields(target, "subscript").as_slice() {
                    [one] => self.key(*one),
                    _ => Key::Any,
                };
                self.builder.push_quiet(Op::SetItem { obj, key, src }, at);
            }
            "as_pattern_target" | "parenthesized_expression" => {
                children(target).into_iter().for_each(|it| self.assign(it, src));
            }
            "list_splat_pattern" | "list_splat" => {
                children(target).into_iter().for_each(|it| self.assign(it, src));
            }
            "pattern_list" | "tuple_pattern" | "list_pattern" | "tuple" | "list" | "expression_list" => {
                self.unpack(target, src);
            }
            _ => {}
        }
    }

    fn assign_attribute(&mut self, target: Node<'t>, src: LocalId) {
        let (Some(object), Some(name)) = (field(target, "object"), field(target, "attribute")) else {
            return;
        };
        let name: Name = text_of(name, self.text).into();
        if let Some(root) = self.module_variable(object, &name) {
            self.builder.push_quiet(Op::StoreRoot { root, src }, span(target));
            return;
        }
        let obj = self.expr(object);
        self.builder.push_quiet(Op::SetAttr { obj, name, src }, span(target));
    }

    fn unpack(&mut self, target: Node<'t>, src: LocalId) {
        let mut starred = false;
        for (at, it) in children(target).into_iter().enumerate() {
            if it.kind().starts_with("list_splat") {
                starred = true;
                let rest = self.pack(vec![(Key::Spread, src)], span(it));
                self.assign(it, rest);
                continue;
            }
            let key = if starred { Key::Any } else { Key::At(Const::Int(at as i64)) };
            let dst = self.builder.temp();
            self.builder.push_quiet(Op::Item { dst, obj: src, key }, span(it));
            self.assign(it, dst);
        }
    }

    pub(super) fn walrus(&mut self, node: Node<'t>) -> LocalId {
        let (Some(name), Some(value)) = (field(node, "name"), field(node, "value")) else {
            return self.opaque(&[], span(node));
        };
        let src = self.expr(value);
        // Inside a comprehension it binds in the function around.
        let overlay = std::mem::take(&mut self.overlay);
        self.store_name(text_of(name, self.text), src, span(name));
        self.overlay = overlay;
        src
    }
}
