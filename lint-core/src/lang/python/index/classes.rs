//! What a class says of itself: bases, methods, fields with their types and factories.

use super::Index;
use super::bindings::strings;
use crate::ir::{ClassId, Name};
use crate::lang::python::meaning::constant;
use crate::lang::python::tree::Node;
use crate::lang::python::{children, field, span, string_value};
use crate::project::{Class, Field, Meaning};

impl<'a> Index<'a> {
    pub(super) fn add_class(&mut self, node: Node<'_>) -> ClassId {
        let name = field(node, "name").map_or("<class>".into(), |it| self.name(it));
        let id = ClassId { file: self.file, index: self.module().classes.len() as u32 };
        self.add_body(node, name.clone(), Some(id));
        let arguments = field(node, "superclasses").map(children).unwrap_or_default();
        let mut class = Class::new(id, name, field(node, "name").map_or(span(node), span));
        self.module().classes.push(class.clone());
        for base in arguments.into_iter().filter(|it| it.kind() != "keyword_argument") {
            let tuple = self.add_named_tuple(base).map(Meaning::Class);
            class.bases.push(tuple.unwrap_or_else(|| self.meaning(base_class(base))));
        }
        self.class_names(node, &mut class);
        self.parsed.classes.insert(node.id(), id.index);
        self.module().classes[id.index as usize] = class;
        id
    }

    /// The class that `namedtuple("Context", "sub netuid")` makes, unless it is there already.
    pub(super) fn add_named_tuple(&mut self, call: Node<'_>) -> Option<ClassId> {
        if let Some(index) = self.parsed.classes.get(&call.id()) {
            return Some(ClassId { file: self.file, index: *index });
        }
        let callee = self.text(field(call, "function")?);
        if !matches!(callee.rsplit('.').next(), Some("namedtuple" | "NamedTuple")) {
            return None;
        }
        let arguments = children(field(call, "arguments")?);
        let name = string_value(*arguments.first()?, self.text)?;
        let fields = self.tuple_fields(*arguments.get(1)?)?;
        let id = ClassId { file: self.file, index: self.module().classes.len() as u32 };
        let field = |name| Field { name, default: None, factory: None };
        let mut class = Class::new(id, name.into(), span(call));
        class.dataclass_fields = Some(fields.into_iter().map(field).collect());
        self.parsed.classes.insert(call.id(), id.index);
        self.module().classes.push(class);
        Some(id)
    }

    /// `"sub netuid"`, `["sub", "netuid"]`, or `[("sub", bt.Subtensor), ("netuid", int)]`.
    fn tuple_fields(&self, node: Node<'_>) -> Option<Vec<Name>> {
        if let Some(names) = string_value(node, self.text) {
            let names = names.split([',', ' ']).filter(|it| !it.is_empty());
            return Some(names.map(Name::from).collect());
        }
        strings(node, self.text).or_else(|| {
            let pairs = children(node).into_iter();
            pairs.map(|it| Some(string_value(*children(it).first()?, self.text)?.into())).collect()
        })
    }

    /// Aliases, annotated fields and, for a dataclass, the order of its constructor's arguments.
    fn class_names(&self, node: Node<'_>, class: &mut Class) {
        let mut dataclass = vec![];
        for statement in field(node, "body").map(children).unwrap_or_default() {
            let Some(assignment) =
                children(statement).into_iter().next().filter(|it| it.kind() == "assignment")
            else {
                continue;
            };
            let Some(left) = field(assignment, "left").filter(|it| it.kind() == "identifier") else {
                continue;
            };
            let (name, right) = (self.name(left), field(assignment, "right"));
            if let Some(ty) = field(assignment, "type") {
                class.field_types.insert(name.clone(), self.annotation(ty));
                dataclass.push(Field {
                    name: name.clone(),
                    default: right.and_then(|it| constant(it, self.text)),
                    factory: right.and_then(|it| self.default_factory(it)),
                });
            }
            if let Some(strings) = right.and_then(|it| strings(it, self.text)) {
                class.strings.insert(name.clone(), strings);
            }
            if let Some(right) = right {
                class.aliases.insert(name, self.meaning(right));
            }
        }
        let decorators =
            node.parent().filter(|it| it.kind() == "decorated_definition").map(children).unwrap_or_default();
        let is_dataclass = |it: &&Node<'_>| {
            let text = self.text(**it);
            it.kind() == "decorator"
                && (text.contains("dataclass") || text.contains("define") || text.contains("attr.s"))
        };
        let bases = field(node, "superclasses").map(children).unwrap_or_default();
        let is_tuple = |it: &Node<'_>| self.text(*it).rsplit('.').next() == Some("NamedTuple");
        if decorators.iter().any(|it| is_dataclass(&it)) || bases.iter().any(is_tuple) {
            class.dataclass_fields = Some(dataclass);
        }
    }

    pub(super) fn default_factory(&self, node: Node<'_>) -> Option<(Meaning, crate::source::Span)> {
        if node.kind() != "call" {
            return None;
        }
        let arguments = children(field(node, "arguments")?);
        let factory = arguments.iter().find(|it| {
            it.kind() == "keyword_argument"
                && field(**it, "name")
                    .is_some_and(|it| matches!(self.text(it), "default_factory" | "factory"))
        })?;
        Some((self.meaning(field(*factory, "value")?), span(node)))
    }
}

/// `Base[T]` inherits from `Base`.
fn base_class(node: Node<'_>) -> Node<'_> {
    if node.kind() == "subscript" { field(node, "value").unwrap_or(node) } else { node }
}
