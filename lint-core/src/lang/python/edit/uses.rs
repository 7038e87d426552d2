//! Where a name is bound and what is done with it: whether a connection may be confined to a block.
//!
//! The analysis has found that the connection is local; this looks for whatever else would notice the change.
//! Every use that is not known to be harmless is a reason to leave the code alone.

use tree_sitter::Node;

use super::{Source, ancestors, children, field};
use crate::source::Span;

/// What a thread, a task or a callback outlives the block with.
const SCHEDULERS: &[&str] = &[
    "Thread",
    "Process",
    "Timer",
    "submit",
    "map_async",
    "apply_async",
    "create_task",
    "ensure_future",
    "run_coroutine_threadsafe",
    "run_in_executor",
    "start_soon",
    "spawn",
    "call_soon",
    "call_soon_threadsafe",
    "call_later",
    "call_at",
    "add_task",
    "add_job",
    "add_done_callback",
    "add_event_handler",
    "register",
    "signal",
    "partial",
    "weakref",
    "ref",
];

/// What reads or changes names without naming them.
const INTROSPECTION: &[&str] = &["locals", "globals", "vars", "eval", "exec", "dir"];

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
fn occurrences<'a>(source: Source<'a>, root: Node<'a>, name: &str) -> Vec<Node<'a>> {
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
        let mut cursor = node.walk();
        todo.extend(node.named_children(&mut cursor));
    }
    found
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
        !is_nested && !matches!(role(it), Role::Other)
    })
}

/// What the rest of a block may do with the connection.
#[derive(Debug, Clone, Copy)]
pub struct Allowed {
    /// A callee that cannot be seen may keep what it is handed for as long as its result lives.
    pub kept_by_callees: bool,
    /// It is never None, so that conditions on it stay what they are.
    pub tests: bool,
    /// The function lends what it yields.
    pub yields: bool,
}

/// Whether everything that is done with the name is done in `rest`, and ends with it.
pub(super) fn is_confined<'a>(
    source: Source<'a>,
    binding: &Binding<'a>,
    rest: &[Node<'a>],
    allowed: Allowed,
    shares: &[String],
) -> bool {
    let own = field(binding.assignment, "left");
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return false };
    let inside = |it: &Node<'_>| it.start_byte() >= first.start_byte() && it.end_byte() <= last.end_byte();
    let all = occurrences(source, binding.scope, binding.name);
    let mut uses = all.into_iter().filter(|it| Some(*it) != own);
    let harmless = |it: Node<'a>| {
        inside(&it) && !is_deferred(source, binding.scope, it) && is_harmless(source, it, allowed, shares)
    };
    if !uses.all(harmless) || is_exported(source, binding) || looks_around(source, binding.scope) {
        return false;
    }
    rest.iter().all(|it| {
        holders(source, *it, binding.name)
            .iter()
            .all(|it| is_holder_confined(source, binding.scope, it, allowed))
    })
}

/// How an identifier stands in its surroundings.
enum Role<'a> {
    /// `sub.x`, `sub.x()`, `await sub.x().y`: the whole chain, and whether something in it is called.
    Receiver {
        chain: Node<'a>,
        called: bool,
    },
    /// An argument of the call.
    Argument(Node<'a>),
    /// A condition, or a part of one.
    Condition,
    /// The value of `yield sub` as a statement.
    Yielded,
    Other,
}

fn role(node: Node<'_>) -> Role<'_> {
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
        "comparison_operator" | "not_operator" | "boolean_operator" | "assert_statement" => Role::Condition,
        "if_statement" | "elif_clause" | "while_statement" if field(parent, "condition") == Some(node) => {
            Role::Condition
        }
        "interpolation" => Role::Condition,
        "yield" if parent.parent().is_some_and(|it| it.kind() == "expression_statement") => Role::Yielded,
        _ => Role::Other,
    }
}

fn is_harmless<'a>(source: Source<'a>, node: Node<'a>, allowed: Allowed, shares: &[String]) -> bool {
    match role(node) {
        Role::Receiver { chain, called: true } => !is_scheduled(source, chain),
        Role::Receiver { chain, called: false } => {
            let inner = node.parent().and_then(|it| field(it, "attribute")).map(|it| source.text_of(it));
            let is_shared = inner.is_some_and(|it| shares.iter().any(|share| share == it));
            let escapes = is_shared && is_let_out(chain);
            !escapes && !is_scheduled(source, chain)
        }
        Role::Argument(call) => {
            let escapes = allowed.kept_by_callees && is_let_out(call);
            !escapes && !is_scheduler(source, call) && !is_scheduled(source, call)
        }
        Role::Condition => allowed.tests,
        Role::Yielded => allowed.yields,
        Role::Other => false,
    }
}

/// Whether a node stands in code that runs later than its surroundings: a nested function, a lazy generator.
fn is_deferred<'a>(source: Source<'a>, scope: Node<'a>, node: Node<'a>) -> bool {
    ancestors(node).take_while(|it| *it != scope).any(|it| match it.kind() {
        "generator_expression" => {
            // `sum(f(sub) for …)` runs it at once.
            let call = it.parent().and_then(|it| if it.kind() == "call" { Some(it) } else { it.parent() });
            !call.is_some_and(|it| it.kind() == "call" && !is_scheduler(source, it))
        }
        _ => is_nested_scope(it),
    })
}

fn is_nested_scope(node: Node<'_>) -> bool {
    matches!(node.kind(), "function_definition" | "lambda" | "class_definition")
}

/// The last word of what is called.
fn called_name<'a>(source: Source<'a>, call: Node<'a>) -> &'a str {
    let Some(function) = field(call, "function") else { return "" };
    match function.kind() {
        "attribute" => field(function, "attribute").map_or("", |it| source.text_of(it)),
        _ => source.text_of(function),
    }
}

/// Whether a call starts or registers what outlives it; one that is awaited right there does not.
fn is_scheduler<'a>(source: Source<'a>, call: Node<'a>) -> bool {
    let is_awaited = call.parent().is_some_and(|it| it.kind() == "await");
    !is_awaited && call.kind() == "call" && SCHEDULERS.contains(&called_name(source, call))
}

/// Whether the value goes, however wrapped, into a call that makes it outlive the statement.
fn is_scheduled<'a>(source: Source<'a>, value: Node<'a>) -> bool {
    ancestors(value)
        .take_while(|it| !it.kind().ends_with("_statement") && it.kind() != "block")
        .any(|it| is_scheduler(source, it))
}

/// Whether a value leaves its statement for something else than a local name.
fn is_let_out(value: Node<'_>) -> bool {
    ancestors(value).take_while(|it| !matches!(it.kind(), "block" | "module")).any(|it| match it.kind() {
        "return_statement" | "yield" => true,
        "assignment" => field(it, "left").is_none_or(|it| it.kind() != "identifier"),
        _ => false,
    })
}

/// Names that are bound to what a callee made of the connection: `wrapper = Wrapper(sub)`.
fn holders<'a>(source: Source<'a>, root: Node<'a>, name: &str) -> Vec<&'a str> {
    let lent =
        occurrences(source, root, name).into_iter().filter(|it| matches!(role(*it), Role::Argument(_)));
    let target = |it: Node<'a>| {
        let assignment = ancestors(it)
            .take_while(|it| !matches!(it.kind(), "block" | "module"))
            .find(|it| it.kind() == "assignment")?;
        field(assignment, "left").filter(|it| it.kind() == "identifier").map(|it| source.text_of(it))
    };
    lent.filter_map(target).collect()
}

fn is_holder_confined<'a>(source: Source<'a>, scope: Node<'a>, name: &str, allowed: Allowed) -> bool {
    occurrences(source, scope, name).into_iter().all(|it| {
        let later = is_deferred(source, scope, it) || is_scheduled(source, it);
        let escapes = allowed.kept_by_callees && is_let_out(it);
        !escapes && !later
    })
}

/// Whether a module names it in `__all__` or another string, for others to import.
fn is_exported<'a>(source: Source<'a>, binding: &Binding<'a>) -> bool {
    if binding.scope.kind() != "module" {
        return false;
    }
    let quoted = [format!("\"{}\"", binding.name), format!("'{}'", binding.name)];
    quoted.iter().any(|it| source.text.contains(it.as_str()))
}

/// Whether the scope asks for its names as data.
fn looks_around<'a>(source: Source<'a>, scope: Node<'a>) -> bool {
    let mut todo = vec![scope];
    while let Some(node) = todo.pop() {
        let function = field(node, "function").filter(|_| node.kind() == "call");
        if function.is_some_and(|it| it.kind() == "identifier" && INTROSPECTION.contains(&source.text_of(it)))
        {
            return true;
        }
        let mut cursor = node.walk();
        todo.extend(node.named_children(&mut cursor));
    }
    false
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
        let mut cursor = node.walk();
        todo.extend(node.named_children(&mut cursor));
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
    let alias =
        field(item, "alias").and_then(|it| it.named_child(0)).filter(|it| it.kind() == "identifier")?;
    let around = ancestors(opening).find(|it| it.kind() == "with_statement")?;
    ancestors(place).any(|it| it == around).then(|| (source.text_of(alias), opening))
}
