"""Values that a program cannot know: whatever is asked of one, the chooser answers."""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterator
from typing import Any

from ..programs.world import World


class Opaque:
    """A value of unknown kind. Calling it may raise, comparing it and asking for its truth has either answer."""

    def __init__(self, world: World) -> None:
        object.__setattr__(self, "_world", world)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Opaque(self._world)

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def __call__(self, *_: object, **__: object) -> Opaque:
        self._world.once_more()
        self._world.may_raise()
        return Opaque(self._world)

    def __bool__(self) -> bool:
        return self._world.chooser.choose(2) == 1

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

    def __await__(self) -> Iterator[Any]:
        self._world.may_raise()
        return Opaque(self._world)
        yield

    def __enter__(self) -> Opaque:
        return Opaque(self._world)

    def __exit__(self, *_: object) -> None:
        pass

    async def __aenter__(self) -> Opaque:
        return Opaque(self._world)

    async def __aexit__(self, *_: object) -> None:
        pass

    def __getitem__(self, _: object) -> Opaque:
        return Opaque(self._world)

    def __index__(self) -> int:
        return self._world.chooser.choose(2)

    __int__ = __len__ = __index__

    def __float__(self) -> float:
        return float(self._world.chooser.choose(2))

    def __hash__(self) -> int:
        return id(self)

    def __contains__(self, _: object) -> bool:
        return bool(self)

    def __eq__(self, _: object) -> bool:
        return bool(self)

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__  # type: ignore[assignment]

    def __add__(self, _: object) -> Opaque:
        return Opaque(self._world)

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __add__
    __neg__ = __abs__ = __round__ = lambda self, *_: Opaque(self._world)

    def __format__(self, _: str) -> str:
        return "?"

    def __str__(self) -> str:
        return "?"


def unpacks(code: bytes, at: int) -> int | None:
    """How many names an instruction unpacks into, if it does that."""
    return code[at + 1] if dis.opname[code[at]] == "UNPACK_SEQUENCE" else None
