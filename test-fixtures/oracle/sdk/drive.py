"""Runs the paths of programs on a real SDK; run in the SDK's own environment.

    python drive.py PORT

reads one JSON object a line, `{"name": …, "text": …, "lines": […]}`, and answers each with one line: what was seen
open, by the lines of the calls that opened it, or why the program cannot be run; `lines` are those of findings.
`PORT` is that of a running `node.py`.

Every connection that the program opens gets an address of its own on the node, so that the node tells which are open.
All of them are kept alive and the collector is off until a path has ended; then they are let go and the collector
runs, to see what it would have closed. What the SDK reads from the chain is not there: its methods send one request
and answer with something opaque, or raise, as the chooser says.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import functools
import gc
import importlib
import inspect
import json
import logging
import signal
import sys
import threading
import time
import types
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from oracle.paths import Chooser, CutOff, walk_near  # noqa: E402
from oracle.programs import verdict  # noqa: E402
from oracle.programs.world import FUNCTIONS, NAME, Boom, Ended, Faulty, Opened, Watched, World, check, wanted  # noqa: E402
from oracle.sdk.opaque import Opaque  # noqa: E402

PORT = sys.argv[1] if len(sys.argv) > 1 else "0"
# So many paths of each function; fewer are enough once every finding has been seen to be true.
MAX_PATHS, ENOUGH = 40, 8
# What a program may import besides the SDK; anything else is not there, or does more than the chooser can say.
LIBRARY = {
    *(
        "__future__",
        "abc",
        "argparse",
        "asyncio",
        "atexit",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "datetime",
    ),
    *("enum", "functools", "gc", "inspect", "itertools", "json", "logging", "math", "operator", "os", "random", "re"),
    *("signal", "statistics", "sys", "time", "traceback", "types", "typing", "warnings", "weakref"),
}
SDK = {"bittensor", "async_substrate_interface", "substrateinterface"}
LIFECYCLE = {"close", "initialize", "connect", "help", "add_args", "config", "setup_config", "wait_until", "at"}

EXECS = ("execv", "execve", "execvp", "execvpe", "execl", "execle", "execlp", "execlpe", "kill", "fork", "system")

CURRENT: list[World] = []
# Each object that was opened, with what is known of it.
KEPT: list[tuple[Any, Opened]] = []
KEYS: dict[int, str] = {}
INSIDE = threading.local()


class NotRunnable(BaseException):
    """The program needs something that is not here."""


# --- The SDK ----------------------------------------------------------------------------------------------------------


def prepare_sdk() -> None:
    """Makes every opening known by its address, and every request scripted."""
    import bittensor as bt

    logging.disable(logging.CRITICAL)
    classes = {getattr(bt, name, None) for name in ("Subtensor", "subtensor", "AsyncSubtensor", "Client")}
    for it in classes:
        if inspect.isclass(it):
            watch_constructor(it)
            script_requests(it)
    for module, names in {
        "async_substrate_interface": ("SubstrateInterface", "AsyncSubstrateInterface"),
        "substrateinterface": ("SubstrateInterface",),
    }.items():
        try:
            found = importlib.import_module(module)
        except ImportError:
            continue
        for name in names:
            if hasattr(found, name):
                watch_constructor(getattr(found, name))


def watch_constructor(cls: type) -> None:
    original = cls.__init__  # type: ignore[misc]
    address = next(name for name in inspect.signature(original).parameters if name != "self")

    @functools.wraps(original)
    def init(self: Any, *args: Any, **more: Any) -> None:
        if not CURRENT or getattr(INSIDE, "depth", 0):
            original(self, *args, **more)
            return
        given = args[0] if args else more.get(address)
        if isinstance(given, str) and given.startswith("http"):
            raise NotRunnable("an http address")
        world = CURRENT[-1]
        world.may_raise()
        opened = world.note()
        # As far as the program can know; the node has the last word.
        opened.is_open = True
        key = f"{id(world)}-{time.monotonic_ns()}"
        KEYS[id(opened)] = key
        KEPT.append((self, opened))
        more = {**more, address: f"ws://127.0.0.1:{PORT}/{key}"}
        INSIDE.depth = 1
        try:
            original(self, *args[1:], **more)
        finally:
            INSIDE.depth = 0

    cls.__init__ = init  # type: ignore[misc]


def script_requests(cls: type) -> None:
    for name, member in inspect.getmembers(cls):
        if name.startswith("_") or name in LIFECYCLE:
            continue
        if isinstance(member, property):
            if name in ("block", "finalized_block"):
                setattr(cls, name, property(scripted(member.fget, is_async=cls.__name__.startswith("Async"))))
        elif inspect.isfunction(member):
            setattr(cls, name, scripted(member, is_async=inspect.iscoroutinefunction(member)))


def scripted(original: Any, *, is_async: bool) -> Callable[..., Any]:
    """A request that is sent, but whose answer the chooser gives; what the SDK itself asks is left alone."""

    def is_asked_by_program() -> bool:
        return bool(CURRENT) and sys._getframe(2).f_code.co_filename == NAME

    async def ask(self: Any) -> Any:
        # What goes wrong goes wrong with the request, and it has connected by then.
        await self.substrate.get_chain_head()
        CURRENT[-1].may_raise()
        return Opaque(CURRENT[-1])

    @functools.wraps(original)
    def method(self: Any, *args: Any, **more: Any) -> Any:
        if not is_asked_by_program():
            return original(self, *args, **more)
        world = CURRENT[-1]
        world.once_more()
        if is_async:
            return ask(self)
        if hasattr(self, "substrate") and hasattr(self.substrate, "get_chain_head"):
            self.substrate.get_chain_head()
        world.may_raise()
        return Opaque(world)

    return method


def counts() -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/counts", timeout=5) as response:
        return json.load(response)


def is_open(opened: list[Opened]) -> dict[int, bool]:
    """Which of the connections are open, once the answer has not changed for a while."""
    keys = {id(it): KEYS.get(id(it), "") for it in opened}
    before: dict[int, bool] = {}
    for _ in range(20):
        now = counts()
        state = {which: now.get(key, {}).get("open", 0) > 0 for which, key in keys.items()}
        if state == before or not any(state.values()):
            return state
        before = state
        time.sleep(0.08)
    return before


# --- One program ------------------------------------------------------------------------------------------------------


def modules(world: World) -> Callable[..., Any]:
    """The `import` of a program."""

    async def short_sleep(*_: object) -> None:
        world.once_more()
        world.may_raise()
        await asyncio.sleep(0)

    def sleep(*_: object) -> None:
        world.once_more()
        world.may_raise()

    def register(function: Any, *args: Any, **more: Any) -> Any:
        world.at_exit.append(functools.partial(function, *args, **more))
        return function

    changed = {
        "time": {"sleep": sleep},
        "asyncio": {"run": run_coroutine, "sleep": short_sleep},
        "sys": {"exit": world.exit, "argv": ["program"]},
        "os": {"_exit": world.exit, "abort": world.exit, **dict.fromkeys(EXECS, world.exit)},
        "atexit": {"register": register},
        "signal": {"signal": lambda number, handler: register(handler, number, None)},
    }

    def imports(name: str, names: Any = None, local: Any = None, wanted: Any = (), level: int = 0) -> Any:
        root = name.split(".")[0]
        if root not in LIBRARY | SDK or level:
            raise NotRunnable(f"imports {root or 'a sibling'}")
        if name == "argparse":
            return Opaque(world)
        real = builtins.__import__(name, names, local, wanted, level)
        return types.SimpleNamespace(**{**vars(real), **changed[name]}) if name in changed else real

    return imports


def run_coroutine(main: Any, **_: object) -> Any:
    """`asyncio.run`, but for the loop's end, which may hang while a connection is open."""

    async def with_rest() -> Any:
        result = await main
        # What the program has started is given the time to end; the SDK's own tasks go on for as long as the loop.
        for _ in range(100):
            if not any(is_of_program(it) for it in asyncio.all_tasks() - {asyncio.current_task()}):
                break
            await asyncio.sleep(0.02)
        return result

    return asyncio.new_event_loop().run_until_complete(with_rest())


def is_of_program(task: asyncio.Task) -> bool:
    """Whether a task runs the program's code, or a `close()` that it has scheduled."""
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and (code.co_filename == NAME or code.co_name == "close")


class Paths:
    """What all paths of a program showed."""

    def __init__(self, kinds: tuple[type[BaseException], ...]) -> None:
        self.kinds = kinds
        self.truth = verdict.Truth()
        self.collected = 0
        self.faults: set[str] = set()
        self.n_good = 0

    def run(self, code: types.CodeType, unit: str, chooser: Chooser) -> None:
        world = World(chooser, self.kinds, True)
        CURRENT.append(world)
        gc.disable()
        try:
            self.path(code, unit, world)
            self.judge(world)
            self.n_good += 1
        except CutOff:
            self.judge(world, cut=True)
        except (Faulty, NotRunnable) as fault:
            self.faults.add(str(fault))
        finally:
            clean_up()
            CURRENT.clear()

    def path(self, code: types.CodeType, unit: str, world: World) -> None:
        replaced = {
            "__import__": modules(world),
            "__enter__": world.enter,
            "__left__": world.left,
            "__caught__": world.caught,
            "__turn__": world.once_more,
            "__pool__": list,
            "__error__": world.error,
            "__wanted__": wanted,
            "print": lambda *_, **__: None,
            "input": lambda *_: "",
            "exit": world.exit,
            "quit": world.exit,
        }
        name = "__main__" if unit == "<module>" else "fixture"
        names: dict[str, Any] = {"__name__": name, "__builtins__": {**vars(builtins), **replaced}}
        try:
            exec(code, names)
            if unit != "<module>":
                result = names[unit](*arguments(names[unit], world))
                if inspect.iscoroutine(result):
                    result = run_coroutine(result)
                hand_on(world, result)
        except Ended:
            pass
        except BaseException as error:
            if isinstance(error, NotRunnable):
                raise
            check(error)
            for it in world.opened:
                # What the module's own code opened; functions have noted theirs.
                it.left_inner |= it.stack[0][0] is code
                it.left_outer |= it.stack[-1][0] is code
        for it in world.at_exit:
            try:
                value = it()
                if inspect.iscoroutine(value):
                    run_coroutine(value)
            except (Ended, SystemExit, Exception):
                pass

    def judge(self, world: World, cut: bool = False) -> None:
        state = is_open(world.opened)
        for it in world.opened:
            it.is_open = state[id(it)]
        if cut or world.exited is not None:
            # Not at its end, or ended by itself: a finding may be about it, and none is due.
            world.exited = [it for it in world.opened if it.is_open]
        verdict.add(self.truth, world)
        open_ones = [it for it in world.opened if it.is_open]
        if open_ones:
            KEPT.clear()
            gc.collect()
            self.collected += sum(not it for it in is_open(open_ones).values())


def hand_on(world: World, result: Any) -> None:
    """What a function returns is its caller's, and this one has none."""
    layer, reached = [result], {id(result)}
    for _ in range(4):
        cells = [cell for it in layer if isinstance(it, types.FunctionType) for cell in it.__closure__ or ()]
        layer = [it for it in gc.get_referents(*layer, *cells) if not isinstance(it, (type, types.ModuleType, dict))]
        layer += [value for it in layer if hasattr(it, "__dict__") for value in vars(it).values()]
        reached |= {id(it) for it in layer}
    handed = {id(opened) for it, opened in KEPT if id(it) in reached}
    world.opened = [it for it in world.opened if id(it) not in handed]


def clean_up() -> None:
    """Closes what the path left open, so that the next one begins with nothing."""
    for it, _ in KEPT:
        close = getattr(it, "close", None)
        if close is not None and not inspect.iscoroutinefunction(close):
            try:
                close()
            except Exception:
                pass
    KEPT.clear()
    KEYS.clear()
    gc.enable()


def arguments(function: Any, world: World) -> list[Any]:
    """Something opaque, or None, for each parameter that has no default."""
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = [it for it in inspect.signature(function).parameters.values() if it.kind in positional]
    needed = [it for it in parameters if it.default is inspect.Parameter.empty]
    return [None if world.chooser.choose(2) else Opaque(world) for _ in needed]


def units(tree: ast.Module) -> list[str]:
    """What is run by itself: the module, and each function at its top that is no generator and not decorated."""

    def is_generator(function: ast.AST) -> bool:
        return any(isinstance(it, (ast.Yield, ast.YieldFrom)) for it in ast.walk(function))

    functions = [it for it in tree.body if isinstance(it, FUNCTIONS)]
    return ["<module>", *(it.name for it in functions if not it.decorator_list and not is_generator(it))]


def kinds_of(tree: ast.Module) -> tuple[type[BaseException], ...]:
    """What may be raised: something that no handler names, and what they name, as far as Python knows it."""
    handlers = [it.type for it in ast.walk(tree) if isinstance(it, ast.ExceptHandler) and it.type is not None]
    named = [one for it in handlers for one in (it.elts if isinstance(it, ast.Tuple) else [it])]
    names = dict.fromkeys(ast.unparse(it).split(".")[-1] for it in named)
    known = [getattr(builtins, it, None) or getattr(asyncio, it, None) for it in names]
    kinds = [it for it in known if inspect.isclass(it) and it not in (Exception, BaseException)]
    return (Boom, *kinds[:3])


def observe(text: str, wanted_lines: set[int]) -> dict[str, Any]:
    """What the paths of a program show, as plain data; more paths are run while a finding is without an example."""
    tree = ast.parse(text, NAME)
    names = units(tree)
    kinds = kinds_of(tree)
    code = compile(ast.fix_missing_locations(Watched().visit(tree)), NAME, "exec")
    paths = Paths(kinds)
    n_paths = 0
    for unit in names:
        for number, _ in enumerate(walk_near(functools.partial(paths.run, code, unit), MAX_PATHS)):
            n_paths += 1
            shown = {line for site in paths.truth.raised for line in site}
            if number >= ENOUGH and wanted_lines <= shown:
                break
    truth = paths.truth
    seen = {key: [sorted(it) for it in getattr(truth, key)] for key in SITES}
    return {
        **seen,
        "reached": sorted(truth.reached),
        "paths": n_paths,
        "good": paths.n_good,
        "collected": paths.collected,
        "faults": sorted(paths.faults),
    }


SITES = ("written", "raised", "written_maybe", "raised_maybe", "lost")


def main() -> None:
    """Answers line by line; a program that hangs is ended by a signal and told as such."""
    prepare_sdk()
    output, sys.stdout = sys.stdout, sys.stderr

    def late(*_: object) -> None:
        raise NotRunnable("takes too long")

    signal.signal(signal.SIGALRM, late)
    for line in sys.stdin:
        asked = json.loads(line)
        signal.alarm(60)
        try:
            seen = observe(asked["text"], set(asked["lines"]))
        except BaseException as error:
            seen = {"faults": [f"{type(error).__name__}: {error}"], "good": 0}
        signal.alarm(0)
        print(json.dumps({"name": asked["name"], **seen}), file=output, flush=True)


if __name__ == "__main__":
    main()
