"""Event loops that remember who started what they run."""

from __future__ import annotations

import asyncio
import functools
import weakref
from collections.abc import Callable
from typing import Any

from ..programs.world import NAME, Call
from .watched import CURRENT, INSIDE

STARTED: weakref.WeakKeyDictionary[asyncio.Task, list[Call]] = weakref.WeakKeyDictionary()


def started_by() -> list[Call]:
    """The functions of the program that started the task or thread that runs, innermost first."""
    if in_thread := getattr(INSIDE, "stack", None):
        return in_thread
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return []
    return STARTED.get(task, []) if task else []


class Loop(asyncio.SelectorEventLoop):
    """A loop whose tasks and threads know where they were started."""

    def __init__(self) -> None:
        super().__init__()
        self.set_task_factory(started)

    def run_in_executor(self, executor: Any, function: Callable[..., Any], *args: Any) -> Any:
        return super().run_in_executor(executor, functools.partial(from_here, stack(), function), *args)


def started(loop: asyncio.AbstractEventLoop, coroutine: Any, **more: Any) -> asyncio.Task:
    task = asyncio.Task(coroutine, loop=loop, **more)
    STARTED[task] = stack()
    return task


def from_here(stack: list[Call], function: Callable[..., Any], *args: Any) -> Any:
    """Calls a function in a thread as if by these."""
    INSIDE.stack = stack
    try:
        return function(*args)
    finally:
        INSIDE.stack = None


def stack() -> list[Call]:
    return CURRENT[-1].stack() if CURRENT else []


def run(main: Any, **_: object) -> Any:
    """`asyncio.run`, but for the loop's end, which may hang while a connection is open."""

    async def with_rest() -> Any:
        result = await main
        # What the program has started is given the time to end; the SDK's own tasks go on for as long as the loop.
        for _ in range(100):
            if not any(is_of_program(it) for it in asyncio.all_tasks() - {asyncio.current_task()}):
                break
            await asyncio.sleep(0.02)
        return result

    return Loop().run_until_complete(with_rest())


def is_of_program(task: asyncio.Task) -> bool:
    """Whether a task runs the program's code, or a `close()` that it has scheduled."""
    coroutine = task.get_coro()
    code = getattr(coroutine, "cr_code", None)
    return code is not None and (code.co_filename == NAME or coroutine.__name__ == "close")


def scheduled(coroutine: Any, _: object = None) -> Any:
    """`asyncio.run_coroutine_threadsafe`: a loop that the program was handed is the one that runs."""
    return asyncio.ensure_future(coroutine)
