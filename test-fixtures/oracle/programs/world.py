"""Runs one path of a random program and tells which of its connections are still open.

The program says `import bittensor as bt` and gets a stub that counts; everything it does not define itself it imports
from `world`, and what that answers, and whether it raises, is the chooser's decision. The program's syntax tree is
changed a little before it runs, and no line of it moves:

- a function notes when it is entered and when an exception leaves it,
- a handler notes an exception that nobody scripted: such a program is faulty itself and says nothing,
- a loop that turns too often is cut off,
- a list or dictionary may raise when one of its methods is called, as any call may,
- a failing `assert` and a bare `raise` raise what the chooser says, since to the linter every raising point may reach
  every handler.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import functools
import inspect
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..paths import Chooser, CutOff

NAME = "<program>"
# A function that runs: its code, its how manieth call, and the line it has reached.
Call = tuple[types.CodeType, int, int]
# So often may one line be reached in one call of its function; beyond, the path is cut off. A loop's line counts twice
# in each turn if its condition asks.
MAX_VISITS = 6
KINDS: tuple[type[BaseException], ...] = (ValueError, KeyError, TypeError, KeyboardInterrupt)


ENDS = ("__exit__", "__aexit__")


def is_interrupted(anywhere: bool) -> bool:
    """Whether the innermost function of the program names KeyboardInterrupt: only there anybody thinks of it.

    To a handler `anywhere` around any call may be interrupted.
    """
    running = frames() if anywhere else frames()[:1]
    return any("KeyboardInterrupt" in it.f_code.co_names for it in running)


def ends_a_scope() -> bool:
    """Whether the library's `closing` has called the function that is being left."""
    frame = sys._getframe(2).f_back
    while frame is not None and frame.f_code.co_filename != NAME:
        if frame.f_code.co_name in ENDS:
            return True
        frame = frame.f_back
    return False


class Boom(Exception):
    """The exception that no handler names."""


class Faulty(BaseException):
    """The program itself is wrong: a name is unbound, or None has no such attribute."""


class Ended(BaseException):
    """The program called `sys.exit`."""


@dataclass(eq=False)
class Opened:
    """One connection: who opened it, and what became of it."""

    # Innermost first.
    stack: list[Call]
    # Where the object was made whose method opened it.
    owner_lines: tuple[int, ...]
    is_open: bool = False
    # Connecting failed: whether something stays open then is the SDK's secret, and no finding is due.
    failed: bool = False
    dropped: bool = False
    # Whether it was closed once, and the line that used it afterwards.
    ended: bool = False
    used_again_at: int | None = None
    # Classes that have opened it in a constructor of which the program has no line.
    made_by: tuple[str, ...] = ()
    # Why no finding is due although it stays open: a bound of the analysis that errs to silence.
    excuse: str | None = None
    left_inner: bool = False
    left_outer: bool = False

    def is_of_generator(self) -> bool:
        """Whether a generator opened it, itself or by a factory: an exception leaves it only if somebody threw it in."""
        kinds = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR
        return any(code.co_flags & kinds for code, _, _ in self.stack)

    def lines(self) -> frozenset[int]:
        """The lines that a finding about it may be reported at."""
        return frozenset(line for _, _, line in self.stack) | frozenset(self.owner_lines)


@dataclass
class World:
    """What one path has done so far."""

    chooser: Chooser
    kinds: tuple[type[BaseException], ...]
    correlated: bool
    max_visits: int = MAX_VISITS
    opened: list[Opened] = field(default_factory=list)
    entered: Counter[types.CodeType] = field(default_factory=Counter)
    calls: Counter[Call] = field(default_factory=Counter)
    made: dict[int, tuple[int, ...]] = field(default_factory=dict)
    at_exit: list[Any] = field(default_factory=list)
    # What the node and the terminal would see, in order.
    trace: list[str] = field(default_factory=list)
    # Whether entering a connection may raise: a fix that adds a `with` must not add a question.
    entering_asks: bool = True
    # Whether any call may raise, even one of Python's own functions.
    any_call_raises: bool = False
    # An exception came up at the end of a block that has none: it tells about the context manager around it only.
    thrown_in: bool = False
    # What had been lost when the program ended itself, and whether no exception had to come up for that.
    exited: list[tuple[Opened, bool]] | None = None
    # Who started the task or thread that runs, innermost first.
    started_by: Callable[[], list[Call]] = list

    def may_raise(self) -> None:
        """Raises if the chooser says so."""
        if self.chooser.raised >= self.chooser.max_raises:
            return
        kinds = self.kinds
        if KeyboardInterrupt in kinds and not is_interrupted(anywhere=not self.correlated):
            kinds = self.own_kinds()
        if kind := self.chooser.choose_to_raise(len(kinds)):
            raise scripted(kinds[kind - 1])

    def register(self, function: Any) -> None:
        """`atexit.register`, which may raise like any call; what was handed over counts all the same."""
        self.at_exit.append(function)
        self.may_raise()

    def may_enter(self) -> None:
        """Entering a connection raises if the chooser says so."""
        if self.entering_asks:
            self.may_raise()

    def throw_in(self) -> None:
        """Raises at the end of a block if the chooser says so."""
        try:
            self.may_raise()
        except BaseException:
            self.thrown_in = True
            raise

    def own_kinds(self) -> tuple[type[BaseException], ...]:
        """What a program raises by itself."""
        return tuple(it for it in self.kinds if it is not KeyboardInterrupt)

    def error(self, *_: object) -> BaseException:
        """An exception for a `raise` of the program that names none."""
        return scripted(self.kinds[self.chooser.choose(len(self.kinds))])

    def named_error(self, *_: object) -> BaseException:
        """The program's `Error`; to the linter it may reach each handler around, that of an interrupt as well."""
        kinds = self.own_kinds() if self.correlated else self.kinds
        return scripted(kinds[self.chooser.choose(len(kinds))])

    def swallowed(self) -> None:
        """A context manager of the program has ended an exception: to the others, that is no path of theirs."""
        for it in self.opened:
            it.left_inner |= it.is_open and not it.is_of_generator()

    def stack(self) -> list[Call]:
        """The functions of the program that are running, innermost first."""
        running = [(it.f_code, self.entered[it.f_code], it.f_lineno) for it in frames()]
        return [*running, *self.started_by()]

    def once_more(self) -> None:
        """Counts the line that is reached; cuts a path off that stays in a loop."""
        inner = innermost()
        place = (inner.f_code, self.entered[inner.f_code], inner.f_lineno) if inner else self.started_by()[0]
        self.calls[place] += 1
        if self.calls[place] > self.max_visits:
            self.chooser.cut()

    def note(self) -> Opened:
        """A connection that is not open yet."""
        owners = [self.made.get(id(names_of(it).get("self")), ()) for it in frames() if is_method(it.f_code)]
        opened = Opened(self.stack(), tuple(line for lines in owners for line in lines))
        self.opened.append(opened)
        return opened

    def enter(self) -> None:
        """A function of the program begins."""
        self.entered[sys._getframe(1).f_code] += 1

    def left(self) -> None:
        """An exception leaves a function of the program."""
        code = sys._getframe(1).f_code
        for it in self.opened:
            if it.is_open and (code.co_name in ENDS or ends_a_scope()):
                it.excuse = "the end of a `with` raises before it closes"
            if it.is_open and is_method(code) and any(code is at for at, _, _ in it.stack):
                it.excuse = "a method raises after it has opened"
            if it.is_open and any(code is at and self.entered[at] == call for at, call, _ in it.stack):
                it.left_inner |= it.stack[0][0] is code
                it.left_outer |= it.stack[0][0] is not code

    def caught(self) -> None:
        """A handler of the program begins; what the exception holds on to is let go."""
        error = sys.exc_info()[1]
        check(error)
        if error is not None:
            error.__traceback__ = error.__context__ = None

    def exit(self, *_: object) -> None:
        """`sys.exit`: what happens from here on does not count."""
        if self.exited is None:
            lost = [it for it in self.opened if it.is_open and (it.dropped or it.left_inner)]
            self.exited = [(it, it.dropped) for it in lost]
        raise Ended

    def finish(self) -> None:
        """What Python does at the end of a process."""
        for it in self.at_exit:
            it()


def frames() -> list[types.FrameType]:
    """Frames of the program, innermost first."""
    found = []
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == NAME:
            found.append(frame)
        frame = frame.f_back
    return found


def names_of(frame: types.FrameType) -> dict[str, Any]:
    """What the names of a function's frame hold; before Python 3.13 the frame itself would hold on to that."""
    kept = frame.f_locals
    found = dict(kept)
    if frame.f_code.co_flags & inspect.CO_OPTIMIZED and isinstance(kept, dict):
        kept.clear()
    return found


def innermost() -> types.FrameType | None:
    """The function of the program that runs."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != NAME:
        frame = frame.f_back
    return frame


def is_method(code: types.CodeType) -> bool:
    return bool(code.co_varnames) and code.co_varnames[0] == "self"


def scripted(kind: type[BaseException]) -> BaseException:
    """An exception that the chooser wanted."""
    error = kind("scripted")
    error.scripted = True  # type: ignore[attr-defined]
    return error


def wanted(error: Any) -> BaseException:
    """What a `raise` of the program names, known from an accident."""
    made = error() if isinstance(error, type) else error
    made.scripted = True
    return made


def check(error: BaseException | None) -> None:
    """Raises what no handler may catch."""
    if error is None or getattr(error, "scripted", False) or isinstance(error, GeneratorExit):
        return
    if several := getattr(error, "exceptions", ()):
        for it in several:
            check(it)
        return
    if isinstance(error, (CutOff, Ended, Faulty)):
        raise error
    raise Faulty(f"{type(error).__name__}: {error}")


class Flag:
    """A condition that the program cannot know; decided when it is first looked at, or each time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.value: bool | None = None

    def __bool__(self) -> bool:
        if self.value is None or not self.world.correlated:
            self.value = self.world.chooser.choose(2) == 1
        return self.value


class Pool(list):
    """A list whose methods may raise.

    What it is handed is in there even if `append` raises, as the linter believes: only an interrupt makes it raise.
    Taking something out raises where nothing is left, and nobody sees how much is in there: so the linter believes a
    loop that such an exception leaves to have emptied the list.
    """

    def __init__(self, world: World, items: list) -> None:
        super().__init__(items)
        self.world = world

    def append(self, item: Any) -> None:
        super().append(item)
        self.world.may_raise()

    def pop(self, *at: Any) -> Any:
        try:
            self.world.may_raise()
        except BaseException:
            for it in self:
                it._opened.excuse = "taking it out raises, as if there were none"
            raise
        return super().pop(*at)


class Table(dict):
    """A dictionary of which taking something out may raise."""

    def __init__(self, world: World, items: dict) -> None:
        super().__init__(items)
        self.world = world

    def pop(self, *what: Any) -> Any:
        self.world.may_raise()
        return super().pop(*what)


class Unknown:
    """What a function gives that nobody looks into: perhaps not None, and harmless."""

    def __getattr__(self, _: str) -> Any:
        return lambda *_: Unknown()

    def __await__(self) -> Iterator[Any]:
        return iter(())

    def __enter__(self) -> Unknown:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class Items:
    """Something to loop over, of unknown length; each step may raise."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.n_left = 2 if world.chooser.max_raises < 3 else 3

    def __iter__(self) -> Items:
        return self

    def __next__(self) -> int:
        self.world.may_raise()
        if self.n_left == 0 or self.world.chooser.choose(2) == 0:
            raise StopIteration
        self.n_left -= 1
        return self.n_left


def stub(world: World) -> types.SimpleNamespace:
    """The module `bittensor` of one path."""

    class Base:
        def __init__(self, network: str = "finney") -> None:
            self._opened = world.note()

        def __del__(self) -> None:
            opened = getattr(self, "_opened", None)
            if opened is not None and opened.is_open and not opened.left_inner:
                opened.dropped = True

    class Substrate:
        def __init__(self, close: Any) -> None:
            self.close = close

    class Subtensor(Base):
        def __init__(self, network: str = "finney") -> None:
            world.trace.append("open")
            world.may_raise()
            super().__init__(network)
            self._opened.is_open = True

        def close(self) -> None:
            self._opened.is_open = False

        @property
        def substrate(self) -> Substrate:
            return Substrate(self.close)

        def get_current_block(self) -> int:
            world.trace.append("request")
            # The traceback of an exception would hold on to it.
            del self
            world.may_raise()
            return 1

        block = property(get_current_block)

        def __enter__(self) -> Any:
            self._opened.excuse = "entering it raises"
            world.may_enter()
            self._opened.excuse = None
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

    class AsyncSubtensor(Base):
        async def initialize(self) -> Any:
            if self._opened.is_open:
                return self
            self._opened.failed = True
            world.trace.append("open")
            world.may_raise()
            self._opened.failed = False
            self._opened.is_open = True
            return self

        async def close(self) -> None:
            self._opened.is_open = False

        @property
        def substrate(self) -> Substrate:
            return Substrate(self.close)

        async def get_current_block(self) -> int:
            world.trace.append("request")
            del self
            world.may_raise()
            return 1

        async def __aenter__(self) -> Any:
            self._opened.excuse = "entering it raises"
            world.may_enter()
            self._opened.excuse = None
            return await self.initialize()

        async def __aexit__(self, *_: object) -> None:
            await self.close()

    return types.SimpleNamespace(Subtensor=Subtensor, AsyncSubtensor=AsyncSubtensor)


def surroundings(world: World) -> types.SimpleNamespace:
    """The module `world` of one path: all that the program does not define."""

    def work(*_: object) -> None:
        world.may_raise()

    async def pause(*_: object) -> None:
        world.may_raise()

    def flag() -> Flag:
        world.once_more()
        world.may_raise()
        return Flag(world)

    def kind() -> int:
        world.may_raise()
        return world.chooser.choose(3)

    def items() -> Items:
        world.once_more()
        world.may_raise()
        return Items(world)

    return types.SimpleNamespace(
        work=work, pause=pause, probe=work, flag=flag, kind=kind, items=items, Error=world.named_error
    )


class Suppress(contextlib.suppress):
    """`suppress` that lets a fault of the program through."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        check(error)
        return bool(super().__exit__(kind, error, trace))


def interrupted(world: World, function: Any) -> Any:
    """The generator of a context manager under whose block an exception may come up, whatever stands there."""

    @functools.wraps(function)
    def generator(*args: Any) -> Any:
        inner = function(*args)
        value = next(inner)
        try:
            yield value
            world.throw_in()
        except BaseException as error:
            with contextlib.suppress(StopIteration):
                inner.throw(error)
            world.swallowed()
        else:
            next(inner, None)

    return generator


def interrupted_async(world: World, function: Any) -> Any:
    """The same for an asynchronous one."""

    @functools.wraps(function)
    async def generator(*args: Any) -> Any:
        inner = function(*args)
        value = await anext(inner)
        try:
            yield value
            world.throw_in()
        except BaseException as error:
            with contextlib.suppress(StopAsyncIteration):
                await inner.athrow(error)
            world.swallowed()
        else:
            await anext(inner, None)

    return generator


def modules(world: World) -> dict[str, Any]:
    """What the program may import."""
    library = types.SimpleNamespace(**{name: getattr(contextlib, name) for name in contextlib.__all__})
    library.suppress = Suppress
    library.contextmanager = lambda function: contextlib.contextmanager(interrupted(world, function))
    library.asynccontextmanager = lambda function: contextlib.asynccontextmanager(interrupted_async(world, function))
    return {
        "bittensor": stub(world),
        "world": surroundings(world),
        "sys": types.SimpleNamespace(exit=world.exit),
        "atexit": types.SimpleNamespace(register=world.register),
        "contextlib": library,
        "asyncio": asyncio,
    }


class Watched(ast.NodeTransformer):
    """Puts the notes into a program; see the top of this file."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self.function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self.function(node)

    def function(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        left = ast.ExceptHandler(ast.Name("BaseException", ast.Load()), None, [call("__left__"), ast.Raise()])
        watched = ast.Try(node.body, [left], [], [])
        node.body = [call("__enter__"), watched]
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, call("__caught__"))
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        return self.loop(node)

    def visit_For(self, node: ast.For) -> ast.AST:
        return self.loop(node)

    def visit_List(self, node: ast.List) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(ast.Call(ast.Name("__pool__", ast.Load()), [node], []), node)

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(ast.Call(ast.Name("__pool__", ast.Load()), [node], []), node)

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(ast.Call(ast.Name("__table__", ast.Load()), [node], []), node)

    def loop(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.copy_location(call("__turn__"), node))
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if node.exc is None:
            node.exc = ast.copy_location(ast.Call(ast.Name("__error__", ast.Load()), [], []), node)
        else:
            node.exc = ast.copy_location(ast.Call(ast.Name("__wanted__", ast.Load()), [node.exc], []), node)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        self.generic_visit(node)
        error = ast.Call(ast.Name("__error__", ast.Load()), [], [])
        return ast.copy_location(ast.If(ast.UnaryOp(ast.Not(), node.test), [ast.Raise(error)], []), node)


def call(name: str) -> ast.stmt:
    return ast.Expr(ast.Call(ast.Name(name, ast.Load()), [], []))


@dataclass
class Program:
    """A program that is ready to run: its `main` and how many conditions that takes."""

    code: types.CodeType
    n_flags: int
    kinds: tuple[type[BaseException], ...]


def prepare(text: str) -> Program:
    """Compiles a program; raises `SyntaxError` if it is none."""
    tree = ast.parse(text, NAME)
    main = next((it for it in tree.body if isinstance(it, FUNCTIONS) and it.name == "main"), None)
    if main is None:
        raise SyntaxError("no main")
    names = {it.id for it in ast.walk(tree) if isinstance(it, ast.Name)}
    watched = ast.fix_missing_locations(Watched().visit(tree))
    kinds = (Boom, *(it for it in KINDS if it.__name__ in names))
    return Program(compile(watched, NAME, "exec"), len(main.args.args), kinds)


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def run(
    program: Program,
    chooser: Chooser,
    *,
    correlated: bool,
    entering_asks: bool = True,
    max_visits: int = MAX_VISITS,
) -> World:
    """Runs one path. Raises `CutOff` where the path is too long and `Faulty` where the program is."""
    world = World(chooser, program.kinds, correlated, max_visits, entering_asks=entering_asks)
    known = modules(world)
    original = builtins.__build_class__

    def build_class(body: Any, name: str, *bases: Any, **more: Any) -> type:
        made = original(body, name, *bases, **more)

        def new(cls: type, *_: object, **__: object) -> object:
            it = object.__new__(cls)
            world.made[id(it)] = tuple(line for _, _, line in world.stack())
            return it

        made.__new__ = new  # type: ignore[method-assign]
        return made

    replaced = {
        "__import__": lambda name, *_: known[name],
        "__build_class__": build_class,
        "__enter__": world.enter,
        "__left__": world.left,
        "__caught__": world.caught,
        "__turn__": world.once_more,
        "__pool__": functools.partial(Pool, world),
        "__table__": functools.partial(Table, world),
        "__error__": world.error,
        "__wanted__": wanted,
        "locals": lambda: names_of(sys._getframe(1)),
        "print": lambda *what: world.trace.append(f"print {len(what)}"),
    }
    names: dict[str, Any] = {"__name__": "program", "__builtins__": {**vars(builtins), **replaced}}
    try:
        exec(program.code, names)
        if not correlated:
            names |= {name: blurred(world, it) for name, it in names.items() if name.startswith("make")}
        result = names["main"](*(Flag(world) for _ in range(program.n_flags)))
        if inspect.iscoroutine(result):
            loop().run_until_complete(settled(result))
    except Ended:
        pass
    except BaseException as error:
        check(error)
        error.__traceback__ = None
    finally:
        names.clear()
    world.finish()
    return world


def blurred(world: World, factory: Any) -> Any:
    """A factory of which nobody knows whether it gave None, or could raise."""

    def blur(result: Any) -> Any:
        return Unknown() if result is None and world.chooser.choose(2) else result

    def plain() -> Any:
        world.may_raise()
        return blur(factory())

    async def awaited() -> Any:
        world.may_raise()
        return blur(await factory())

    return awaited if inspect.iscoroutinefunction(factory) else plain


async def settled(main: Any) -> None:
    """Runs a coroutine and then all that it has started."""
    try:
        await main
    finally:
        while rest := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(rest)


LOOPS: list[asyncio.AbstractEventLoop] = []


def loop() -> asyncio.AbstractEventLoop:
    """One event loop for all paths."""
    if not LOOPS:
        LOOPS.append(asyncio.new_event_loop())
    return LOOPS[0]
