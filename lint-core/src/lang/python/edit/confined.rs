//! Whether a connection may end with a block: whether everything that is done with it is done in there.
//!
//! The analysis has found that the connection is local; this looks for whatever else would notice the change.
//! Every use that is not known to be harmless is a reason to leave the code alone.

use crate::lang::python::tree::Node;

use super::uses::{Binding, Role, is_nested_scope, is_shadowed, occurrences, role};
use super::{Source, ancestors, field, own_statement};

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
    "callback",
    "push_async_callback",
    "addCleanup",
    "addfinalizer",
    "finalize",
    "signal",
    "partial",
    "weakref",
    "ref",
];

/// What reads or changes names without naming them.
const INTROSPECTION: &[&str] = &["locals", "globals", "vars", "eval", "exec", "dir"];

/// What does with a coroutine or generator what has to be done, before it returns.
const DRIVERS: &[&str] = &[
    "run",
    "run_until_complete",
    "list",
    "tuple",
    "set",
    "dict",
    "frozenset",
    "sum",
    "min",
    "max",
    "any",
    "all",
    "sorted",
    "join",
    "len",
    "next",
];

/// What runs a coroutine to its end.
const RUNNERS: &[&str] = &["run", "run_until_complete"];

/// What puts its argument into something that may outlive the block.
const COLLECTORS: &[&str] =
    &["append", "appendleft", "add", "insert", "extend", "put", "put_nowait", "setdefault", "update"];

/// What looks at its arguments and keeps nothing.
const LOOKERS: &[&str] = &[
    "print",
    "str",
    "int",
    "float",
    "bool",
    "repr",
    "format",
    "round",
    "abs",
    "type",
    "id",
    "isinstance",
    "hasattr",
    "callable",
    "info",
    "debug",
    "warning",
    "error",
    "success",
    "trace",
    "exception",
    "log",
    "echo",
];

/// What is known of the connection and of those who are handed it.
#[derive(Debug, Clone, Copy)]
pub struct Allowed<'a> {
    /// Its methods are coroutines, which run when they are awaited.
    pub is_async: bool,
    /// Callees that cannot be seen, by last name: they may keep what they are handed, if only for as long as their
    /// result lives.
    pub unseen: &'a [String],
    /// It is never None, so that conditions on it stay what they are.
    pub tests: bool,
    /// What closes it does not need the name.
    pub drops: bool,
    /// The function lends what it yields.
    pub yields: bool,
    /// Attributes that are values of their own: "network".
    pub plain: &'a [String],
    /// Functions that do nothing until they are awaited or iterated.
    pub lazy: &'a [String],
    /// Methods and callees whose result keeps the connection for later: "metagraph".
    pub keepers: &'a [String],
    /// Methods whose result asks the connection while one goes through it: "query_map".
    pub pagers: &'a [String],
}

/// How a connection ends with its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Nothing can notice.
    Unnoticed,
    /// Something leaves the block that could use it again, and then opens a new one.
    KeptByResult,
}

/// What becomes of the connection by one use of it.
enum Fate<'a> {
    Fine,
    Refused,
    /// Nothing says that it is not kept.
    Doubtful,
    /// The value does its work later: a coroutine, a generator, a bound method.
    Pending(Node<'a>),
    /// The value may use the connection again.
    Keeper(Node<'a>),
    /// The value may refer to it; the analysis knows where it goes.
    Holder(Node<'a>),
}

/// How it ends if `rest` is all that it is used in; `None` if somebody would miss it.
pub(super) fn ending<'a>(
    source: Source<'a>,
    binding: &Binding<'a>,
    rest: &[Node<'a>],
    allowed: Allowed<'_>,
) -> Option<Ending> {
    let own = field(binding.assignment, "left");
    let (first, last) = (rest.first()?, rest.last()?);
    let is_inside = |it: Node<'_>| it.start_byte() >= first.start_byte() && it.end_byte() <= last.end_byte();
    if is_exported(source, binding) || looks_around(source, binding.scope) {
        return None;
    }
    let mut ending = Ending::Unnoticed;
    for it in occurrences(source, binding.scope, binding.name) {
        if Some(it) == own || is_shadowed(source, binding, it) {
            continue;
        }
        if !is_inside(it) || is_deferred(source, binding.scope, it) {
            return None;
        }
        let fate = fate(source, it, allowed);
        if end_of(source, binding.scope, &fate, &is_inside, allowed.is_async)? == Ending::KeptByResult {
            ending = Ending::KeptByResult;
        }
    }
    Some(ending)
}

fn fate<'a>(source: Source<'a>, node: Node<'a>, allowed: Allowed<'_>) -> Fate<'a> {
    let has = |all: &[String], name: &str| all.iter().any(|it| it == name);
    match role(node) {
        Role::Receiver { chain, .. } if is_scheduled(source, chain) => Fate::Refused,
        Role::Receiver { chain, called } => {
            let first =
                node.parent().and_then(|it| field(it, "attribute")).map_or("", |it| source.text_of(it));
            let is_awaited = !allowed.is_async || is_awaited_within(node, chain);
            match called {
                _ if !is_awaited && !is_driven(source, chain, true) => Fate::Pending(chain),
                true if has(allowed.keepers, first) => Fate::Keeper(chain),
                true if attributes(source, node, chain).any(|it| has(allowed.pagers, it)) => {
                    if is_driven(source, chain, false) { Fate::Fine } else { Fate::Keeper(chain) }
                }
                true => Fate::Fine,
                false if has(allowed.plain, first) || is_operand(chain) => Fate::Fine,
                false => match argument_of(chain) {
                    Some(call) if LOOKERS.contains(&called_name(source, call)) => Fate::Fine,
                    Some(_) => Fate::Refused,
                    None => Fate::Pending(chain),
                },
            }
        }
        Role::Argument(call) if is_scheduler(source, call) || is_scheduled(source, call) => Fate::Refused,
        Role::Argument(call) => {
            let is_lazy = has(allowed.lazy, called_name(source, call)) && !is_driven(source, call, false);
            if has(allowed.keepers, called_name(source, call)) {
                Fate::Keeper(call)
            } else if has(allowed.unseen, called_name(source, call)) && is_told(source, call) {
                Fate::Doubtful
            } else if is_lazy || !allowed.unseen.is_empty() {
                Fate::Pending(call)
            } else {
                Fate::Holder(call)
            }
        }
        Role::Condition if allowed.tests => Fate::Fine,
        Role::Shown => Fate::Fine,
        Role::Yielded if allowed.yields => Fate::Fine,
        Role::Dropped if allowed.drops => Fate::Fine,
        Role::Condition | Role::Yielded | Role::Dropped | Role::Other => Fate::Refused,
    }
}

/// Follows a value to where its statement puts it, and from there through one local name.
fn end_of<'a>(
    source: Source<'a>,
    scope: Node<'a>,
    fate: &Fate<'a>,
    is_inside: &impl Fn(Node<'a>) -> bool,
    is_async: bool,
) -> Option<Ending> {
    let (value, when_out) = match fate {
        Fate::Fine => return Some(Ending::Unnoticed),
        Fate::Refused => return None,
        Fate::Doubtful => return Some(Ending::KeptByResult),
        Fate::Pending(value) => (*value, None),
        Fate::Keeper(value) => (*value, Some(Ending::KeptByResult)),
        Fate::Holder(value) => (*value, Some(Ending::Unnoticed)),
    };
    if is_let_out(value) {
        return when_out;
    }
    let Some(name) = local_target(source, value) else { return Some(Ending::Unnoticed) };
    let mut ending = Ending::Unnoticed;
    for it in occurrences(source, scope, name) {
        let is_keeper = matches!(fate, Fate::Keeper(_));
        let is_value = is_keeper && matches!(role(it), Role::Receiver { .. });
        if is_deferred(source, scope, it) || is_scheduled(source, it) {
            return None;
        }
        let waits = is_async && matches!(fate, Fate::Pending(_));
        let is_out = is_let_out(it) && !is_value && !is_driven(source, it, waits);
        // What goes on behind the block, or into something that may.
        let is_left =
            is_keeper && (is_collected(source, it) || is_renamed(it) || !is_inside(it) && !is_bound(it));
        if (is_out || is_left) && when_out? == Ending::KeptByResult {
            ending = Ending::KeptByResult;
        }
    }
    Some(ending)
}

/// The local name that a value is assigned to, as it is or as a part of a larger value.
fn local_target<'a>(source: Source<'a>, value: Node<'a>) -> Option<&'a str> {
    let assignment = ancestors(value)
        .take_while(|it| !matches!(it.kind(), "block" | "module"))
        .find(|it| matches!(it.kind(), "assignment" | "named_expression"))?;
    let target = field(assignment, "left").or_else(|| field(assignment, "name"));
    target.filter(|it| it.kind() == "identifier").map(|it| source.text_of(it))
}

/// Names of what the connection is handed to, in the statements behind its opening.
pub fn callees<'a>(source: Source<'a>, opening: crate::source::Span) -> Vec<&'a str> {
    let Some(binding) = Binding::new(source, opening) else { return vec![] };
    let all = occurrences(source, binding.scope, binding.name).into_iter();
    let called = |it: Node<'a>| match role(it) {
        Role::Argument(call) => Some(called_name(source, call)),
        _ => None,
    };
    all.filter_map(called).collect()
}

/// Whether an `await` stands between a name and the end of its chain.
fn is_awaited_within(node: Node<'_>, chain: Node<'_>) -> bool {
    std::iter::once(chain).chain(ancestors(node).take_while(|it| *it != chain)).any(|it| it.kind() == "await")
}

/// Whether something in the same statement awaits the value or goes through it; what `waits` for an `await` nothing
/// else drives but a loop over it.
pub(super) fn is_driven<'a>(source: Source<'a>, value: Node<'a>, waits: bool) -> bool {
    let until_statement = |it: &Node<'_>| !it.kind().ends_with("_statement") && it.kind() != "block";
    let is_loop = value.parent().is_some_and(|it| matches!(it.kind(), "for_statement" | "for_in_clause"));
    is_loop
        || ancestors(value).take_while(until_statement).any(|it| match it.kind() {
            "await" => true,
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension" => !waits,
            "call" if waits => RUNNERS.contains(&called_name(source, it)),
            "call" => DRIVERS.contains(&called_name(source, it)),
            _ => false,
        })
}

/// The attributes on the way from a name to the end of its chain.
fn attributes<'a>(source: Source<'a>, node: Node<'a>, chain: Node<'a>) -> impl Iterator<Item = &'a str> {
    let within = ancestors(node).take_while(move |it| *it != chain);
    let attribute = |it: Node<'a>| field(it, "attribute").filter(|_| it.kind() == "attribute");
    within.filter_map(attribute).map(move |it| source.text_of(it))
}

/// Whether a call is made for its effect, by something that does more than to look: `registry.put("chain", sub)`.
fn is_told<'a>(source: Source<'a>, call: Node<'a>) -> bool {
    let is_looker = LOOKERS.contains(&called_name(source, call));
    !is_looker && own_statement(call).is_some()
}

/// Whether a value goes into a container: `all.append(metagraph)`.
fn is_collected<'a>(source: Source<'a>, value: Node<'a>) -> bool {
    matches!(role(value), Role::Argument(call) if COLLECTORS.contains(&called_name(source, call)))
}

/// Whether another name is given to what an identifier stands for.
fn is_renamed(node: Node<'_>) -> bool {
    node.parent().is_some_and(|it| it.kind() == "assignment" && field(it, "right") == Some(node))
}

/// Whether an identifier stands where it is bound.
fn is_bound(node: Node<'_>) -> bool {
    node.parent().is_some_and(|it| field(it, "left") == Some(node))
}

/// Whether what a call gives goes on behind its statement and out of the function or the block around it.
pub(super) fn outlives<'a>(source: Source<'a>, call: Node<'a>, scope: Node<'a>) -> bool {
    let is_out = |it: Node<'a>| is_let_out(it) || is_collected(source, it);
    let is_value = |it: Node<'a>| matches!(role(it), Role::Receiver { .. });
    if is_out(call) && !is_value(call) {
        return true;
    }
    let Some(name) = local_target(source, call) else { return false };
    let around = ancestors(call).find(|it| matches!(it.kind(), "with_statement" | "try_statement"));
    let is_behind = |it: Node<'a>| around.is_some_and(|around| it.start_byte() >= around.end_byte());
    let is_read = |it: Node<'a>| matches!(role(it), Role::Receiver { called: false, .. });
    occurrences(source, scope, name).into_iter().any(|it| {
        let is_used_later = is_behind(it) && !is_bound(it) && !is_read(it);
        is_deferred(source, scope, it) || is_used_later || is_out(it) && !is_value(it)
    })
}

/// Whether the value goes into arithmetic, a comparison or a text, which keep nothing of it.
fn is_operand(value: Node<'_>) -> bool {
    let kinds = ["binary_operator", "comparison_operator", "unary_operator", "not_operator", "interpolation"];
    value.parent().is_some_and(|it| kinds.contains(&it.kind()))
}

/// The call that a value is an argument of.
fn argument_of(value: Node<'_>) -> Option<Node<'_>> {
    let mut parent = value.parent()?;
    if parent.kind() == "keyword_argument" {
        parent = parent.parent()?;
    }
    parent.parent().filter(|_| parent.kind() == "argument_list")
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

/// The last word of what is called.
pub(super) fn called_name<'a>(source: Source<'a>, call: Node<'a>) -> &'a str {
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
        todo.extend(node.named_children());
    }
    false
}
