//! `try` and `with`: what protects the statements in them.

use super::expr::is_suppress;
use super::lower::Lower;
use super::stmt::end_of;
use super::{children, field, fields, is_async, span, text_of};
use crate::ir::{BlockId, End, LocalKind, Op, ScopeStyle, Swallows};
use crate::lang::python::tree::Node;
use crate::source::Span;

impl<'t> Lower<'_, 't> {
    pub(super) fn try_statement(&mut self, node: Node<'t>) {
        let parts = children(node);
        let clauses = |kinds: &[&str]| {
            parts.iter().copied().filter(|it| kinds.contains(&it.kind())).collect::<Vec<_>>()
        };
        let handlers = clauses(&["except_clause", "except_group_clause"]);
        let finally = clauses(&["finally_clause"]).first().copied();
        let after = self.builder.block();
        if finally.is_some() {
            self.builder.push_finally();
        }
        let end = end_of(span(node));
        let inner_after = self.builder.block();
        let pad = self.builder.block();
        if !handlers.is_empty() {
            let takes_base = handlers.iter().any(|it| catches_base(*it, self.text));
            self.builder.push_try(pad, takes_base);
        }
        if let Some(body) = field(node, "body") {
            self.statements(body);
        }
        if !handlers.is_empty() {
            self.builder.pop_try();
        }
        if let Some(clause) = clauses(&["else_clause"]).first() {
            self.else_body(*clause);
        }
        self.builder.goto(inner_after, end);
        if !handlers.is_empty() {
            self.handlers(&handlers, pad, inner_after);
        }
        self.builder.set_cursor(inner_after);
        if let Some(clause) = finally {
            let finally = self.builder.pop_finally(after, end);
            if let Some(body) = children(clause).into_iter().find(|it| it.kind() == "block") {
                self.statements(body);
            }
            self.builder.end_finally(finally, Swallows::Nothing, end);
        } else {
            self.builder.goto(after, end);
        }
        self.builder.set_cursor(after);
    }

    /// Any exception may reach any handler; one that none catches goes on outwards.
    pub(super) fn handlers(&mut self, handlers: &[Node<'t>], pad: BlockId, after: BlockId) {
        let mut entries: Vec<BlockId> = handlers.iter().map(|_| self.builder.block()).collect();
        let starts = entries.clone();
        self.builder.set_cursor(pad);
        if !handlers.iter().any(|it| catches_everything(*it, self.text)) {
            let outward = self.builder.raise_target();
            entries.push(outward);
        } else if !handlers.iter().any(|it| catches_base(*it, self.text)) {
            entries.extend(self.builder.base_target());
        }
        self.builder.end(End::Choose(entries), Span::default());
        for (clause, start) in handlers.iter().zip(starts) {
            self.builder.set_cursor(start);
            self.handler(*clause);
            self.builder.goto(after, end_of(span(*clause)));
        }
    }

    pub(super) fn handler(&mut self, clause: Node<'t>) {
        self.builder.push_quiet(Op::EndStatement, span(clause));
        let value = self.opaque(&[], span(clause));
        let alias = field(clause, "alias").or_else(|| {
            let value = children(clause).into_iter().find(|it| it.kind() == "as_pattern")?;
            field(value, "alias")
        });
        if let Some(alias) = alias {
            self.assign(alias, value);
        }
        if let Some(body) = children(clause).into_iter().find(|it| it.kind() == "block") {
            self.statements(body);
        }
    }

    pub(super) fn with_statement(&mut self, node: Node<'t>) {
        let style = if is_async(node) { ScopeStyle::AsyncWith } else { ScopeStyle::With };
        let clause = children(node).into_iter().find(|it| it.kind() == "with_clause");
        let mut items: Vec<Node<'t>> = clause.map(children).unwrap_or_default();
        // `with (a as x, b as y):` may come as one parenthesised tuple.
        if let [only] = items.as_slice()
            && let Some(tuple) = field(*only, "value").filter(|it| it.kind() == "tuple")
            && children(tuple).iter().any(|it| it.kind() == "as_pattern")
        {
            items = children(tuple);
        }
        self.with_items(node, &items, style);
    }

    /// Enters the first item and wraps the rest, the body innermost.
    fn with_items(&mut self, node: Node<'t>, items: &[Node<'t>], style: ScopeStyle) {
        let Some((item, rest)) = items.split_first() else {
            if let Some(body) = field(node, "body") {
                self.statements(body);
            }
            return;
        };
        let value = field(*item, "value").unwrap_or(*item);
        let (manager, target) = match value.kind() {
            "as_pattern" => (children(value).first().copied().unwrap_or(value), field(value, "alias")),
            _ => (value, None),
        };
        let src = self.expr(manager);
        let held = self.builder.local(None, LocalKind::Hidden);
        self.builder.push_quiet(Op::Copy { dst: held, src }, span(manager));
        let entered = self.builder.temp();
        let enter = Op::Enter { dst: entered, manager: held, style };
        if field(manager, "function").is_some_and(|it| is_suppress(it, self.text)) {
            self.builder.push_quiet(enter, span(manager));
        } else {
            self.builder.push(enter, span(manager));
        }
        let after = self.builder.block();
        let swallows = swallows(manager, after, self.text);
        self.builder.push_finally();
        if let Some(target) = target {
            self.assign(target, entered);
        }
        self.builder.push_quiet(Op::EndStatement, span(manager));
        self.with_items(node, rest, style);
        let finally = self.builder.pop_finally(after, end_of(span(node)));
        self.builder.push_quiet(Op::Exit { manager: held, style }, span(manager));
        self.builder.push_quiet(Op::Unbind { local: held }, span(manager));
        self.builder.end_finally(finally, swallows, end_of(span(node)));
        self.builder.set_cursor(after);
    }
}

/// The exception types that a handler names.
fn handler_types<'a>(clause: Node<'_>, text: &'a str) -> Vec<&'a str> {
    let value = fields(clause, "value");
    let value = if value.is_empty() {
        children(clause).into_iter().filter(|it| it.kind() != "block").collect()
    } else {
        value
    };
    let mut types = vec![];
    for it in value {
        let it = if it.kind() == "as_pattern" { children(it).first().copied().unwrap_or(it) } else { it };
        match it.kind() {
            "tuple" | "parenthesized_expression" => {
                types.extend(children(it).into_iter().map(|it| text_of(it, text)));
            }
            _ => types.push(text_of(it, text)),
        }
    }
    types
}

fn catches_everything(clause: Node<'_>, text: &str) -> bool {
    let types = handler_types(clause, text);
    types.is_empty()
        || types.iter().any(|it| matches!(*it, "Exception" | "BaseException" | "builtins.Exception"))
}

/// Whether the handler names an exception that `except Exception` lets through.
fn catches_base(clause: Node<'_>, text: &str) -> bool {
    let types = handler_types(clause, text);
    let is_base = |it: &&str| {
        matches!(
            it.rsplit('.').next(),
            Some("BaseException" | "KeyboardInterrupt" | "CancelledError" | "SystemExit" | "GeneratorExit")
        )
    };
    types.is_empty() || types.iter().any(is_base)
}

/// Context managers that swallow exceptions: the path goes on `after` their block.
pub(super) fn swallows(manager: Node<'_>, after: BlockId, text: &str) -> Swallows {
    let callee = if manager.kind() == "call" { field(manager, "function") } else { None };
    let name = callee.map_or("", |it| text_of(it, text)).rsplit('.').next().unwrap_or_default();
    let arguments = || field(manager, "arguments").map(children).unwrap_or_default();
    let is_any = |it: Node<'_>| matches!(text_of(it, text), "Exception" | "BaseException");
    match name {
        "suppress" if arguments().into_iter().any(is_any) => Swallows::Exceptions(after),
        "suppress" | "raises" | "assertRaises" | "assertRaisesRegex" => Swallows::Some(after),
        _ => Swallows::Nothing,
    }
}
