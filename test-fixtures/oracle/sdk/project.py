"""The files of a program, watched: imported by each other while a path runs, and forgotten behind it.

They lie in a folder, so that Python itself finds what they import; only the code that it gets for them is another:
watched as `programs.world` says, with lines that count on from file to file and builtins that are the path's.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..places import number
from ..programs.world import FUNCTIONS, NAME, Watched

MODULE = "<module>"


@dataclass
class File:
    """One file, compiled once for all paths."""

    path: str
    tree: ast.Module
    code: types.CodeType
    # What is run by itself.
    units: list[str]
    # The parameters of these functions that the function itself looks at.
    tested: dict[str, set[str]]
    # Whether it does something when Python is started with it.
    is_script: bool

    def module(self) -> str:
        """The name that the others import it by."""
        parts = Path(self.path).with_suffix("").parts
        parts = parts[1:] if len(parts) > 2 and parts[0] == "src" else parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def package(self) -> str:
        """The package that its relative imports start from."""
        module = self.module()
        return module if self.path.endswith("__init__.py") else module.rpartition(".")[0]


@dataclass
class Project:
    """All files of a program, and where they lie."""

    folder: Path
    files: list[File]
    # The lines of fields that a dataclass fills by a factory, by the name of the class.
    default_factories: dict[str, list[int]] = field(default_factory=dict)

    def names(self) -> set[str]:
        """The first parts of the names that its files may be imported by."""
        return {it.module().split(".")[0] for it in self.files} | {it.path.split("/")[0] for it in self.files}


def load(folder: Path, texts: dict[str, str]) -> Project:
    """Writes a program into a folder and compiles it. Raises `SyntaxError` if it is none."""
    project = Project(folder, [])
    for which, (path, text) in enumerate(texts.items()):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        tree = ast.parse(text, NAME)
        ast.increment_lineno(tree, number(which, 0))
        for it in ast.walk(tree):
            if isinstance(it, ast.ClassDef):
                project.default_factories[it.name] = factories_of(it)
        names = [] if is_test(path) else units(tree)
        tested = {it.name: tested_in(it) for it in tree.body if isinstance(it, FUNCTIONS)}
        code = compile(ast.fix_missing_locations(Kept().visit(tree)), NAME, "exec")
        project.files.append(File(path, tree, code, names, tested, "__main__" in text))
    return project


class Kept(Watched):
    """Watched; besides, no object closes itself when it is collected, and calls and loops show what they are about."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        shown = ast.Call(ast.Name("__call__", ast.Load()), [node.func], [])
        node.func = ast.copy_location(shown, node.func)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.loop(node)
        node.iter = ast.copy_location(ast.Call(ast.Name("__steps__", ast.Load()), [node.iter], []), node.iter)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        for it in node.body:
            if isinstance(it, ast.FunctionDef) and it.name == "__del__":
                it.body = [ast.copy_location(ast.Pass(), it.body[0])]
        self.generic_visit(node)
        return node


def factories_of(node: ast.ClassDef) -> list[int]:
    """Where the fields of a class stand whose value a factory makes."""
    values = [it.value for it in node.body if isinstance(it, ast.AnnAssign) and isinstance(it.value, ast.Call)]
    return [it.lineno for it in values if any(keyword.arg == "default_factory" for keyword in it.keywords)]


def units(tree: ast.Module) -> list[str]:
    """What is run by itself: the module, and each function at its top that is no generator and not decorated."""

    def is_generator(function: ast.AST) -> bool:
        return any(isinstance(it, (ast.Yield, ast.YieldFrom)) for it in ast.walk(function))

    functions = [it for it in tree.body if isinstance(it, FUNCTIONS)]
    return [MODULE, *(it.name for it in functions if not it.decorator_list and not is_generator(it))]


def is_test(path: str) -> bool:
    """Whether pytest runs a file, with fixtures that nobody else knows."""
    name = path.split("/")[-1]
    return name == "conftest.py" or name.startswith("test_")


def tested_in(function: ast.AST) -> set[str]:
    """The names that decide a branch of a function, by being None or by their truth."""
    tests = [it.test for it in ast.walk(function) if isinstance(it, (ast.If, ast.While, ast.IfExp, ast.Assert))]
    parts = [part for it in tests for part in ast.walk(it)]
    parts += [part for it in ast.walk(function) if isinstance(it, ast.BoolOp) for part in it.values]
    return {it.id for it in parts if isinstance(it, ast.Name)}


# --- Importing --------------------------------------------------------------------------------------------------------


class Loader(importlib.abc.Loader):
    """Runs a file with the builtins of the path."""

    def __init__(self, file: File, replaced: dict[str, Any]) -> None:
        self.file = file
        self.replaced = replaced

    def exec_module(self, module: types.ModuleType) -> None:
        vars(module)["__builtins__"] = self.replaced
        exec(self.file.code, vars(module))


@contextlib.contextmanager
def importable(project: Project, file: File, replaced: dict[str, Any]) -> Iterator[None]:
    """Lets the files import each other as if Python had been started with one of them."""
    by_path = {project.folder / it.path: it for it in project.files}
    folders = [project.folder / Path(file.path).parent, project.folder, project.folder / "src"]

    class Finder(importlib.abc.MetaPathFinder):
        def find_spec(self, name: str, path: Any, _: Any = None) -> Any:
            spec = importlib.machinery.PathFinder.find_spec(name, path or [str(it) for it in folders])
            if spec is None:
                return None
            found = by_path.get(Path(spec.origin)) if spec.origin else None
            if found is not None:
                spec.loader = Loader(found, replaced)
                return spec
            return spec if spec.origin is None else None

    finder, before = Finder(), dict(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        names = project.names()
        for it in [it for it in sys.modules if it.split(".")[0] in names]:
            del sys.modules[it]
        sys.modules.update(before)


def namespace(program: Project, file: File, unit: str, replaced: dict[str, Any]) -> dict[str, Any]:
    """The names of a module that is run by itself, as a script or as what others import."""
    is_script = unit == MODULE and (len(program.files) == 1 or file.is_script)
    module = types.ModuleType("__main__" if is_script else file.module())
    names = vars(module)
    names |= {"__builtins__": replaced, "__package__": file.package(), "__file__": file.path}
    if not is_script:
        sys.modules[file.module()] = module
    return names


def import_all(program: Project) -> list[dict[str, Any]]:
    """The names of all modules of a program that can be imported."""
    found = []
    for it in program.files:
        with contextlib.suppress(ImportError):
            found.append(vars(importlib.import_module(it.module())))
    return found
