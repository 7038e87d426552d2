//! Lowers statements.

use super::lower::{Binding, Lower};
use super::meaning::imported;
use super::{MAX_DEPTH, children, field, fields, span, text_of};
use crate::ir::{Arg, ArgKind, BlockId, Const, Def, End, Jump, Key, LocalId, LocalKind, Op, Root};
use crate::lang::python::tree::Node;
use crate::source::Span;

impl<'t> Lower<'_, 't> {
    /// Lowers the statements of a block one after the other.
    pub(super) fn statements(&mut self, block: Node<'t>) {
        if self.depth > MAX_DEPTH {
            return;
        }
        self.depth += 1;
        let all = children(block);
        for (at, it) in all.iter().enumerate() {
            self.statement(*it, at + 1 < all.len());
            self.builder.push_quiet(Op::EndStatement, end_of(span(*it)));
        }
        self.depth -= 1;
    }

    /// Lowers one statement; `followed` tells whether the block goes on after it.
    fn statement(&mut self, node: Node<'t>, followed: bool) {
        match node.kind() {
            "expression_statement" => {
                for it in children(node) {
                    self.expr(it);
                }
            }
            "assignment" | "augmented_assignment" | "yield" | "await" => {
                self.expr(node);
            }
            "if_statement" => self.if_statement(node),
            "while_statement" => self.while_statement(node, followed),
            "for_statement" => self.for_statement(node),
            "try_statement" => self.try_statement(node),
            "with_statement" => self.with_statement(node),
            "match_statement" => self.match_statement(node),
            "function_definition" => self.function(node),
            "class_definition" => self.class(node),
            "decorated_definition" => self.decorated(node),
            "return_statement" => self.return_statement(node),
            "raise_statement" => {
                for it in children(node) {
                    self.expr(it);
                }
                self.builder.jump(Jump::Raise, span(node));
            }
            "assert_statement" => self.assert_statement(node),
            "delete_statement" => children(node).into_iter().for_each(|it| self.delete(it)),
            "break_statement" => self.builder.jump(Jump::Break, span(node)),
            "continue_statement" => self.builder.jump(Jump::Continue, span(node)),
            "import_statement" | "import_from_statement" => self.import(node),
            "global_statement"
            | "nonlocal_statement"
            | "pass_statement"
            | "future_import_statement"
            | "comment" => {}
            "type_alias_statement" => {}
            "block" | "ERROR" => self.statements(node),
            // Python 2's `print x` and `exec x`, and whatever a newer grammar brings: its parts still run.
            _ => {
                for it in children(node) {
                    self.expr(it);
                }
            }
        }
    }

    fn if_statement(&mut self, node: Node<'t>) {
        let after = self.builder.block();
        let mut arms = vec![node];
        arms.extend(fields(node, "alternative"));
        for arm in arms {
            match arm.kind() {
                "else_clause" => self.else_body(arm),
                _ => self.if_arm(arm, after),
            }
        }
        self.builder.goto(after, end_of(span(node)));
        self.builder.set_cursor(after);
    }

    /// One `if` or `elif`: afterwards the cursor stands where its condition is false.
    fn if_arm(&mut self, arm: Node<'t>, after: BlockId) {
        let (then, otherwise) = (self.builder.block(), self.builder.block());
        let Some(condition) = field(arm, "condition") else { return };
        self.branch(condition, then, otherwise);
        self.builder.set_cursor(then);
        self.builder.push_quiet(Op::EndStatement, span(condition));
        if let Some(body) = field(arm, "consequence") {
            self.statements(body);
        }
        self.builder.goto(after, end_of(span(arm)));
        self.builder.set_cursor(otherwise);
        self.believe_guard(condition, field(arm, "consequence"));
        self.builder.push_quiet(Op::EndStatement, span(condition));
    }

    pub(super) fn else_body(&mut self, clause: Node<'t>) {
        if let Some(body) = field(clause, "body") {
            self.statements(body);
        }
    }

    fn while_statement(&mut self, node: Node<'t>, followed: bool) {
        let (head, body, done, after) =
            (self.builder.block(), self.builder.block(), self.builder.block(), self.builder.block());
        self.builder.goto(head, span(node));
        self.builder.set_cursor(head);
        let Some(condition) = field(node, "condition") else { return };
        self.branch(condition, body, done);
        self.builder.note_condition(head, BlockId(after.0 + 1));
        let endless = matches!(condition.kind(), "true" | "integer") && text_of(condition, self.text) != "0";
        self.builder.push_loop(head, after);
        self.builder.set_cursor(body);
        self.builder.push_quiet(Op::EndStatement, span(condition));
        if let Some(it) = field(node, "body") {
            self.statements(it);
        }
        // The end of an endless loop that something follows is read as reachable.
        if endless && followed {
            self.builder.end(End::Choose(vec![head, done]), end_of(span(node)));
        } else {
            self.builder.goto(head, end_of(span(node)));
        }
        self.builder.pop_loop();
        self.builder.set_cursor(done);
        self.builder.push_quiet(Op::EndStatement, span(condition));
        field(node, "alternative").into_iter().for_each(|it| self.else_body(it));
        self.builder.goto(after, end_of(span(node)));
        self.builder.set_cursor(after);
    }

    fn for_statement(&mut self, node: Node<'t>) {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
        let iter = self.iterate(right);
        let (done, after) = (self.builder.block(), self.builder.block());
        let (head, value) = self.next(iter, done, span(left));
        self.assign(left, value);
        self.builder.push_loop(head, after);
        if let Some(body) = field(node, "body") {
            self.statements(body);
        }
        self.builder.goto(head, end_of(span(node)));
        self.builder.pop_loop();
        self.builder.set_cursor(done);
        self.builder.push_quiet(Op::Unbind { local: iter }, span(right));
        field(node, "alternative").into_iter().for_each(|it| self.else_body(it));
        self.builder.goto(after, end_of(span(node)));
        self.builder.set_cursor(after);
        self.builder.push_quiet(Op::Unbind { local: iter }, span(right));
    }

    /// Evaluates what a loop runs over into a place that outlives the statement.
    pub(super) fn iterate(&mut self, right: Node<'t>) -> LocalId {
        let src = self.expr(right);
        let iter = self.builder.local(None, LocalKind::Hidden);
        self.builder.push_quiet(Op::Iterate { dst: iter, src }, span(right));
        self.builder.push_quiet(Op::EndStatement, span(right));
        iter
    }

    /// The head of a loop; the cursor ends in its body, with the element in the returned local.
    pub(super) fn next(&mut self, iter: LocalId, done: BlockId, at: Span) -> (BlockId, LocalId) {
        let (head, body) = (self.builder.block(), self.builder.block());
        self.builder.goto(head, at);
        self.builder.set_cursor(head);
        // The step itself may raise.
        let step = self.builder.temp();
        self.builder.push_quiet(Op::Opaque { dst: step, operands: vec![iter] }, at);
        self.builder.may_raise(at);
        let value = self.builder.temp();
        self.builder.end(End::Next { iter, dst: value, body, done }, at);
        self.builder.set_cursor(body);
        (head, value)
    }

    fn match_statement(&mut self, node: Node<'t>) {
        let subjects: Vec<LocalId> = fields(node, "subject").into_iter().map(|it| self.expr(it)).collect();
        let subject = self.builder.local(None, LocalKind::Hidden);
        match subjects.as_slice() {
            [one] => self.builder.push_quiet(Op::Copy { dst: subject, src: *one }, span(node)),
            several => {
                let items = several
                    .iter()
                    .enumerate()
                    .map(|(at, it)| (Key::At(Const::Int(at as i64)), *it))
                    .collect();
                self.builder.push_quiet(Op::Pack { dst: subject, items }, span(node));
            }
        }
        let after = self.builder.block();
        let cases = field(node, "body").map(children).unwrap_or_default();
        for case in cases.into_iter().filter(|it| it.kind() == "case_clause") {
            let (body, next) = (self.builder.block(), self.builder.block());
            self.case_patterns(case, subject, body, next);
            self.builder.set_cursor(body);
            if let Some(guard) = field(case, "guard").and_then(|it| it.named_children().next()) {
                let guarded = self.builder.block();
                self.branch(guard, guarded, next);
                self.builder.set_cursor(guarded);
            }
            self.builder.push_quiet(Op::EndStatement, span(case));
            field(case, "consequence").into_iter().for_each(|it| self.statements(it));
            self.builder.goto(after, end_of(span(case)));
            self.builder.set_cursor(next);
        }
        self.builder.goto(after, end_of(span(node)));
        self.builder.set_cursor(after);
        self.builder.push_quiet(Op::Unbind { local: subject }, end_of(span(node)));
    }

    /// Decorators run, then the function is there; default values are made once, here.
    fn function(&mut self, node: Node<'t>) {
        for parameter in field(node, "parameters").map(children).unwrap_or_default() {
            if let Some(value) = field(parameter, "value") {
                let src = self.expr(value);
                if let Some(id) = self.body_id(node) {
                    let name = format!("<default of {}>", self.project().function_name(id)).into();
                    self.builder.push_quiet(
                        Op::StoreRoot { root: Root::Global(self.file(), name), src },
                        span(value),
                    );
                }
            }
        }
        let class = self.current_class();
        let Some(id) = self.nested(node, class) else { return };
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Load { dst, def: Def::Function(id) }, span(node));
        self.bind_definition(node, dst);
    }

    fn class(&mut self, node: Node<'t>) {
        let arguments = field(node, "superclasses").map(children).unwrap_or_default();
        for it in arguments {
            self.expr(if it.kind() == "keyword_argument" { field(it, "value").unwrap_or(it) } else { it });
        }
        self.nested(node, None);
        let Some(class) = self.class_of(node) else { return };
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Load { dst, def: Def::Class(class) }, span(node));
        self.bind_definition(node, dst);
    }

    fn bind_definition(&mut self, node: Node<'t>, src: LocalId) {
        if let Some(name) = field(node, "name") {
            let name = text_of(name, self.text);
            self.store_name(name, src, span(node));
        }
    }

    fn decorated(&mut self, node: Node<'t>) {
        let mut decorators = vec![];
        for it in children(node).into_iter().filter(|it| it.kind() == "decorator") {
            decorators.extend(children(it).into_iter().map(|it| (self.expr(it), span(it))));
        }
        let Some(definition) = field(node, "definition") else { return };
        self.statement(definition, true);
        let Some(id) = self.body_id(definition).filter(|_| definition.kind() == "function_definition") else {
            return;
        };
        for (callee, at) in decorators {
            // The decorator gets the function: `@atexit.register`, `@app.on_event("shutdown")`.
            let (value, dst) = (self.builder.temp(), self.builder.temp());
            self.builder.push_quiet(Op::Load { dst: value, def: Def::Function(id) }, at);
            let args = vec![Arg { kind: ArgKind::Positional, value, moved: false }];
            self.builder.push_quiet(Op::Call { dst, callee, args }, at);
        }
    }

    fn return_statement(&mut self, node: Node<'t>) {
        let result = self.builder.result;
        match children(node).first() {
            Some(value) => {
                let src = self.expr(*value);
                self.builder.push_quiet(Op::Copy { dst: result, src }, span(node));
            }
            None => self.builder.push_quiet(Op::Const { dst: result, value: Const::None }, span(node)),
        }
        self.builder.push_quiet(Op::EndStatement, end_of(span(node)));
        self.builder.jump(Jump::Return, span(node));
    }

    fn assert_statement(&mut self, node: Node<'t>) {
        let parts = children(node);
        let Some(condition) = parts.first() else { return };
        let (holds, fails) = (self.builder.block(), self.builder.block());
        self.branch(*condition, holds, fails);
        self.builder.set_cursor(fails);
        parts.get(1).into_iter().for_each(|it| {
            self.expr(*it);
        });
        self.builder.jump(Jump::Raise, span(node));
        self.builder.set_cursor(holds);
    }

    fn delete(&mut self, target: Node<'t>) {
        match target.kind() {
            "identifier" => match self.lookup(text_of(target, self.text)) {
                Binding::Local(local) => self.builder.push_quiet(Op::Unbind { local }, span(target)),
                Binding::Root(root) => {
                    let src = self.constant(Const::None, span(target));
                    self.builder.push_quiet(Op::StoreRoot { root, src }, span(target));
                }
                Binding::Def(_) => {}
            },
            "attribute" | "subscript" => {
                let src = self.constant(Const::None, span(target));
                self.assign(target, src);
            }
            _ => children(target).into_iter().for_each(|it| self.delete(it)),
        }
    }

    fn import(&mut self, node: Node<'t>) {
        for (name, meaning) in imported(node, self.text) {
            let dst = self.builder.temp();
            let op = match self.project().resolve(self.file(), &meaning) {
                Some(def) => Op::Load { dst, def },
                None => match self.global_of(&meaning) {
                    Some(root) => Op::LoadRoot { dst, root },
                    None => Op::Opaque { dst, operands: vec![] },
                },
            };
            self.builder.push_quiet(op, span(node));
            self.store_name(&name, dst, span(node));
        }
        self.builder.push_quiet(Op::EndStatement, span(node));
        self.builder.may_raise(span(node));
    }
}

/// The empty span at the end of another.
pub(super) fn end_of(span: Span) -> Span {
    Span { start: span.end, end: span.end }
}
