//! Values that do their work later: generators, closures, what `map` gives, a metagraph.
//!
//! Whoever has one of them goes on using what it was made of, though it does not name it.

use crate::lang::python::tree::Node;

use super::confined::{called_name, is_driven};
use super::uses::{is_nested_scope, mentions, occurrences};
use super::{Source, children, field};
use crate::source::Span;

/// What gives a value that calls or goes through its arguments when it is asked.
const LAZY: &[&str] =
    &["map", "filter", "zip", "enumerate", "reversed", "iter", "partial", "starmap", "chain", "islice"];

/// Whether a function returns something that uses later what it was handed; `makers` are methods that give such a
/// thing: "metagraph".
pub fn gives_later(source: Source<'_>, function: Span, makers: &[String]) -> bool {
    let Some(function) = super::function_at(source, function) else { return false };
    let later: Vec<&str> = definitions(source, function, makers).map(|it| it.0).collect();
    own(function).filter(|it| it.kind() == "return_statement").any(|it| {
        let mut named = later.iter().flat_map(|name| occurrences(source, it, name));
        is_later(source, it, makers) || named.any(|it| !is_read(it) && !is_driven(source, it, false))
    })
}

/// The names in a function that stand for such values made of what `name` stands for.
pub(super) fn names_made_of<'a>(source: Source<'a>, scope: Node<'a>, name: &str) -> Vec<&'a str> {
    let is_of_it = |value: Node<'a>| mentions(source, value, name);
    definitions(source, scope, &[]).filter(|it| is_of_it(it.1)).map(|it| it.0).collect()
}

/// The nested functions, and the variables that are given such a value: name, and where it comes from.
fn definitions<'a>(
    source: Source<'a>,
    scope: Node<'a>,
    makers: &[String],
) -> impl Iterator<Item = (&'a str, Node<'a>)> {
    own(scope).filter_map(move |it| match it.kind() {
        "function_definition" => Some((source.text_of(field(it, "name")?), it)),
        "assignment" => {
            let (left, right) = (field(it, "left")?, field(it, "right")?);
            let is_name = left.kind() == "identifier" && is_later(source, right, makers);
            is_name.then_some((source.text_of(left), right))
        }
        _ => None,
    })
}

/// Whether an expression, or a part of it, is such a value.
fn is_later<'a>(source: Source<'a>, expression: Node<'a>, makers: &[String]) -> bool {
    let is_maker = |it: Node<'a>| makers.iter().any(|name| name == called_name(source, it));
    std::iter::once(expression).chain(own(expression)).any(|it| match it.kind() {
        "lambda" => true,
        "generator_expression" => !is_driven(source, it, false) && !is_argument(it),
        "call" if LAZY.contains(&called_name(source, it)) => !is_driven(source, it, false),
        "call" => is_maker(it) && !is_read(it) && !is_driven(source, it, false),
        _ => false,
    })
}

/// Whether only an attribute of it is asked for.
fn is_read(value: Node<'_>) -> bool {
    value.parent().is_some_and(|it| it.kind() == "attribute")
}

/// Whether a generator is the argument of a call, which goes through it as a rule: `sum(f(x) for x in y)`.
fn is_argument(generator: Node<'_>) -> bool {
    generator.parent().is_some_and(|it| matches!(it.kind(), "call" | "argument_list"))
}

/// All nodes below, without what is inside of nested functions and classes.
fn own<'a>(root: Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let mut todo: Vec<Node<'a>> = children(root);
    std::iter::from_fn(move || {
        let node = todo.pop()?;
        if !is_nested_scope(node) {
            todo.extend(children(node));
        }
        Some(node)
    })
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_no_fix, check_unsafe_fix};

    const LINES: &str = "import bittensor as bt\n";

    #[test]
    fn what_a_function_of_the_program_makes_of_it_may_be_used_later() {
        let helpers = [
            "def use(sub):\n    return (sub.tempo(it) for it in range(3))\n",
            "def use(sub):\n    def ask(n):\n        return sub.tempo(n)\n    return ask\n",
            "def use(sub):\n    asked = map(sub.tempo, range(3))\n    return asked\n",
            "def use(sub):\n    return sub.metagraph(1)\n",
        ];
        for helper in helpers {
            let user = "def f():\n    sub = bt.Subtensor()\n    found = use(sub)\n    return found\n";
            check_no_fix("SUB001", &format!("{LINES}{helper}{user}"));
        }
        let eager = "def use(sub):\n    return sum(sub.tempo(it) for it in range(3))\n";
        check_fix(
            "SUB001",
            &format!("{LINES}{eager}def f():\n    sub = bt.Subtensor()\n    return use(sub)\n"),
            &format!("{LINES}{eager}def f():\n    with bt.Subtensor() as sub:\n        return use(sub)\n"),
        );
    }

    #[test]
    fn a_result_that_asks_page_by_page_needs_the_connection() {
        let unscoped = |body: &str| format!("{LINES}def f():\n    sub = bt.Subtensor()\n    {body}\n");
        let scoped =
            |body: &str| format!("{LINES}def f():\n    with bt.Subtensor() as sub:\n        {body}\n");
        let lazy = "return sub.query_map('A', 'B')";
        check_unsafe_fix("SUB001", &unscoped(lazy), &scoped(lazy));
        let read = "return list(sub.query_map('A', 'B'))";
        check_fix("SUB001", &unscoped(read), &scoped(read));
    }

    #[test]
    fn coroutines_in_a_list_have_not_run() {
        let open = "    sub = await bt.AsyncSubtensor().initialize()\n";
        let all = "    found = [sub.tempo(it) for it in range(3)]\n    return found\n";
        check_no_fix("SUB001", &format!("{LINES}async def f():\n{open}{all}"));
    }

    #[test]
    fn a_return_that_goes_through_what_was_made_of_it_is_not_closed_before() {
        for made in ["map(sub.tempo, [1])", "(sub.tempo(it) for it in [1])", "lambda: sub.tempo(1)"] {
            let body = format!(
                "def f(a):\n    sub = bt.Subtensor()\n    found = {made}\n    if a:\n        return list(found)\n    sub.close()\n"
            );
            check_no_fix("SUB002", &format!("{LINES}{body}"));
        }
    }

    #[test]
    fn who_is_told_of_it_may_keep_it() {
        let told = |body: &str| format!("{LINES}def f(registry):\n    {body}\n");
        check_unsafe_fix(
            "SUB001",
            &told("sub = bt.Subtensor()\n    registry.enroll('chain', sub)"),
            &told("with bt.Subtensor() as sub:\n        registry.enroll('chain', sub)"),
        );
        check_fix(
            "SUB001",
            &told("sub = bt.Subtensor()\n    registry.info('chain', sub)"),
            &told("with bt.Subtensor() as sub:\n        registry.info('chain', sub)"),
        );
    }
}
