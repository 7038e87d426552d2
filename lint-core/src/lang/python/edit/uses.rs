//! Where a name is bound, where it stands, and in which role.

use crate::lang::python::tree::Node;

use super::{Source, ancestors, children, field};
use crate::source::Span;

/// An opening call that is bound to a name by a statement of its own.
#[derive(Clone, Copy)]
pub(super) struct Binding<'a> {
    /// The call that opens.
    pub(super) call: Node<'a>,
    /// What is bound: the call, with `await` and brackets.
    pub(super) value: Node<'a>,
    pub(super) assignment: Node<'a>,
    pub(super) statement: Node<'a>,
    pub(super) name: &'a str,
    /// The function or module around it.
    pub(super) scope: Node<'a>,
}

impl<'a> Binding<'a> {
    /// The binding of an opening; `None` unless it is the plain `name = call`.
    pub(super) fn new(source: Source<'a>, opening: Span) -> Option<Binding<'a>> {
        let call = source.node(opening, "call")?;
        let assignment = assignment_of(call)?;
        let left = field(assignment, "left").filter(|it| it.kind() == "identifier")?;
        let value = field(assignment, "right")?;
        let statement = assignment.parent().filter(|it| it.kind() == "expression_statement")?;
        let block = statement.parent()?;
        let scope = scope_of(statement)?;
        let is_statement = matches!(block.kind(), "block" | "module")
            && children(statement).len() == 1
            && super::lines::is_alone(source, statement);
        let name = source.text_of(left);
        is_statement.then_some(Binding { call, value, assignment, statement, name, scope })
    }
}

/// The assignment whose whole right side is the call, however awaited, bracketed or connected.
pub(super) fn assignment_of(call: Node<'_>) -> Option<Node<'_>> {
    let mut value = call;
    loop {
        let parent = value.parent()?;
        match parent.kind() {
            "parenthesized_expression" | "await" => value = parent,
            // `await X().initialize()`; which methods return the object is for the caller to know.
            "attribute" => value = parent.parent().filter(|it| it.kind() == "call")?,
            "assignment" => return (field(parent, "right") == Some(value)).then_some(parent),
            _ => return None,
        }
    }
}

/// The function or module whose names a statement binds; none in a class body.
pub(super) fn scope_of(node: Node<'_>) -> Option<Node<'_>> {
    let kinds = ["function_definition", "module", "class_definition", "lambda"];
    let scope = ancestors(node).find(|it| kinds.contains(&it.kind()))?;
    matches!(scope.kind(), "function_definition" | "module").then_some(scope)
}

/// All identifiers below a node that may mean the name: no attributes and no names of arguments.
pub(super) fn occurrences<'a>(source: Source<'a>, root: Node<'a>, name: &str) -> Vec<Node<'a>> {
    let mut found = vec![];
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if node.kind() == "identifier" && source.text_of(node) == name {
            let parent = node.parent();
            let is_field = |kind: &str, of: &str| {
                parent.is_some_and(|it| it.kind() == kind && field(it, of) == Some(node))
            };
            if !is_field("attribute", "attribute") && !is_field("keyword_argument", "name") {
                found.push(node);
            }
        }
        todo.extend(node.named_children());
    }
    found
}

/// Whether the name means another variable there: the parameter of a function around it, seen from a module.
pub(super) fn is_shadowed<'a>(source: Source<'a>, binding: &Binding<'a>, node: Node<'a>) -> bool {
    let functions = ancestors(node).take_while(|it| *it != binding.scope);
    functions.filter(|it| it.kind() == "function_definition").any(|function| {
        let parameters = field(function, "parameters").map(children).unwrap_or_default();
        let names: Vec<Node<'a>> = parameters.into_iter().filter_map(parameter_name).collect();
        let is_bound = names.iter().any(|it| source.text_of(*it) == binding.name);
        // Default values, annotations and decorators belong to the code around the function.
        let is_within = field(function, "body").is_some_and(|it| it.start_byte() <= node.start_byte());
        is_bound && (is_within || names.contains(&node))
    })
}

/// The identifier that a parameter binds, without stars, type and default value.
fn parameter_name(parameter: Node<'_>) -> Option<Node<'_>> {
    match parameter.kind() {
        "identifier" => Some(parameter),
        "default_parameter" | "typed_default_parameter" => field(parameter, "name"),
        "typed_parameter" => children(parameter).first().copied().filter(|it| it.kind() == "identifier"),
        _ => None,
    }
}

pub(super) fn mentions<'a>(source: Source<'a>, root: Node<'a>, name: &str) -> bool {
    !occurrences(source, root, name).is_empty()
}

/// Whether nothing but its statement binds or deletes the name.
pub(super) fn is_bound_once<'a>(source: Source<'a>, binding: &Binding<'a>) -> bool {
    let own = field(binding.assignment, "left");
    occurrences(source, binding.scope, binding.name).into_iter().filter(|it| Some(*it) != own).all(|it| {
        let nested = ancestors(it).take_while(|it| *it != binding.scope);
        let is_nested = nested.into_iter().any(|it| is_nested_scope(it));
        !is_nested && !matches!(role(it), Role::Other | Role::Dropped)
    })
}

/// How an identifier stands in its surroundings.
pub(super) enum Role<'a> {
    /// `sub.x`, `sub.x()`, `await sub.x().y`: the whole chain, and whether something in it is called.
    Receiver {
        chain: Node<'a>,
        called: bool,
    },
    /// An argument of the call.
    Argument(Node<'a>),
    /// A condition, or a part of one.
    Condition,
    /// A part of an f-string.
    Shown,
    /// The value of `yield sub` as a statement.
    Yielded,
    /// `del sub`, `sub = None`.
    Dropped,
    Other,
}

pub(super) fn role(node: Node<'_>) -> Role<'_> {
    let Some(parent) = node.parent() else { return Role::Other };
    match parent.kind() {
        "attribute" => {
            let (mut chain, mut called) = (node, false);
            while let Some(it) = chain.parent() {
                let goes_on = match it.kind() {
                    "attribute" => field(it, "object") == Some(chain),
                    "call" => field(it, "function") == Some(chain),
                    "subscript" => field(it, "value") == Some(chain),
                    "await" | "parenthesized_expression" => true,
                    _ => false,
                };
                if !goes_on {
                    break;
                }
                called |= it.kind() == "call";
                chain = it;
            }
            Role::Receiver { chain, called }
        }
        "argument_list" => parent.parent().map_or(Role::Other, Role::Argument),
        "keyword_argument" => parent.parent().and_then(|it| it.parent()).map_or(Role::Other, Role::Argument),
        "comparison_operator" | "not_operator" | "assert_statement" => Role::Condition,
        "boolean_operator" | "parenthesized_expression" => match role(parent) {
            Role::Condition => Role::Condition,
            _ => Role::Other,
        },
        "if_statement" | "elif_clause" | "while_statement" if field(parent, "condition") == Some(node) => {
            Role::Condition
        }
        "interpolation" => Role::Shown,
        "delete_statement" => Role::Dropped,
        "assignment" if field(parent, "right").is_some_and(|it| it.kind() == "none") => Role::Dropped,
        "yield" if parent.parent().is_some_and(|it| it.kind() == "expression_statement") => Role::Yielded,
        _ => Role::Other,
    }
}

pub(super) fn is_nested_scope(node: Node<'_>) -> bool {
    matches!(node.kind(), "function_definition" | "lambda" | "class_definition")
}

/// Whether `name = None` stands somewhere below the node.
pub(super) fn is_set_to_none<'a>(source: Source<'a>, root: Node<'a>, name: &str) -> bool {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if node.kind() == "assignment"
            && field(node, "left").is_some_and(|it| source.text_of(it) == name)
            && field(node, "right").is_some_and(|it| it.kind() == "none")
        {
            return true;
        }
        todo.extend(node.named_children());
    }
    false
}

/// The name that an opening is bound to where `place` stands: by a `with` around it, or by a statement before it
/// in the same or an outer block; and the opening.
pub(super) fn bound_around<'a>(
    source: Source<'a>,
    opening: Node<'a>,
    place: Node<'a>,
    scope: Node<'a>,
) -> Option<(&'a str, Node<'a>)> {
    let statement =
        ancestors(place).find(|it| it.parent().is_some_and(|it| matches!(it.kind(), "block" | "module")))?;
    if scope_of(opening) != Some(scope) || opening.end_byte() > statement.start_byte() {
        return None;
    }
    if let Some(assignment) = assignment_of(opening) {
        let left = field(assignment, "left").filter(|it| it.kind() == "identifier")?;
        let block = assignment.parent()?.parent()?;
        return ancestors(place).any(|it| it == block).then(|| (source.text_of(left), opening));
    }
    let item = opening.parent().filter(|it| it.kind() == "as_pattern")?;
    let alias = field(item, "alias")
        .and_then(|it| it.named_children().next())
        .filter(|it| it.kind() == "identifier")?;
    let around = ancestors(opening).find(|it| it.kind() == "with_statement")?;
    ancestors(place).any(|it| it == around).then(|| (source.text_of(alias), opening))
}
