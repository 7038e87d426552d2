//! What a class of the program does when a `with` enters and leaves one of its objects.

use crate::lang::python::tree::Node;

use super::{Source, children, field, function_at};
use crate::source::Span;

/// Whether a method does nothing but end in `return self`, as far as its returns say.
pub fn returns_self(source: Source<'_>, method: Span) -> bool {
    let Some((body, this)) = parts(source, method) else { return false };
    let is_self =
        |it: Node<'_>| children(it).first().is_some_and(|it| source.text_of(*it) == source.text_of(this));
    let mut todo = vec![body];
    while let Some(node) = todo.pop() {
        if node.kind() == "return_statement" && !is_self(node) {
            return false;
        }
        todo.extend(children(node));
    }
    children(body).last().is_some_and(|it| it.kind() == "return_statement")
}

/// Whether `__enter__` does nothing but return the object.
pub fn enters_plainly(source: Source<'_>, method: Span) -> bool {
    let body = parts(source, method).map(|it| statements(it.0)).unwrap_or_default();
    body.len() == 1 && returns_self(source, method)
}

/// Whether `__exit__` does nothing but call methods without arguments, under conditions about a field at most, and
/// let go of fields; what these do is for the caller to know.
pub fn exits_plainly(source: Source<'_>, method: Span) -> bool {
    parts(source, method).is_some_and(|it| statements(it.0).into_iter().all(|it| is_plain_end(source, it)))
}

fn is_plain_end<'a>(source: Source<'a>, statement: Node<'a>) -> bool {
    match statement.kind() {
        "pass_statement" => true,
        "return_statement" => children(statement).iter().all(|it| matches!(it.kind(), "none" | "false")),
        "if_statement" => {
            let below = field(statement, "consequence").map(statements).unwrap_or_default();
            let calls = field(statement, "condition").is_none_or(|it| source.text_of(it).contains('('));
            field(statement, "alternative").is_none()
                && !calls
                && below.into_iter().all(|it| is_plain_end(source, it))
        }
        "expression_statement" => match children(statement).as_slice() {
            [it] if it.kind() == "assignment" => field(*it, "right").is_some_and(|it| it.kind() == "none"),
            [it] => {
                let call = if it.kind() == "await" { children(*it).first().copied() } else { Some(*it) };
                let arguments = call.and_then(|it| field(it, "arguments"));
                arguments.is_some_and(|it| children(it).is_empty())
            }
            _ => false,
        },
        _ => false,
    }
}

/// The body of a method, and the name of its object.
fn parts<'a>(source: Source<'a>, method: Span) -> Option<(Node<'a>, Node<'a>)> {
    let method = function_at(source, method)?;
    Some((field(method, "body")?, *children(field(method, "parameters")?).first()?))
}

/// The statements of a block, without its docstring.
fn statements(block: Node<'_>) -> Vec<Node<'_>> {
    let is_text = |it: &Node<'_>| {
        it.kind() == "expression_statement" && children(*it).iter().all(|it| it.kind() == "string")
    };
    children(block).into_iter().filter(|it| !is_text(it) && it.kind() != "comment").collect()
}

#[cfg(test)]
mod tests {
    use crate::fix::testing::{check_fix, check_unsafe_fix};

    #[test]
    fn a_with_that_does_more_than_to_close_is_for_people_to_decide() {
        let class = |enter: &str, exit: &str| {
            format!(
                "import bittensor as bt\nclass Link:\n    def __init__(self):\n        self.sub = bt.Subtensor()\n    def __enter__(self):\n{enter}        return self\n    def __exit__(self, *_):\n        self.sub.close()\n{exit}"
            )
        };
        let user = "def f():\n    link = Link()\n    print(link.sub.block)\n";
        let scoped = "def f():\n    with Link() as link:\n        print(link.sub.block)\n";
        let check = |enter: &str, exit: &str| {
            let class = class(enter, exit);
            check_unsafe_fix("SUB007", &format!("{class}{user}"), &format!("{class}{scoped}"));
        };
        check("        print('started')\n", "");
        check("", "        return True\n");
        check("", "        self.seen = []\n");
        let plain = class("", "        self.sub = None\n");
        check_fix("SUB007", &format!("{plain}{user}"), &format!("{plain}{scoped}"));
    }

    #[test]
    fn a_subclass_of_the_sdks_may_leave_in_its_own_way() {
        let class = "import bittensor as bt\nclass Quiet(bt.Subtensor):\n    def __exit__(self, *_):\n        self.close()\n        return True\n";
        check_unsafe_fix(
            "SUB001",
            &format!("{class}def f():\n    sub = Quiet()\n    return sub.tempo(1)\n"),
            &format!("{class}def f():\n    with Quiet() as sub:\n        return sub.tempo(1)\n"),
        );
    }
}
