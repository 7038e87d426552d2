"""Makes every opening of an installed SDK known by its address on the node, and lets the chooser answer requests."""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import logging
import sys
import threading
import time
import types
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from ..programs.world import NAME, Opened, World
from .opaque import Opaque

LIFECYCLE = {"close", "initialize", "connect", "help", "add_args", "config", "setup_config", "wait_until", "at"}
CONNECTING = ("__enter__", "__aenter__", "initialize", "connect")
CLOSING = ("close", "__exit__", "__aexit__")
CLASSES = {
    "async_substrate_interface": ("SubstrateInterface", "AsyncSubstrateInterface"),
    "substrateinterface": ("SubstrateInterface",),
}
# A node that many ask at once answers late; in seconds.
PATIENCE = 60

# The path that runs.
CURRENT: list[World] = []
# Each object that was opened, with what is known of it.
KEPT: list[tuple[Any, Opened]] = []
# Each manager that a generator of the program makes: a dropped one runs to its end, and that is the collector's help.
MANAGERS: list[Any] = []
KEYS: dict[int, str] = {}
INSIDE = threading.local()
PORT = ["0"]


class NotRunnable(BaseException):
    """The program needs something that is not here."""


def prepare_sdk(port: str) -> None:
    """Changes the classes of the installed SDK; `port` is that of the node."""
    import bittensor as bt

    PORT[0] = port
    logging.disable(logging.CRITICAL)
    classes = {getattr(bt, name, None) for name in ("Subtensor", "subtensor", "AsyncSubtensor", "Client")}
    for it in classes:
        if inspect.isclass(it):
            watch(it)
            script_requests(it)
    for module, names in CLASSES.items():
        try:
            found = importlib.import_module(module)
        except (ImportError, RuntimeError):
            # One of them refuses to be beside another one's packages.
            continue
        for name in names:
            if hasattr(found, name):
                watch(getattr(found, name))


def closes_itself() -> bool:
    """Whether a dropped connection is no fault with the installed SDK: a blocking one of 11 has a finalizer."""
    import bittensor as bt

    return bt.__version__.startswith("11.")


def watch(cls: type) -> None:
    watch_constructor(cls)
    for name in CONNECTING:
        original = getattr(cls, name, None)
        if inspect.iscoroutinefunction(original):
            setattr(cls, name, connecting_later(original))
        elif inspect.isfunction(original):
            setattr(cls, name, connecting(original))
    for name in CLOSING:
        original = getattr(cls, name, None)
        if inspect.iscoroutinefunction(original):
            setattr(cls, name, closing_later(original))
        elif inspect.isfunction(original):
            setattr(cls, name, closing(original))


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
        world.trace.append("open")
        world.may_raise()
        opened = world.note()
        opened.made_by = tuple(made_by_dataclasses())
        # As far as the program can know; the node has the last word.
        opened.is_open = True
        key = f"{id(world)}-{time.monotonic_ns()}"
        KEYS[id(opened)] = key
        KEPT.append((self, opened))
        more = {**more, address: f"ws://127.0.0.1:{PORT[0]}/{key}"}
        INSIDE.depth = 1
        try:
            original(self, *args[1:], **more)
        finally:
            INSIDE.depth = 0

    cls.__init__ = init  # type: ignore[misc]


def made_by_dataclasses() -> Iterator[str]:
    """The dataclasses whose constructors run."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == "<string>" and frame.f_code.co_name == "__init__":
            yield type(frame.f_locals.get("self")).__name__
        frame = frame.f_back


# --- Connecting and closing -------------------------------------------------------------------------------------------------------


def opened_of(value: Any) -> Opened | None:
    """What is known of an object that is connected anew, unless something else does that already."""
    found = next((opened for it, opened in KEPT if it is value), None)
    if found is None or found.excuse:
        return None
    found.ended = False
    return found


def connecting(original: Any) -> Callable[..., Any]:
    """Entering a connection, which may raise once it is open; whether that is told is the rules' own decision."""

    @functools.wraps(original)
    def method(self: Any, *args: Any, **more: Any) -> Any:
        opened = opened_of(self)
        result = original(self, *args, **more)
        if CURRENT and opened is not None:
            opened.excuse = "entering it raises"
            CURRENT[-1].may_enter()
            opened.excuse = None
        return result

    return method


def connecting_later(original: Any) -> Callable[..., Any]:
    """The same for what is awaited."""

    @functools.wraps(original)
    async def method(self: Any, *args: Any, **more: Any) -> Any:
        opened = opened_of(self)
        if not CURRENT or opened is None:
            return await original(self, *args, **more)
        opened.excuse = "connecting it raises"
        result = await original(self, *args, **more)
        CURRENT[-1].may_enter()
        opened.excuse = None
        return result

    return method


def closing(original: Any) -> Callable[..., Any]:
    """Closing a connection; a use from then on opens it again."""

    @functools.wraps(original)
    def method(self: Any, *args: Any, **more: Any) -> Any:
        end(self)
        return original(self, *args, **more)

    return method


def closing_later(original: Any) -> Callable[..., Any]:
    """The same for what is awaited."""

    @functools.wraps(original)
    async def method(self: Any, *args: Any, **more: Any) -> Any:
        end(self)
        return await original(self, *args, **more)

    return method


def end(value: Any) -> None:
    for it, opened in KEPT:
        opened.ended |= it is value


# --- Requests ---------------------------------------------------------------------------------------------------------


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

    def asking_line() -> int | None:
        frame = sys._getframe(2)
        return frame.f_lineno if CURRENT and frame.f_code.co_filename == NAME else None

    async def ask(self: Any, line: int) -> Any:
        note_request(self, original, line)
        # What goes wrong goes wrong with the request, and it has connected by then.
        await self.substrate.get_chain_head()
        CURRENT[-1].may_raise()
        return answer(self, original)

    @functools.wraps(original)
    def method(self: Any, *args: Any, **more: Any) -> Any:
        line = asking_line()
        if line is None:
            return original(self, *args, **more)
        world = CURRENT[-1]
        world.once_more()
        if is_async:
            return ask(self, line)
        note_request(self, original, line)
        if hasattr(self, "substrate") and hasattr(self.substrate, "get_chain_head"):
            self.substrate.get_chain_head()
        world.may_raise()
        return answer(self, original)

    return method


class Metagraph(Opaque):
    """What a connection is asked for, and from which others get to it; to return one is not to return the connection."""

    def __getattr__(self, name: str) -> Any:
        of = [it for it, _ in KEPT if name == "subtensor" and id(it) == self._of]
        return of[0] if of else super().__getattr__(name)


def answer(value: Any, original: Any) -> Opaque:
    """What a request yields."""
    if getattr(original, "__name__", "") != "metagraph":
        return Opaque(CURRENT[-1])
    made = Metagraph(CURRENT[-1])
    object.__setattr__(made, "_of", id(value))
    return made


def note_request(value: Any, original: Any, line: int) -> None:
    """What is asked, and where, if the connection had been closed before."""
    CURRENT[-1].trace.append(f"ask {getattr(original, '__name__', '')}")
    for it, opened in KEPT:
        if it is value and opened.ended:
            opened.used_again_at = line


# --- The node ---------------------------------------------------------------------------------------------------------


def counts(keys: list[str]) -> dict[str, Any]:
    """What the node counted under these addresses."""
    address = f"http://127.0.0.1:{PORT[0]}/counts?{'&'.join(keys)}"
    with urllib.request.urlopen(address, timeout=PATIENCE) as response:
        return json.load(response)


def is_open(opened: list[Opened]) -> dict[int, bool]:
    """Which of the connections are open, once the answer has not changed for a while."""
    keys = {id(it): KEYS.get(id(it), "") for it in opened}
    before: dict[int, bool] = {}
    for _ in range(20 if keys else 0):
        now = counts(list(keys.values()))
        state = {which: now.get(key, {}).get("open", 0) > 0 for which, key in keys.items()}
        if state == before or not any(state.values()):
            return state
        before = state
        time.sleep(0.08)
    return before
