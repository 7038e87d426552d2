"""Runs one path of a program on the installed SDK."""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import gc
import inspect
import random
import signal
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from ..paths import Chooser, CutOff
from ..programs.world import NAME, Boom, Ended, Faulty, World, check
from . import loop, project
from .opaque import Opaque
from .surroundings import surroundings
from .watched import CURRENT, KEPT, KEYS, MANAGERS, NotRunnable

# A path that takes longer, in seconds, is cut off.
PATIENCE = 30


@contextlib.contextmanager
def watched(world: World) -> Iterator[None]:
    """Makes a path the one that runs, with the collector off, and cleans up behind it."""
    CURRENT.append(world)
    gc.disable()
    try:
        yield
    finally:
        with limited(world), contextlib.suppress(CutOff):
            clean_up()
        MANAGERS.clear()
        KEPT.clear()
        KEYS.clear()
        gc.enable()
        CURRENT.clear()


@contextlib.contextmanager
def limited(world: World) -> Iterator[None]:
    """Cuts off what takes too long."""

    def late(*_: object) -> None:
        world.chooser.cut()

    signal.signal(signal.SIGALRM, late)
    # More than once: an event loop forgets what is raised while it runs a callback.
    signal.setitimer(signal.ITIMER_REAL, PATIENCE, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def path(program: project.Project, file: project.File, unit: str, world: World) -> None:
    """Runs one path to its end, and what the program has left for the end of the process."""
    replaced = surroundings(world, program.names())
    # Another run of this path must draw the same.
    random.seed(0)
    with project.importable(program, file, replaced), limited(world):
        names = project.namespace(program, file, unit, replaced)
        try:
            exec(file.code, names)
            if unit != project.MODULE:
                result = names[unit](*arguments(names[unit], file.tested.get(unit, set()), world))
                if inspect.iscoroutine(result):
                    result = loop.run(result)
                hand_on(world, result)
        except Ended:
            pass
        except BaseException as error:
            if isinstance(error, NotRunnable):
                raise
            check(error)
            for it in world.opened:
                # What the module's own code opened; functions have noted theirs.
                it.left_inner |= it.stack[0][0] is file.code
                it.left_outer |= it.stack[-1][0] is file.code
        if world.exited is None:
            let_others_close(world, program, names)
        for it in world.at_exit:
            ended(it)


def ended(function: Callable[..., Any]) -> None:
    """Calls what runs when everything is over, whatever comes of it."""
    try:
        value = function()
        if inspect.iscoroutine(value):
            loop.run(value)
    except (Ended, SystemExit, CutOff, Faulty, Exception):
        pass


def let_others_close(world: World, program: project.Project, names: dict[str, Any]) -> None:
    """What a global still holds is somebody else's to close: each function without parameters is given the chance."""
    loaded = [vars(sys.modules[it.module()]) for it in program.files if it.module() in sys.modules]
    if not within([names, *loaded]) & {id(kept) for kept, _ in KEPT}:
        return
    signal.setitimer(signal.ITIMER_REAL, 5, 1)
    before = dict(vars(world))
    world.chooser, world.opened, world.trace = Chooser(max_raises=0), [], []
    used_again = [it.used_again_at for it in before["opened"]]
    modules = [names]
    if len(program.files) > 1:
        ended(lambda: modules.extend(project.import_all(program)))
    for function in [value for it in modules for value in list(it.values())]:
        own = inspect.isfunction(function) and function.__code__.co_filename == NAME
        if own and not inspect.signature(function).parameters:
            ended(function)
    vars(world).update(before)
    for it, line in zip(world.opened, used_again):
        it.used_again_at = line


def hand_on(world: World, result: Any) -> None:
    """What a function returns is its caller's, and this one has none."""
    reached = within([result])
    handed = {id(opened) for it, opened in KEPT if id(it) in reached}
    world.opened = [it for it in world.opened if id(it) not in handed]


def within(values: list[Any]) -> set[int]:
    """The ids of all that can be reached from some values within a few steps."""
    layer, reached = values, {id(it) for it in values}
    for _ in range(4):
        cells = [cell for it in layer if isinstance(it, types.FunctionType) for cell in it.__closure__ or ()]
        layer = [it for it in gc.get_referents(*layer, *cells) if not isinstance(it, (type, types.ModuleType, dict))]
        layer += [value for it in layer if hasattr(it, "__dict__") for value in vars(it).values()]
        reached |= {id(it) for it in layer}
    return reached


def clean_up() -> None:
    """Closes what the path left open, so that the next one begins with nothing."""
    for it, _ in KEPT:
        close = getattr(it, "close", None)
        if close is not None and not inspect.iscoroutinefunction(close):
            with contextlib.suppress(Exception):
                close()


def arguments(function: Any, tested: set[str], world: World) -> list[Any]:
    """Something opaque for each parameter that has no default, or None if the function itself looks at it."""
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = [it for it in inspect.signature(function).parameters.values() if it.kind in positional]
    needed = [it for it in parameters if it.default is inspect.Parameter.empty]
    return [None if it.name in tested and world.chooser.choose(2) else Opaque(world) for it in needed]


def kinds_of(program: project.Project) -> tuple[type[BaseException], ...]:
    """What may be raised: something that no handler names, and what they name, as far as Python knows it."""
    nodes = [it for file in program.files for it in ast.walk(file.tree)]
    handlers = [it.type for it in nodes if isinstance(it, ast.ExceptHandler) and it.type is not None]
    named = [one for it in handlers for one in (it.elts if isinstance(it, ast.Tuple) else [it])]
    names = dict.fromkeys(ast.unparse(it).split(".")[-1] for it in named)
    known = [getattr(builtins, it, None) or getattr(asyncio, it, None) for it in names]
    kinds = [it for it in known if inspect.isclass(it) and it not in (Exception, BaseException)]
    return (Boom, *kinds[:3])
