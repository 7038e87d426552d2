//! What an expression means before anything runs: an imported name, a module, a class, a call of one.

use super::tree::Node;
use super::{children, field, fields, string_value, text_of};
use crate::ir::{Const, Name};
use crate::project::{ImportPath, Meaning};

/// What an expression means without running it.
pub(super) fn meaning(node: Node<'_>, text: &str) -> Meaning {
    match node.kind() {
        "identifier" => Meaning::Name(text_of(node, text).into()),
        "attribute" => match (field(node, "object"), field(node, "attribute")) {
            (Some(object), Some(name)) => {
                Meaning::Attribute(Box::new(meaning(object, text)), text_of(name, text).into())
            }
            _ => Meaning::Value,
        },
        "parenthesized_expression" => children(node).first().map_or(Meaning::Value, |it| meaning(*it, text)),
        "conditional_expression" => match children(node).as_slice() {
            [then, _, otherwise] => Meaning::Choice(vec![meaning(*then, text), meaning(*otherwise, text)]),
            _ => Meaning::Value,
        },
        "boolean_operator" => match (field(node, "left"), field(node, "right")) {
            (Some(left), Some(right)) => Meaning::Choice(vec![meaning(left, text), meaning(right, text)]),
            _ => Meaning::Value,
        },
        "call" => call_meaning(node, text).unwrap_or(Meaning::Value),
        "none" | "true" | "false" | "integer" | "float" | "string" => Meaning::Constant,
        _ => Meaning::Value,
    }
}

/// `importlib.import_module("a.b")`, `__import__("a")` and `getattr(module, "name")`.
fn call_meaning(node: Node<'_>, text: &str) -> Option<Meaning> {
    let function = text_of(field(node, "function")?, text);
    let arguments = children(field(node, "arguments")?);
    match function {
        "importlib.import_module" | "import_module" | "__import__" => {
            let name = string_value(*arguments.first()?, text)?;
            let level = name.bytes().take_while(|it| *it == b'.').count();
            Some(Meaning::Import(ImportPath { level, parts: parts(&name[level..]) }))
        }
        "getattr" => {
            let name = string_value(*arguments.get(1)?, text)?;
            let found = Meaning::Attribute(Box::new(meaning(*arguments.first()?, text)), name.into());
            Some(match arguments.get(2) {
                Some(default) => Meaning::Choice(vec![found, meaning(*default, text)]),
                None => found,
            })
        }
        "staticmethod" => match arguments.as_slice() {
            [callee] => Some(Meaning::Wrapped(Box::new(meaning(*callee, text)))),
            _ => None,
        },
        "partial" | "functools.partial" => {
            let (callee, rest) = arguments.split_first()?;
            let names_network = rest.iter().all(|it| names_network(*it, text));
            names_network.then(|| Meaning::Wrapped(Box::new(meaning(*callee, text))))
        }
        _ => None,
    }
}

/// Whether an argument of an opener is the plain name of a network: no URL, nothing that makes it a mock.
fn names_network(node: Node<'_>, text: &str) -> bool {
    let value = match node.kind() {
        "keyword_argument" if field(node, "name").is_some_and(|it| text_of(it, text) == "network") => {
            field(node, "value")
        }
        "string" => Some(node),
        _ => None,
    };
    value.and_then(|it| string_value(it, text)).is_some_and(|it| !it.contains(':') && !it.contains("mock"))
}

/// The class that an annotation names, looking through quotes, `Optional[…]`, `… | None` and type arguments.
pub(super) fn annotation(node: Node<'_>, text: &str) -> Meaning {
    match node.kind() {
        "type" | "parenthesized_expression" => {
            children(node).first().map_or(Meaning::Value, |it| annotation(*it, text))
        }
        "string" => string_value(node, text).map_or(Meaning::Value, quoted_annotation),
        "generic_type" | "subscript" => {
            let parts = children(node);
            let wrapper = parts.first().map_or("", |it| text_of(*it, text));
            if !matches!(wrapper.rsplit('.').next(), Some("Optional" | "Annotated" | "Final" | "ClassVar")) {
                return parts.first().map_or(Meaning::Value, |it| annotation(*it, text));
            }
            let inner = parts.get(1).map(|it| {
                if it.kind() == "type_parameter" {
                    children(*it).first().copied().unwrap_or(*it)
                } else {
                    *it
                }
            });
            inner.map_or(Meaning::Value, |it| annotation(it, text))
        }
        "binary_operator" | "union_type" => {
            let sides = children(node).into_iter().map(|it| annotation(it, text));
            Meaning::Choice(sides.filter(|it| *it != Meaning::Constant).collect())
        }
        _ => meaning(node, text),
    }
}

/// An annotation in quotes: only dotted names and `X | None` are worth reading.
fn quoted_annotation(text: &str) -> Meaning {
    let text = text.split('|').map(str::trim).find(|it| *it != "None").unwrap_or("");
    let text = text.strip_prefix("Optional[").map_or(text, |it| it.trim_end_matches(']'));
    let mut names = text.split('.');
    let is_name = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '_');
    let Some(first) = names.next().filter(|it| is_name(it)) else { return Meaning::Value };
    names.fold(Meaning::Name(first.into()), |object, name| Meaning::Attribute(Box::new(object), name.into()))
}

/// The names that an import statement binds.
pub(super) fn imported(node: Node<'_>, text: &str) -> Vec<(Name, Meaning)> {
    let from = field(node, "module_name").map(|it| import_path(it, text));
    let mut found = vec![];
    for it in fields(node, "name") {
        let (path, alias) = match it.kind() {
            "aliased_import" => (field(it, "name"), field(it, "alias")),
            _ => (Some(it), None),
        };
        let Some(path) = path.map(|it| parts(text_of(it, text))) else { continue };
        let Some(first) = path.first().cloned() else { continue };
        found.push(match (&from, alias) {
            (Some(from), alias) => {
                let name = alias.map_or(first.clone(), |it| text_of(it, text).into());
                (name, Meaning::Member(from.clone(), first))
            }
            (None, Some(alias)) => {
                (text_of(alias, text).into(), Meaning::Import(ImportPath { level: 0, parts: path }))
            }
            (None, None) => (first.clone(), Meaning::Import(ImportPath { level: 0, parts: vec![first] })),
        });
    }
    found
}

pub(super) fn import_path(node: Node<'_>, text: &str) -> ImportPath {
    let text = text_of(node, text);
    let level = text.bytes().take_while(|it| *it == b'.').count();
    ImportPath { level, parts: parts(&text[level..]) }
}

pub(super) fn parts(dotted: &str) -> Vec<Name> {
    dotted.split('.').map(str::trim).filter(|it| !it.is_empty()).map(Name::from).collect()
}

/// The constant that an expression is, if it is one.
pub(super) fn constant(node: Node<'_>, text: &str) -> Option<Const> {
    Some(match node.kind() {
        "none" => Const::None,
        "true" => Const::Bool(true),
        "false" => Const::Bool(false),
        "integer" => text_of(node, text).parse().map_or(Const::Other, Const::Int),
        "string" => string_value(node, text).map_or(Const::Other, |it| Const::Str(it.into())),
        "float" | "ellipsis" | "concatenated_string" => Const::Other,
        _ => return None,
    })
}
