//! Lowers expressions: each leaves its value in a local.

use super::condition::operands;
use super::lower::{Binding, Lower};
use super::meaning::constant;
use super::{MAX_DEPTH, children, field, fields, span, text_of};
use crate::ir::{Arg, ArgKind, Const, Def, End, Key, LocalId, Name, Op, Root};
use crate::lang::python::tree::Node;
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

    pub(super) fn read_name(&mut self, name: &str, at: Span) -> LocalId {
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
        let meaning = super::meaning::meaning(object, self.text);
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

    pub(super) fn key(&mut self, node: Node<'t>) -> Key {
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
        match self.project().resolve(self.file(), &super::meaning::meaning(function, self.text)) {
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
}

pub(super) fn has_interpolation(node: Node<'_>) -> bool {
    match node.kind() {
        "string" => children(node).iter().any(|it| it.kind() == "interpolation"),
        "concatenated_string" => children(node).into_iter().any(has_interpolation),
        _ => false,
    }
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
