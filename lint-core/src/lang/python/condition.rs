//! Conditions: short circuits, comparisons, and tests whether a name is bound.

use super::expr::has_interpolation;
use super::lower::{Binding, Lower};
use super::meaning::constant;
use super::{MAX_DEPTH, children, field, span, text_of};
use crate::ir::{Arg, ArgKind, BlockId, Const, Def, End, LocalId, Op, Test};
use crate::lang::python::tree::Node;
use crate::source::Span;

impl<'t> Lower<'_, 't> {
    pub(super) fn conditional(&mut self, node: Node<'t>) -> LocalId {
        let [then, condition, otherwise] = children(node)[..] else { return self.opaque(&[], span(node)) };
        let (yes, no, after) = (self.builder.block(), self.builder.block(), self.builder.block());
        let dst = self.builder.temp();
        self.branch(condition, yes, no);
        for (block, value) in [(yes, then), (no, otherwise)] {
            self.builder.set_cursor(block);
            let src = self.expr(value);
            self.builder.push_quiet(Op::Copy { dst, src }, span(value));
            self.builder.goto(after, span(node));
        }
        self.builder.set_cursor(after);
        dst
    }

    /// `a or b` has the value of the operand that decides.
    pub(super) fn boolean(&mut self, node: Node<'t>) -> LocalId {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
            return self.opaque(&[], span(node));
        };
        let (more, after) = (self.builder.block(), self.builder.block());
        let dst = self.builder.temp();
        let src = self.expr(left);
        self.builder.push_quiet(Op::Copy { dst, src }, span(left));
        let end = if is_or(node, self.text) {
            End::Branch { cond: src, then: after, otherwise: more }
        } else {
            End::Branch { cond: src, then: more, otherwise: after }
        };
        self.builder.end(end, span(left));
        self.builder.set_cursor(more);
        let src = self.expr(right);
        self.builder.push_quiet(Op::Copy { dst, src }, span(right));
        self.builder.goto(after, span(node));
        self.builder.set_cursor(after);
        dst
    }

    /// Branches on a condition, its `and`, `or` and `not` taken apart.
    pub(super) fn branch(&mut self, condition: Node<'t>, then: BlockId, otherwise: BlockId) {
        let inner = children(condition);
        match condition.kind() {
            "parenthesized_expression" if inner.len() == 1 && self.depth < MAX_DEPTH => {
                self.depth += 1;
                self.branch(inner[0], then, otherwise);
                self.depth -= 1;
            }
            "not_operator" if inner.len() == 1 && self.depth < MAX_DEPTH => {
                self.depth += 1;
                self.branch(inner[0], otherwise, then);
                self.depth -= 1;
            }
            "boolean_operator" if self.depth < MAX_DEPTH => {
                let (Some(left), Some(right)) = (field(condition, "left"), field(condition, "right")) else {
                    return;
                };
                self.depth += 1;
                let more = self.builder.block();
                if is_or(condition, self.text) {
                    self.branch(left, then, more);
                } else {
                    self.branch(left, more, otherwise);
                }
                self.builder.set_cursor(more);
                self.branch(right, then, otherwise);
                self.depth -= 1;
            }
            _ => {
                let cond = self.expr(condition);
                self.builder.end(End::Branch { cond, then, otherwise }, span(condition));
            }
        }
    }

    /// `not x` and comparisons as values.
    pub(super) fn test_value(&mut self, node: Node<'t>) -> LocalId {
        let at = span(node);
        let parts = children(node);
        if node.kind() == "not_operator" {
            let Some(inner) = parts.first() else { return self.opaque(&[], at) };
            let operand = self.expr(*inner);
            let dst = self.builder.temp();
            self.builder.push_quiet(Op::Test { dst, test: Test::Not, operand }, at);
            return dst;
        }
        let [left, right] = parts[..] else {
            // A chain of comparisons: its parts run, its outcome is not followed.
            let parts: Vec<LocalId> = parts.into_iter().map(|it| self.expr(it)).collect();
            return self.opaque(&parts, at);
        };
        let operator = node.field("operators").map_or("", |it| text_of(it, self.text)).to_owned();
        if let Some(bound) = self.in_locals(left, right, &operator, at) {
            return bound;
        }
        if let Some(has) = self.in_attributes(left, right, &operator, at) {
            return has;
        }
        self.comparison(left, right, &operator, at)
    }

    pub(super) fn comparison(
        &mut self,
        left: Node<'t>,
        right: Node<'t>,
        operator: &str,
        at: Span,
    ) -> LocalId {
        let (left, right) = if constant(left, self.text).is_some() { (right, left) } else { (left, right) };
        let positive = match operator {
            "is" | "==" => true,
            "is not" | "!=" | "<>" => false,
            _ => {
                let parts = [self.expr(left), self.expr(right)];
                return self.opaque(&parts, at);
            }
        };
        let operand = self.expr(left);
        let test = match constant(right, self.text).filter(|_| !has_interpolation(right)) {
            Some(Const::None) if positive => Test::IsNone,
            Some(Const::None) => Test::IsNotNone,
            Some(value) if positive => Test::Equals(value),
            Some(value) => Test::Differs(value),
            None => {
                let right = self.expr(right);
                if positive { Test::Same(right) } else { Test::NotSame(right) }
            }
        };
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Test { dst, test, operand }, at);
        dst
    }

    /// `"sub" in locals()`: asks whether the variable is bound.
    fn in_locals(&mut self, left: Node<'t>, right: Node<'t>, operator: &str, at: Span) -> Option<LocalId> {
        let name = self.string_value(left)?;
        let place = text_of(right, self.text);
        let asks =
            matches!(place, "locals()" | "vars()" | "dir()") || (place == "globals()" && self.is_module());
        if !asks || !matches!(operator, "in" | "not in") {
            return None;
        }
        let positive = operator == "in";
        Some(self.bound_test(name, positive, at))
    }

    /// `"sub" in vars(self)` and `"sub" in self.__dict__` ask what `hasattr(self, "sub")` does.
    fn in_attributes(
        &mut self,
        left: Node<'t>,
        right: Node<'t>,
        operator: &str,
        at: Span,
    ) -> Option<LocalId> {
        let name = self.string_value(left)?;
        let object = match right.kind() {
            "attribute" if text_of(field(right, "attribute")?, self.text) == "__dict__" => {
                field(right, "object")?
            }
            "call" if text_of(field(right, "function")?, self.text) == "vars" => {
                *children(field(right, "arguments")?).first()?
            }
            _ => return None,
        };
        if !matches!(operator, "in" | "not in") {
            return None;
        }
        let callee = self.builder.temp();
        let def = Def::External("builtins.hasattr".into());
        self.builder.push_quiet(Op::Load { dst: callee, def }, at);
        let values = [self.expr(object), self.constant(Const::Str(name.into()), span(left))];
        let args = values.map(|value| Arg { kind: ArgKind::Positional, value, moved: false }).to_vec();
        let has = self.builder.temp();
        self.builder.push_quiet(Op::Call { dst: has, callee, args }, at);
        if operator == "in" {
            return Some(has);
        }
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Test { dst, test: Test::Not, operand: has }, at);
        Some(dst)
    }

    /// `locals().get("sub")` is the variable, or None.
    pub(super) fn is_bound_test(&mut self, call: Node<'t>) -> Option<LocalId> {
        let function = field(call, "function")?;
        if !matches!(text_of(function, self.text), "locals().get" | "vars().get") {
            return None;
        }
        let name = self.string_value(*children(field(call, "arguments")?).first()?)?;
        let at = span(call);
        let (bound, unbound, after) = (self.builder.block(), self.builder.block(), self.builder.block());
        let dst = self.builder.temp();
        let cond = self.bound_test(name, true, at);
        self.builder.end(End::Branch { cond, then: bound, otherwise: unbound }, at);
        self.builder.set_cursor(bound);
        let src = self.read_name(name, at);
        self.builder.push_quiet(Op::Copy { dst, src }, at);
        self.builder.goto(after, at);
        self.builder.set_cursor(unbound);
        self.builder.push_quiet(Op::Const { dst, value: Const::None }, at);
        self.builder.goto(after, at);
        self.builder.set_cursor(after);
        Some(dst)
    }

    fn bound_test(&mut self, name: &str, positive: bool, at: Span) -> LocalId {
        let Binding::Local(operand) = self.lookup(name) else { return self.opaque(&[], at) };
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Test { dst, test: Test::IsBound, operand }, at);
        if positive {
            return dst;
        }
        let negated = self.builder.temp();
        self.builder.push_quiet(Op::Test { dst: negated, test: Test::Not, operand: dst }, at);
        negated
    }

    /// `if <names sub>: sub.close()`: where the condition cannot be evaluated, its author is believed.
    pub(super) fn believe_guard(&mut self, condition: Node<'t>, body: Option<Node<'t>>) {
        for closed in body.map(|it| closed_objects(it, self.text)).unwrap_or_default() {
            let name = text_of(closed, self.text);
            if mentions_opaquely(condition, name, self.text) || asks_for_item(condition, closed, self.text) {
                let local = self.expr(closed);
                self.builder.push_quiet(Op::Believe { local }, span(condition));
            }
        }
    }
}

/// Sub-expressions of a node without a meaning of its own, through f-strings and their format specifiers.
pub(super) fn operands(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = vec![];
    let mut todo = vec![node];
    while let Some(it) = todo.pop() {
        for child in children(it).into_iter().rev() {
            match child.kind() {
                "string_start" | "string_content" | "string_end" | "escape_sequence" | "type_conversion" => {}
                "interpolation" | "format_specifier" | "format_expression" => todo.push(child),
                "string" if it.kind() == "concatenated_string" => todo.push(child),
                _ => found.push(child),
            }
        }
    }
    found.sort_by_key(|it| it.start_byte());
    found
}

fn is_or(node: Node<'_>, text: &str) -> bool {
    field(node, "operator").is_some_and(|it| text_of(it, text) == "or")
}

/// The objects whose closing method is called directly in a block.
fn closed_objects<'t>(block: Node<'t>, text: &str) -> Vec<Node<'t>> {
    let mut found = vec![];
    for statement in children(block) {
        let mut todo = vec![statement];
        while let Some(it) = todo.pop() {
            if it.kind() == "call"
                && let Some(function) = field(it, "function").filter(|it| it.kind() == "attribute")
                && field(function, "attribute").is_some_and(|it| text_of(it, text).contains("close"))
                && let Some(object) = field(function, "object")
            {
                found.push(object);
            }
            if matches!(
                it.kind(),
                "expression_statement"
                    | "await"
                    | "call"
                    | "argument_list"
                    | "try_statement"
                    | "block"
                    | "with_statement"
            ) {
                todo.extend(children(it));
            }
        }
    }
    found
}

/// Whether a condition speaks of the dotted name in a way that cannot be evaluated:
/// not as the whole operand of `not`, `and`, `or` or a comparison with None.
fn mentions_opaquely(node: Node<'_>, name: &str, text: &str) -> bool {
    let mut todo = vec![node];
    while let Some(it) = todo.pop() {
        let is_named =
            |it: &Node<'_>| matches!(it.kind(), "identifier" | "attribute") && text_of(*it, text) == name;
        let parts = children(it);
        let is_plain = match it.kind() {
            "not_operator" | "boolean_operator" | "parenthesized_expression" => true,
            "comparison_operator" => parts.iter().any(|it| it.kind() == "none"),
            _ => false,
        };
        if !is_plain && !is_request(it, text) && parts.iter().any(is_named) {
            return true;
        }
        todo.extend(parts);
    }
    false
}

/// Whether a condition is `key in container` for the item `container[key]`.
fn asks_for_item(condition: Node<'_>, item: Node<'_>, text: &str) -> bool {
    let (Some(container), Some(key)) = (field(item, "value"), field(item, "subscript")) else { return false };
    let asked = match children(condition).as_slice() {
        [left, right] if condition.kind() == "comparison_operator" => {
            text_of(*left, text) == text_of(key, text) && text_of(*right, text) == text_of(container, text)
        }
        _ => false,
    };
    let operator = condition.field("operators").map(|it| text_of(it, text));
    asked && item.kind() == "subscript" && operator == Some("in")
}

/// Whether the node is the method of a call that asks the connection for data, not about itself.
fn is_request(node: Node<'_>, text: &str) -> bool {
    if node.parent().is_none_or(|it| it.kind() != "call" || field(it, "function") != Some(node)) {
        return false;
    }
    let method = field(node, "attribute").map_or("", |it| text_of(it, text));
    let about_itself = ["connect", "open", "close", "alive", "active", "ready", "running", "healthy"];
    !about_itself.iter().any(|it| method.contains(it))
}
