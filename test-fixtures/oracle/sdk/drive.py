"""Runs the paths of programs on a real SDK; run in the SDK's own environment.

    python drive.py PORT

reads one JSON object a line, `{"name": …, "text": …}`, and answers each with one line: what was seen open, by the
lines of the calls that opened it, or why the program cannot be run. `PORT` is that of a running `node.py`.

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
from oracle.programs.world import FUNCTIONS, NAME, Boom, Ended, Faulty, Opened, Watched, World, check  # noqa: E402
from oracle.sdk.opaque import Opaque  # noqa: E402

PORT = sys.argv[1] if len(sys.argv) > 1 else "0"
MAX_PATHS = 8
# What a program may import besides the SDK; anything else is not there, or does more than the chooser can say.
LIBRARY = {
    *("__future__", "abc", "argparse", "asyncio", "atexit", "collections", "contextlib", "copy", "dataclasses", "datetime"),
    *("enum", "functools", "gc", "inspect", "itertools", "json", "logging", "math", "operator", "os", "random", "re"),
    *("signal", "statistics", "sys", "time", "traceback", "types", "typing", "warnings", "weakref"),
}
SDK = {"bittensor", "async_substrate_interface", "substrateinterface"}
LIFECYCLE = {"close", "initialize", "connect", "help", "add_args", "config", "setup_config", "wait_until", "at"}

CURRENT: list[World] = []
KEPT: list[Any] = []
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
        KEPT.append(self)
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
        CURRENT[-1].may_raise()
        await self.substrate.get_chain_head()
        return Opaque(CURRENT[-1])

    @functools.wraps(original)
    def method(self: Any, *args: Any, **more: Any) -> Any:
        if not is_asked_by_program():
            return original(self, *args, **more)
        world = CURRENT[-1]
        world.once_more()
        if is_async:
            return ask(self)
        world.may_raise()
        if hasattr(self, "substrate") and hasattr(self.substrate, "get_chain_head"):
            self.substrate.get_chain_head()
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
        "os": {"_exit": world.exit, "abort": world.exit},
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

    def __init__(self) -> None:
        self.truth = verdict.Truth()
        self.collected = 0
        self.faults: set[str] = set()
        self.n_good = 0

    def run(self, code: types.CodeType, unit: str, chooser: Chooser) -> None:
        world = World(chooser, (Boom,), True)
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
                    run_coroutine(result)
        except Ended:
            pass
        except BaseException as error:
            if isinstance(error, NotRunnable):
                raise
            check(error)
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
            if cut:
                it.left_inner = it.dropped = True
        if world.exited is not None:
            world.exited = [it for it in world.opened if it.is_open]
        verdict.add(self.truth, world)
        open_ones = [it for it in world.opened if it.is_open]
        if open_ones:
            KEPT.clear()
            gc.collect()
            self.collected += sum(not it for it in is_open(open_ones).values())


def clean_up() -> None:
    """Closes what the path left open, so that the next one begins with nothing."""
    for it in KEPT:
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
    """Something opaque for each parameter that has no default."""
    parameters = inspect.signature(function).parameters.values()
    needed = (it.POSITIONAL_ONLY, it.POSITIONAL_OR_KEYWORD) if (it := inspect.Parameter) else ()
    return [Opaque(world) for it in parameters if it.kind in needed and it.default is it.empty]


def units(tree: ast.Module) -> list[str]:
    """What is run by itself: the module, and each function at its top that is no generator and not decorated."""

    def is_generator(function: ast.AST) -> bool:
        return any(isinstance(it, (ast.Yield, ast.YieldFrom)) for it in ast.walk(function))

    functions = [it for it in tree.body if isinstance(it, FUNCTIONS)]
    return ["<module>", *(it.name for it in functions if not it.decorator_list and not is_generator(it))]


def observe(text: str) -> dict[str, Any]:
    """What the paths of a program show, as plain data."""
    tree = ast.parse(text, NAME)
    names = units(tree)
    code = compile(ast.fix_missing_locations(Watched().visit(tree)), NAME, "exec")
    paths = Paths()
    n_paths = 0
    for unit in names:
        for _ in walk_near(functools.partial(paths.run, code, unit), MAX_PATHS):
            n_paths += 1
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
            seen = observe(asked["text"])
        except BaseException as error:
            seen = {"faults": [f"{type(error).__name__}: {error}"], "good": 0}
        signal.alarm(0)
        print(json.dumps({"name": asked["name"], **seen}), file=output, flush=True)


if __name__ == "__main__":
    main()
