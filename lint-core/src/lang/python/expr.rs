//! Lowers expressions: each leaves its value in a local.

use std::collections::HashMap;

use crate::lang::python::tree::Node;

use super::index::constant;
use super::lower::{Binding, Lower};
use super::{MAX_DEPTH, children, field, fields, span, text_of};
use crate::ir::{Arg, ArgKind, BlockId, Const, Def, End, Key, LocalId, LocalKind, Name, Op, Root, Test};
use crate::project::Meaning;
use crate::source::Span;

impl<'t> Lower<'_, 't> {
    /// Lowers an expression; what is nested too deeply is an unknown value.
    pub(super) fn expr(&mut self, node: Node<'t>) -> LocalId {
        if self.depth > MAX_DEPTH {
            return self.opaque(&[], span(node));
        }
        self.depth += 1;
        let value = self.expr_inner(node);
        self.depth -= 1;
        value
    }

    fn expr_inner(&mut self, node: Node<'t>) -> LocalId {
        let at = span(node);
        if let Some(value) = constant(node, self.text).filter(|_| !has_interpolation(node)) {
            return self.constant(value, at);
        }
        match node.kind() {
            "identifier" => self.read_name(text_of(node, self.text), at),
            "parenthesized_expression" | "expression_statement" => match children(node).first() {
                Some(it) => self.expr(*it),
                None => self.opaque(&[], at),
            },
            "attribute" => self.attribute(node),
            "subscript" => self.subscript(node),
            "call" => self.call(node),
            "await" => self.await_(node),
            "yield" => self.yield_(node),
            "assignment" => self.assignment(node),
            "augmented_assignment" => self.augmented(node),
            "named_expression" => self.walrus(node),
            "conditional_expression" => self.conditional(node),
            "boolean_operator" => self.boolean(node),
            "not_operator" | "comparison_operator" => self.test_value(node),
            "lambda" => self.lambda(node),
            "tuple" | "list" | "set" | "expression_list" | "pattern_list" => self.sequence(node),
            "dictionary" => self.dictionary(node),
            "list_comprehension"
            | "set_comprehension"
            | "generator_expression"
            | "dictionary_comprehension" => self.comprehension(node),
            // A type in brackets or behind a colon opens nothing.
            "type" => self.opaque(&[], at),
            "keyword_argument" => match field(node, "value") {
                Some(it) => self.expr(it),
                None => self.opaque(&[], at),
            },
            // Operators, f-strings, slices, and whatever the grammar could not read: the parts run in order.
            _ => {
                let parts: Vec<LocalId> = operands(node).into_iter().map(|it| self.expr(it)).collect();
                self.opaque(&parts, at)
            }
        }
    }

    pub(super) fn constant(&mut self, value: Const, at: Span) -> LocalId {
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Const { dst, value }, at);
        dst
    }

    pub(super) fn opaque(&mut self, operands: &[LocalId], at: Span) -> LocalId {
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Opaque { dst, operands: operands.to_vec() }, at);
        dst
    }

    fn read_name(&mut self, name: &str, at: Span) -> LocalId {
        match self.lookup(name) {
            Binding::Local(it) => it,
            Binding::Root(root) => {
                let dst = self.builder.temp();
                self.builder.push_quiet(Op::LoadRoot { dst, root }, at);
                dst
            }
            Binding::Def(def) => {
                let dst = self.builder.temp();
                let imported = matches!(&def, Def::External(path) if path.starts_with("builtins."));
                let root = if imported { self.imported_variable(name) } else { None };
                let op = root.map_or(Op::Load { dst, def }, |root| Op::LoadRoot { dst, root });
                self.builder.push_quiet(op, at);
                dst
            }
        }
    }

    /// `from .state import sub`, where `sub` is a variable of the other module.
    fn imported_variable(&self, name: &str) -> Option<Root> {
        let meanings = self.project().modules[self.file() as usize].bindings.get(name)?;
        meanings.iter().find_map(|it| self.global_of(it))
    }

    fn attribute(&mut self, node: Node<'t>) -> LocalId {
        let (Some(object), Some(name)) = (field(node, "object"), field(node, "attribute")) else {
            return self.opaque(&[], span(node));
        };
        let name: Name = text_of(name, self.text).into();
        if let Some(root) = self.module_variable(object, &name) {
            let dst = self.builder.temp();
            self.builder.push_quiet(Op::LoadRoot { dst, root }, span(node));
            return dst;
        }
        let obj = self.expr(object);
        let dst = self.builder.temp();
        let is_request = self.project().is_request(&name);
        self.builder.push_quiet(Op::Attr { dst, obj, name }, span(node));
        if is_request {
            self.builder.may_raise(span(node));
        }
        dst
    }

    /// `state.sub`, where `state` is a module of the program and `sub` its variable.
    pub(super) fn module_variable(&mut self, object: Node<'t>, name: &Name) -> Option<Root> {
        let meaning = super::index::meaning(object, self.text);
        if !matches!(meaning, Meaning::Name(_) | Meaning::Attribute(..)) {
            return None;
        }
        match self.project().resolve(self.file(), &meaning)? {
            Def::Module(it) if self.project().resolve_name(it, name).is_none() => {
                self.module_global(it, name, 8)
            }
            _ => None,
        }
    }

    fn key(&mut self, node: Node<'t>) -> Key {
        match node.kind() {
            "integer" | "string" | "true" | "false" | "none" if !has_interpolation(node) => {
                constant(node, self.text)
                    .map_or(Key::Any, |it| if it == Const::Other { Key::Any } else { Key::At(it) })
            }
            "unary_operator" => Key::Any,
            _ => {
                self.expr(node);
                Key::Any
            }
        }
    }

    fn subscript(&mut self, node: Node<'t>) -> LocalId {
        let Some(value) = field(node, "value") else { return self.opaque(&[], span(node)) };
        let obj = self.expr(value);
        let fixed = self.elements_of(value);
        let key = match fields(node, "subscript").as_slice() {
            [one] => self.key(*one),
            several => {
                several.iter().for_each(|it| {
                    self.expr(*it);
                });
                Key::Any
            }
        };
        let dst = self.builder.temp();
        let op = fixed.map_or(Op::Item { dst, obj, key }, |def| Op::Load { dst, def });
        self.builder.push_quiet(op, span(node));
        dst
    }

    /// What a module-level dictionary holds, if that is fixed: `OPENERS[name]`.
    fn elements_of(&mut self, node: Node<'t>) -> Option<Def> {
        let root = match node.kind() {
            "identifier" => {
                let name = text_of(node, self.text);
                match self.lookup(name) {
                    Binding::Root(root) => Some(root),
                    Binding::Def(_) => self.imported_variable(name),
                    Binding::Local(_) => None,
                }
            }
            "attribute" => match (field(node, "object"), field(node, "attribute")) {
                (Some(object), Some(name)) => self.module_variable(object, &text_of(name, self.text).into()),
                _ => None,
            },
            _ => None,
        };
        match root? {
            Root::Global(file, name) => self.project().elements_of(file, &name),
            _ => None,
        }
    }

    fn call(&mut self, node: Node<'t>) -> LocalId {
        let (Some(function), Some(arguments)) = (field(node, "function"), field(node, "arguments")) else {
            return self.opaque(&[], span(node));
        };
        if let Some(bound) = self.is_bound_test(node) {
            return bound;
        }
        if let Some(class) = self.class_of(node) {
            let dst = self.builder.temp();
            self.builder.push_quiet(Op::Load { dst, def: Def::Class(class) }, span(node));
            return dst;
        }
        if let Some(value) = self.plain_attribute(function, arguments, span(node)) {
            return value;
        }
        let callee = self.expr(function);
        let mut args = vec![];
        if arguments.kind() == "generator_expression" {
            let value = self.expr(arguments);
            args.push(Arg { kind: ArgKind::Positional, value, moved: false });
        } else {
            for it in children(arguments) {
                args.push(self.argument(it));
            }
        }
        let dst = self.builder.temp();
        if only_logs(function, self.text) {
            // It does nothing to what it is handed, not even to a bound `close`.
            let operands = args.iter().map(|it| it.value).collect();
            self.builder.push_quiet(Op::Opaque { dst, operands }, span(node));
            return dst;
        }
        let op = Op::Call { dst, callee, args };
        let ends = self.ends_process(function);
        if ends || is_suppress(function, self.text) {
            self.builder.push_quiet(op, span(node));
        } else {
            self.builder.push(op, span(node));
        }
        if ends {
            self.builder.end(End::Halt, span(node));
            let unreachable = self.builder.block();
            self.builder.set_cursor(unreachable);
        }
        dst
    }

    /// `object.__setattr__(self, "sub", sub)` and `object.__getattribute__(self, "sub")` go past what the class makes of
    /// its attributes.
    fn plain_attribute(&mut self, function: Node<'t>, arguments: Node<'t>, at: Span) -> Option<LocalId> {
        let (object, method) = (field(function, "object")?, field(function, "attribute")?);
        let is_builtin = text_of(object, self.text) == "object" && !self.scope().bound.contains("object");
        let method = text_of(method, self.text);
        let arguments = children(arguments);
        let (object, name) = (*arguments.first()?, *arguments.get(1)?);
        let name: Name = self.string_value(name).filter(|_| is_builtin)?.into();
        match (method, &arguments[2..]) {
            ("__getattribute__", []) => {
                let (obj, dst) = (self.expr(object), self.builder.temp());
                self.builder.push_quiet(Op::Attr { dst, obj, name }, at);
                Some(dst)
            }
            ("__setattr__", [value]) => {
                let (obj, src) = (self.expr(object), self.expr(*value));
                self.builder.push_quiet(Op::SetAttr { obj, name, src }, at);
                Some(self.constant(Const::None, at))
            }
            _ => None,
        }
    }

    /// `exit()`, `sys.exit()`, `os._exit()`, `os.abort()` end the path, whatever handler stands around them.
    fn ends_process(&self, function: Node<'t>) -> bool {
        match self.project().resolve(self.file(), &super::index::meaning(function, self.text)) {
            Some(Def::External(path)) => matches!(&*path, "sys.exit" | "os._exit" | "os.abort"),
            Some(_) => false,
            None => {
                let name = text_of(function, self.text);
                super::ENDS_PROCESS.contains(&name) && !self.scope().bound.contains(name)
            }
        }
    }

    fn argument(&mut self, node: Node<'t>) -> Arg {
        let inner = |it: Node<'t>| children(it).first().copied().unwrap_or(it);
        let (kind, value) = match node.kind() {
            "keyword_argument" => {
                let name = field(node, "name").map_or("", |it| text_of(it, self.text));
                (ArgKind::Keyword(name.into()), field(node, "value").unwrap_or(node))
            }
            "list_splat" => (ArgKind::Spread, inner(node)),
            "dictionary_splat" => (ArgKind::KeywordSpread, inner(node)),
            _ => (ArgKind::Positional, node),
        };
        Arg { kind, value: self.expr(value), moved: false }
    }

    fn await_(&mut self, node: Node<'t>) -> LocalId {
        let Some(inner) = children(node).first().copied() else { return self.opaque(&[], span(node)) };
        let src = self.expr(inner);
        let dst = self.builder.temp();
        self.builder.push(Op::Await { dst, src }, span(node));
        dst
    }

    fn yield_(&mut self, node: Node<'t>) -> LocalId {
        let at = span(node);
        let delegates = node.children().any(|it| it.kind() == "from");
        let src = match children(node).first() {
            Some(it) => self.expr(*it),
            None => self.constant(Const::None, at),
        };
        let dst = self.builder.temp();
        let op = if delegates { Op::YieldFrom { dst, src } } else { Op::Yield { dst, src } };
        if self.builder.body.traits.is_fixture {
            self.builder.push_quiet(op, at);
        } else {
            self.builder.push(op, at);
        }
        dst
    }

    fn assignment(&mut self, node: Node<'t>) -> LocalId {
        let Some(left) = field(node, "left") else { return self.opaque(&[], span(node)) };
        // A bare annotation binds nothing.
        let Some(right) = field(node, "right") else { return self.opaque(&[], span(node)) };
        let value = self.expr(right);
        self.assign(left, value);
        value
    }

    fn augmented(&mut self, node: Node<'t>) -> LocalId {
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

    fn walrus(&mut self, node: Node<'t>) -> LocalId {
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

    fn conditional(&mut self, node: Node<'t>) -> LocalId {
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
    fn boolean(&mut self, node: Node<'t>) -> LocalId {
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
    fn test_value(&mut self, node: Node<'t>) -> LocalId {
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

    fn comparison(&mut self, left: Node<'t>, right: Node<'t>, operator: &str, at: Span) -> LocalId {
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
    fn is_bound_test(&mut self, call: Node<'t>) -> Option<LocalId> {
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

    fn lambda(&mut self, node: Node<'t>) -> LocalId {
        for parameter in field(node, "parameters").map(children).unwrap_or_default() {
            field(parameter, "value").into_iter().for_each(|it| {
                self.expr(it);
            });
        }
        let dst = self.builder.temp();
        let op = match self.nested(node, None) {
            Some(id) => Op::Load { dst, def: Def::Function(id) },
            None => Op::Opaque { dst, operands: vec![] },
        };
        self.builder.push_quiet(op, span(node));
        dst
    }

    fn sequence(&mut self, node: Node<'t>) -> LocalId {
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

    fn pack(&mut self, items: Vec<(Key, LocalId)>, at: Span) -> LocalId {
        let dst = self.builder.temp();
        self.builder.push_quiet(Op::Pack { dst, items }, at);
        dst
    }

    fn dictionary(&mut self, node: Node<'t>) -> LocalId {
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
    fn comprehension(&mut self, node: Node<'t>) -> LocalId {
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

    fn clauses(&mut self, clauses: &[Node<'t>], body: Node<'t>, result: LocalId) {
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

/// Sub-expressions of a node without a meaning of its own, through f-strings and their format specifiers.
fn operands(node: Node<'_>) -> Vec<Node<'_>> {
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

fn has_interpolation(node: Node<'_>) -> bool {
    match node.kind() {
        "string" => children(node).iter().any(|it| it.kind() == "interpolation"),
        "concatenated_string" => children(node).into_iter().any(has_interpolation),
        _ => false,
    }
}

fn is_or(node: Node<'_>, text: &str) -> bool {
    field(node, "operator").is_some_and(|it| text_of(it, text) == "or")
}

/// `contextlib.suppress(…)`: neither making nor entering it raises.
pub(super) fn is_suppress(function: Node<'_>, text: &str) -> bool {
    matches!(text_of(function, text), "suppress" | "contextlib.suppress")
}

/// Calls that only log or print: they do not raise.
fn only_logs(function: Node<'_>, text: &str) -> bool {
    let path = text_of(function, text);
    let mut names = path.rsplit('.');
    let (method, object) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    let object = object.trim_end_matches("()").to_ascii_lowercase();
    match method {
        "print" | "pprint" | "echo" | "secho" | "warn" if object.is_empty() => true,
        "print" | "rule" | "log" if object.contains("console") => true,
        "echo" | "secho" => matches!(object.as_str(), "typer" | "click"),
        "warn" if object == "warnings" => true,
        "debug" | "info" | "warning" | "error" | "exception" | "critical" | "success" | "trace" | "log"
        | "warn" => {
            matches!(object.trim_start_matches('_'), "logger" | "logging" | "log" | "bt_logger")
        }
        _ => false,
    }
}
