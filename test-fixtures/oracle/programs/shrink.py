"""Makes a program smaller while something about it lasts."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

# The fields of a statement that hold a block, and those that may be left empty.
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def smallest(text: str, which_last: Callable[[list[str]], list[bool]]) -> str:
    """The smallest program that is found by taking things away; `which_last` judges many candidates at once."""
    while True:
        candidates = sorted({it for it in smaller(text) if size(it) < size(text)}, key=size)
        for chunk in (candidates[at : at + 40] for at in range(0, len(candidates), 40)):
            better = [it for it, lasts in zip(chunk, which_last(chunk)) if lasts]
            if better:
                text = better[0]
                break
        else:
            return text


def size(text: str) -> tuple[int, int]:
    return text.count("\n"), len(text)


def smaller(text: str) -> Iterator[str]:
    """Programs with one thing taken away."""
    tree = ast.parse(text)
    for path, statements in blocks(tree, ()):
        for at in range(len(statements)):
            for replacement in replacements(statements[at]):
                changed = copy.deepcopy(tree)
                block = lookup(changed, path)
                block[at : at + 1] = copy.deepcopy(replacement)
                if not block and path[-1] == "body":
                    block.append(ast.Pass())
                yield written(changed)


def written(tree: ast.Module) -> str:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "<smaller>", "exec")
    except (SyntaxError, ValueError):
        return "# not a program\n" * 1000
    return text


def blocks(node: ast.AST, path: tuple) -> Iterator[tuple[tuple, list]]:
    """Every block of a tree, with the fields and positions that lead to it."""
    for name in BLOCKS:
        inner = getattr(node, name, None)
        if isinstance(inner, list):
            if inner:
                yield (*path, name), inner
            for at, it in enumerate(inner):
                yield from blocks(it, (*path, name, at))


def lookup(tree: ast.AST, path: tuple) -> list:
    here = tree
    for step in path:
        here = here[step] if isinstance(step, int) else getattr(here, step)
    return here  # type: ignore[return-value]


def replacements(statement: ast.AST) -> Iterator[list]:
    """What a statement may become."""
    yield []
    for name in BLOCKS:
        inner = getattr(statement, name, None)
        if (
            isinstance(inner, list)
            and inner
            and not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        ):
            if name == "handlers":
                yield from (it.body for it in inner)
            elif name == "cases":
                yield from (it.body for it in inner)
            elif isinstance(statement, ast.stmt):
                yield inner
    if isinstance(statement, ast.Assign):
        if len(statement.targets) > 1:
            yield from ([ast.Assign([it], statement.value)] for it in statement.targets)
        target, value = statement.targets[0], statement.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield [ast.Assign([one], other) for one, other in zip(target.elts, value.elts)]
            yield from ([ast.Assign([one], other)] for one, other in zip(target.elts, value.elts))
    if (
        isinstance(statement, ast.With)
        and len(statement.items) == 1
        and isinstance(statement.items[0].optional_vars, ast.Name)
    ):
        yield [ast.Assign([statement.items[0].optional_vars], statement.items[0].context_expr), *statement.body]
    if isinstance(statement, (ast.If, ast.While)) and not isinstance(statement.test, ast.Call):
        simple = copy.deepcopy(statement)
        simple.test = ast.Call(ast.Name("flag", ast.Load()), [], [])
        yield [simple]
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and statement.args.args:
        fewer = copy.deepcopy(statement)
        fewer.args.args.pop()
        yield [fewer]


__all__ = ["smallest"]
