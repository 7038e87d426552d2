//! Python's scoping: which names a function binds itself.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::imported;
use super::{children, field, text_of};
use crate::ir::{FnId, Name};
use crate::lang::python::tree::Node;
use crate::project::Meaning;

/// The names of one function, lambda, class body or module.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    pub(super) id: Option<FnId>,
    pub(super) is_class: bool,
    pub(super) is_module: bool,
    pub(super) bound: BTreeSet<Name>,
    pub(super) globals: BTreeSet<Name>,
    pub(super) nonlocals: BTreeSet<Name>,
    /// Names that the scope imports, for nested functions that refer to them.
    pub(super) imports: Vec<(Name, Meaning)>,
    /// Names that the scope defines as functions or classes, with their node ids.
    pub(super) definitions: BTreeMap<Name, usize>,
}

/// Finds what the statements below `node` bind, without entering nested functions and classes.
pub(super) fn scope_of(node: Node<'_>, text: &str, is_module: bool) -> Scope {
    let mut scope = Scope { is_module, ..Scope::default() };
    bind_parameters(node, text, &mut scope);
    let body = field(node, "body").unwrap_or(node);
    let mut todo = vec![body];
    let has_walrus = text_of(body, text).contains(":=");
    while let Some(it) = todo.pop() {
        if !has_walrus && is_mere_value(it) {
            continue;
        }
        if bind(it, text, &mut scope) {
            todo.extend(children(it).into_iter().rev());
        }
    }
    let declared: Vec<Name> = scope.globals.iter().chain(&scope.nonlocals).cloned().collect();
    for name in declared {
        scope.bound.remove(&name);
    }
    scope
}

/// Whether a node is an expression in which only `:=` could bind something.
fn is_mere_value(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "identifier"
            | "attribute"
            | "subscript"
            | "call"
            | "argument_list"
            | "string"
            | "concatenated_string"
            | "binary_operator"
            | "boolean_operator"
            | "comparison_operator"
            | "not_operator"
            | "unary_operator"
            | "conditional_expression"
            | "dictionary"
            | "set"
            | "await"
    )
}

fn bind_parameters(node: Node<'_>, text: &str, scope: &mut Scope) {
    let Some(parameters) = field(node, "parameters") else { return };
    for parameter in children(parameters) {
        if let Some(name) = parameter_name(parameter) {
            scope.bound.insert(text_of(name, text).into());
        }
    }
}

/// The identifier that a parameter binds, whatever decorates it.
pub(super) fn parameter_name(parameter: Node<'_>) -> Option<Node<'_>> {
    match parameter.kind() {
        "identifier" => Some(parameter),
        "default_parameter" | "typed_default_parameter" => field(parameter, "name"),
        "typed_parameter" | "list_splat_pattern" | "dictionary_splat_pattern" => {
            children(parameter).into_iter().next().and_then(parameter_name)
        }
        _ => None,
    }
}

/// Records what one node binds; true if its children belong to the same scope.
fn bind(node: Node<'_>, text: &str, scope: &mut Scope) -> bool {
    match node.kind() {
        "function_definition" | "class_definition" => {
            if let Some(name) = field(node, "name") {
                scope.definitions.insert(text_of(name, text).into(), node.id());
                scope.bound.insert(text_of(name, text).into());
            }
            false
        }
        "lambda" => false,
        "list_comprehension" | "set_comprehension" | "dictionary_comprehension" | "generator_expression" => {
            bind_walruses(node, text, scope);
            false
        }
        "assignment" | "augmented_assignment" | "for_statement" => {
            field(node, "left").into_iter().for_each(|it| bind_target(it, text, scope));
            true
        }
        "named_expression" => {
            field(node, "name").into_iter().for_each(|it| bind_target(it, text, scope));
            true
        }
        "as_pattern_target" => {
            bind_target(node, text, scope);
            true
        }
        "except_clause" | "except_group_clause" => {
            field(node, "alias").into_iter().for_each(|it| bind_target(it, text, scope));
            true
        }
        "delete_statement" => {
            children(node).into_iter().for_each(|it| bind_target(it, text, scope));
            false
        }
        "import_statement" | "import_from_statement" => {
            for (name, meaning) in imported(node, text) {
                scope.bound.insert(name.clone());
                scope.imports.push((name, meaning));
            }
            false
        }
        "global_statement" => {
            scope.globals.extend(children(node).into_iter().map(|it| Name::from(text_of(it, text))));
            false
        }
        "nonlocal_statement" => {
            scope.nonlocals.extend(children(node).into_iter().map(|it| Name::from(text_of(it, text))));
            false
        }
        "case_pattern" => {
            bind_pattern(node, text, scope);
            true
        }
        _ => true,
    }
}

/// The names in an assignment target.
fn bind_target(node: Node<'_>, text: &str, scope: &mut Scope) {
    match node.kind() {
        "identifier" => {
            scope.bound.insert(text_of(node, text).into());
        }
        "attribute" | "subscript" => {}
        _ => children(node).into_iter().for_each(|it| bind_target(it, text, scope)),
    }
}

/// `:=` inside a comprehension binds in the function around.
fn bind_walruses(node: Node<'_>, text: &str, scope: &mut Scope) {
    let mut todo = vec![node];
    while let Some(it) = todo.pop() {
        if let ("named_expression", Some(name)) = (it.kind(), field(it, "name")) {
            scope.bound.insert(text_of(name, text).into());
        }
        if it.kind() != "lambda" {
            todo.extend(children(it));
        }
    }
}

/// Captures of a `case` pattern: single names; dotted ones are values.
fn bind_pattern(node: Node<'_>, text: &str, scope: &mut Scope) {
    for it in children(node) {
        match it.kind() {
            "dotted_name" if it.named_child_count() == 1 && node.kind() != "class_pattern" => {
                scope.bound.insert(text_of(it, text).into());
            }
            "identifier" | "splat_pattern" => {
                bind_target(it, text, scope);
            }
            "keyword_pattern" => {
                children(it).into_iter().skip(1).for_each(|it| bind_pattern_value(it, text, scope));
            }
            "dotted_name" => {}
            _ => bind_pattern(it, text, scope),
        }
    }
}

fn bind_pattern_value(node: Node<'_>, text: &str, scope: &mut Scope) {
    if node.kind() == "dotted_name" && node.named_child_count() == 1 {
        scope.bound.insert(text_of(node, text).into());
    } else {
        bind_pattern(node, text, scope);
    }
}
