"""What a program finds around it while one of its paths runs: modules and builtins."""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import datetime
import functools
import itertools
import re
import time
import types
import weakref
from collections.abc import Callable, Iterator
from typing import Any

from ..programs.world import NAME, World, wanted
from . import loop
from .opaque import Opaque
from .watched import MANAGERS, NotRunnable

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
EXECS = ("execv", "execve", "execvp", "execvpe", "execl", "execle", "execlp", "execlpe", "kill", "fork", "system")
# Where any call may raise, these raise nothing: they print, log, close or only look at something.
QUIET = {
    *("print", "isinstance", "hasattr", "getattr", "callable", "type", "id", "locals", "super", "close"),
    *("getLogger", "debug", "info", "warning", "error", "exception", "critical", "log"),
}
# When a path begins.
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def modules(world: World, names: set[str]) -> Callable[..., Any]:
    """The `import` of a program whose own modules have these names."""

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

    def finalize(*args: Any, **more: Any) -> Any:
        world.at_exit.append(weakref.finalize(*args, **more))
        return world.at_exit[-1]

    changed = {
        "time": {"sleep": sleep, **clock()},
        "datetime": {"datetime": Datetime},
        "contextlib": {it: kept(getattr(contextlib, it)) for it in ("contextmanager", "asynccontextmanager")},
        "asyncio": {"run": loop.run, "sleep": short_sleep, "run_coroutine_threadsafe": loop.scheduled},
        "sys": {"exit": world.exit, "argv": ["program"]},
        "os": {"_exit": world.exit, "abort": world.exit, **dict.fromkeys(EXECS, world.exit)},
        "atexit": {"register": register},
        "weakref": {"finalize": finalize},
        "signal": {"signal": lambda number, handler: register(handler, number, None)},
    }

    def imports(name: str, known: Any = None, local: Any = None, wanted: Any = (), level: int = 0) -> Any:
        root = name.split(".")[0]
        if root not in LIBRARY | SDK | names and not level:
            raise NotRunnable(f"imports {root}")
        if name == "argparse":
            return Opaque(world)
        real = builtins.__import__(name, known, local, wanted, level)
        return types.SimpleNamespace(**{**vars(real), **changed[name]}) if name in changed else real

    return imports


def kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """A decorator that makes managers of a generator as `make` does, and lets nothing collect them."""

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        made = make(function)

        @functools.wraps(function)
        def manager(*args: Any, **more: Any) -> Any:
            MANAGERS.append(made(*args, **more))
            return MANAGERS[-1]

        return manager

    return decorated


def clock() -> dict[str, Callable[..., Any]]:
    """The clocks of `time`: two runs of a path read the same from them, and they go on with every look at them."""
    seconds = itertools.count(int(START.timestamp()))

    def now() -> float:
        return float(next(seconds))

    def strftime(form: str, moment: Any = None) -> str:
        return time.strftime(form, moment or time.gmtime(now()))

    parts = dict.fromkeys(("localtime", "gmtime"), lambda moment=None: time.gmtime(moment or now()))
    return {**dict.fromkeys(("time", "monotonic", "perf_counter"), now), **parts, "strftime": strftime}


class Datetime(datetime.datetime):
    """A `datetime` for which it is always the same moment."""

    @classmethod
    def now(cls, tz: Any = None) -> Datetime:
        return cls.fromtimestamp(START.timestamp(), tz)

    @classmethod
    def utcnow(cls) -> Datetime:
        return cls.fromtimestamp(START.timestamp(), datetime.timezone.utc).replace(tzinfo=None)


def surroundings(world: World, names: set[str]) -> dict[str, Any]:
    """The builtins of a program."""

    def opened_file(*_: object, **__: object) -> Opaque:
        world.may_raise()
        return Opaque(world)

    def may_call(function: Any) -> Any:
        """Any call may raise, where that is asked for; those of the program and of the SDK ask by themselves."""
        own = getattr(getattr(function, "__code__", None), "co_filename", "") == NAME
        if world.any_call_raises and not own and getattr(function, "__name__", "") not in QUIET:
            world.may_raise()
        return function

    def steps(items: Any) -> Any:
        """The step of a loop may raise, too."""
        return step_by_step(items) if world.any_call_raises else items

    def step_by_step(items: Any) -> Iterator[Any]:
        world.may_raise()
        for it in items:
            yield it
            world.may_raise()

    replaced = {
        "__import__": modules(world, names),
        "__enter__": world.enter,
        "__left__": world.left,
        "__caught__": world.caught,
        "__turn__": world.once_more,
        "__pool__": list,
        "__table__": dict,
        "__call__": may_call,
        "__steps__": steps,
        "__error__": world.error,
        "__wanted__": wanted,
        "print": lambda *what, **_: world.trace.append("print " + " ".join(map(shown, what))),
        "input": lambda *_: "",
        "open": opened_file,
        "exit": world.exit,
        "quit": world.exit,
    }
    return {**vars(builtins), **replaced}


def shown(value: Any) -> str:
    """What a print shows, without what differs from run to run: an address of the node, a place in memory."""
    text = str(value) if isinstance(value, (str, int, float, bool, type(None))) else type(value).__name__
    return re.sub(r"ws://127\.0\.0\.1:\d+/[\d-]*|0x[0-9a-f]+", "?", text)
