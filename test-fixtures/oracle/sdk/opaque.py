"""Values that a program cannot know: whatever is asked of one, the chooser answers."""

from __future__ import annotations

import asyncio
import dis
import functools
import inspect
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from ..programs.world import NAME, World


# Attributes that ask the node, whatever object they are read from.
REQUESTS = ("block", "finalized_block")


class Opaque:
    """A value of unknown kind. Calling it may raise, comparing it and asking for its truth has either answer."""

    def __init__(self, world: World, name: str = "", parent: Opaque | None = None) -> None:
        object.__setattr__(self, "_world", world)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_parent", parent)
        object.__setattr__(self, "_truth", None)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name in REQUESTS:
            self._world.may_raise()
        return Opaque(self._world, name, self)

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
        # What was put into `app.state` is found there again.
        held = self
        while held._parent is not None:
            object.__setattr__(held._parent, held._name, held)
            held = held._parent

    def __call__(self, *args: object, **more: object) -> Any:
        self._world.once_more()
        for it in (*args, *more.values()):
            run_close(it)
        # Whatever it closes, closing does not raise.
        if self._name != "close":
            self._world.may_raise()
        return Arguments(self._world) if self._name == "parse_args" else Opaque(self._world)

    def __bool__(self) -> bool:
        if self._truth is None:
            object.__setattr__(self, "_truth", self._world.chooser.choose(2) == 1)
        return self._truth

    def __iter__(self) -> Iterator[Opaque]:
        frame = sys._getframe(1)
        unpacked = unpacks(frame.f_code.co_code, frame.f_lasti)
        if unpacked is not None:
            return iter([Opaque(self._world) for _ in range(unpacked)])
        return self.items_of_unknown_number()

    def items_of_unknown_number(self) -> Iterator[Opaque]:
        for _ in range(2):
            self._world.may_raise()
            if self._world.chooser.choose(2) == 0:
                return
            yield Opaque(self._world)

    async def __aiter__(self) -> AsyncIterator[Opaque]:
        for it in self.items_of_unknown_number():
            yield it

    def __await__(self) -> Iterator[Any]:
        self._world.may_raise()
        return Opaque(self._world)
        yield

    def __enter__(self) -> Opaque:
        self._world.may_enter()
        return Opaque(self._world)

    def __exit__(self, *_: object) -> None:
        pass

    async def __aenter__(self) -> Opaque:
        self._world.may_enter()
        return Opaque(self._world)

    async def __aexit__(self, *_: object) -> None:
        pass

    def __getitem__(self, _: object) -> Opaque:
        return Opaque(self._world)

    def __index__(self) -> int:
        # The plainest number is one that can be divided by.
        return (1, 0, 2)[self._world.chooser.choose(3)]

    __int__ = __len__ = __index__

    def __float__(self) -> float:
        return float(self._world.chooser.choose(2))

    def __hash__(self) -> int:
        return id(self)

    def __contains__(self, _: object) -> bool:
        return bool(self)

    def __eq__(self, _: object) -> bool:
        return self._world.chooser.choose(2) == 1

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__  # type: ignore[assignment]

    def __add__(self, _: object) -> Opaque:
        return Opaque(self._world)

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __add__
    __neg__ = __abs__ = __round__ = lambda self, *_: Opaque(self._world)

    def __format__(self, _: str) -> str:
        return "?"

    def __str__(self) -> str:
        return "?"


class Arguments:
    """What a command line gives: an option may be missing."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = None if self._world.chooser.choose(2) else Opaque(self._world)
        setattr(self, name, value)
        return value


def run_close(value: Any) -> None:
    """What is handed a bound `close`, its coroutine, or a function without parameters runs it sooner or later."""
    is_function = inspect.isfunction(value) and value.__code__.co_filename == NAME and not value.__code__.co_argcount
    if is_function or isinstance(value, functools.partial) or getattr(value, "__name__", "") == "close":
        value = value() if callable(value) else value
    if inspect.iscoroutine(value) and value.__name__ == "close":
        try:
            asyncio.ensure_future(value)
        except RuntimeError:
            asyncio.new_event_loop().run_until_complete(value)


def unpacks(code: bytes, at: int) -> int | None:
    """How many names an instruction unpacks into, if it does that."""
    return code[at + 1] if dis.opname[code[at]] == "UNPACK_SEQUENCE" else None
