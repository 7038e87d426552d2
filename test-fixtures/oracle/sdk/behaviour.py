# subtensor-lint: ignore-file[SUB001, SUB003, SUB004, SUB010, SUB013, SUB014] it leaves open on purpose
"""Asks an installed SDK what opens, closes and keeps its connections; run in the SDK's own environment.

    python behaviour.py PORT NAME

prints one JSON object: for each question, by its key in `QUESTIONS`, a short answer. Each question is asked in a
process of its own, forked once the SDK is imported, so that no connection of one is seen by another and one that
hangs costs only itself. `PORT` is that of a running `node.py`, and `NAME` tells this SDK's connections from those of
others.
"""

from __future__ import annotations

import asyncio
import copy
import gc
import json
import os
import select
import signal
import sys
import time
import urllib.request
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

# The idle timer of the SDK is 5 s.
IDLE = 7.0
NO_CLASS = "there is no such class"
# A question that takes longer hangs.
PATIENCE = 40.0

PORT, NAME = sys.argv[1:3] if len(sys.argv) > 2 else ("0", "")


Question = Callable[["Site"], Any]


class Site:
    """One question's own place on the node."""

    def __init__(self, key: str) -> None:
        self.key = f"{NAME}/{key}"
        self.url = f"ws://127.0.0.1:{PORT}/{self.key}"

    def counts(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/counts", timeout=5) as response:
            return json.load(response).get(self.key, {"opened": 0, "open": 0, "requests": []})

    def open(self) -> int:
        """How many are open once the number has settled."""
        before, same = -1, 0
        for _ in range(40):
            now = self.counts()["open"]
            same = same + 1 if now == before else 0
            if same == 4:
                break
            before = now
            time.sleep(0.1)
        return before

    def opened(self) -> int:
        return self.counts()["opened"]


def sync_class() -> Any:
    import bittensor as bt

    return getattr(bt, "Subtensor", None) or bt.subtensor


def is_eleven() -> bool:
    import bittensor as bt

    return bt.__version__.startswith("11.")


def made(site: Site, **more: Any) -> Any:
    """A `Subtensor`, connected if the constructor does that."""
    if is_eleven():
        more |= {"fallback_endpoints": [], "archive_endpoints": []}
    return sync_class()(site.url, **more)


def use(sub: Any) -> None:
    sub.block if is_eleven() else sub.get_current_block()


def connected(site: Site) -> Any:
    sub = made(site)
    use(sub)
    return sub


def async_class() -> Any:
    import bittensor as bt

    if is_eleven():
        return None
    return getattr(bt, "AsyncSubtensor", None)


async def async_connected(site: Site, **more: Any) -> Any:
    """What an asynchronous program uses: an `AsyncSubtensor`, or in 11 the client that awaiting gives."""
    if is_eleven():
        client = await made(site)
        await async_use(client)
        return client
    sub = async_class()(site.url, **more)
    if hasattr(sub, "initialize"):
        await sub.initialize()
    await async_use(sub)
    return sub


async def async_use(sub: Any) -> None:
    if is_eleven():
        await sub.block()
    else:
        await sub.get_current_block()


def outcome(action: Callable[[], Any]) -> str:
    """What an action raises, a panic of a Rust extension included; empty if nothing."""
    try:
        action()
    except BaseException as error:
        return type(error).__name__
    return ""


async def async_outcome(action: Awaitable[Any]) -> str:
    try:
        await action
    except Exception as error:
        return type(error).__name__
    return ""


def result(error: str, n_open: int, good: str) -> str:
    """An answer in words: `good` if nothing was raised and nothing is open."""
    state = good if n_open == 0 else f"{n_open} stays open" if n_open == 1 else f"{n_open} stay open"
    return f"raises {error}; {state}" if error else state


# --- Questions about the blocking class -------------------------------------------------------------------------------


def opens(site: Site) -> str:
    sub = made(site)
    if site.opened():
        return "in the constructor"
    use(sub)
    return "on first use" if site.opened() else "never"


def closes(site: Site) -> str:
    sub = connected(site)
    if not hasattr(sub, "close"):
        return "there is none"
    return result(outcome(sub.close), site.open(), "closes")


def inner_closes(site: Site) -> str:
    sub = connected(site)
    if not hasattr(getattr(sub, "substrate", None), "close"):
        return "there is none"
    return result(outcome(sub.substrate.close), site.open(), "closes")


def path_closes(path: str) -> Question:
    """Closing by what a connection has inside: `substrate.ws.close`."""

    def closes_inside(site: Site) -> str:
        sub = connected(site)
        close = inside(sub, path)
        return "there is none" if close is None else result(outcome(close), site.open(), "closes")

    return closes_inside


def inside(value: Any, path: str) -> Any:
    """What a path of attributes leads to; nothing if one of them is missing."""
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def closes_with_fallback(site: Site) -> str:
    """`close()` of one that knows a second endpoint, under the name that this SDK has for it."""
    for name in ("fallback_endpoints", "fallback_chains"):
        kept: list[Any] = []
        if is_eleven() or outcome(lambda: kept.append(sync_class()(site.url, **{name: [site.url]}))):
            continue
        use(kept[0])
        return result(outcome(kept[0].close), site.open(), "closes")
    return "there is no such option"


def scopes(site: Site) -> str:
    sub = connected(site)

    def scope() -> None:
        with sub:
            use(sub)

    return result(outcome(scope), site.open(), "closes")


def async_scope_of_sync(site: Site) -> str:
    sub = made(site)

    async def scope() -> None:
        async with sub as entered:
            await async_use(entered)

    return result(outcome(lambda: asyncio.run(scope())), site.open(), "closes")


def used_after_close(site: Site) -> str:
    sub = connected(site)
    sub.close()
    site.open()
    error = outcome(lambda: use(sub))
    return f"raises {error}" if error else "re-opens" if site.open() else "opens nothing"


def closed_twice(site: Site) -> str:
    sub = connected(site)
    sub.close()
    return result(outcome(sub.close), site.open(), "does no harm")


def dropped(site: Site) -> str:
    """Three are dropped; then the collector runs; then another one is closed."""
    gc.disable()
    for _ in range(3):
        connected(site)
    if site.open() == 0:
        return "closed with the last reference"
    gc.collect()
    if site.open() == 0:
        return "closed by the cyclic collector"
    other = Site("other")
    connected(other).close()
    gc.collect()
    return "closed when another one is closed" if site.open() == 0 else "never closed"


def mocked(site: Site) -> str:
    flag = "mock" if outcome(lambda: made(site, mock=True)) == "" else "_mock"
    if flag == "_mock":
        error = outcome(lambda: made(site, _mock=True))
        if error:
            return f"raises {error}"
    return f"{flag}=True opens nothing" if site.opened() == 0 else f"{flag}=True opens one"


# --- Questions about the asynchronous one -----------------------------------------------------------------------------


async def async_opens(site: Site) -> str:
    sub = made(site) if is_eleven() else async_class()(site.url)
    if site.opened():
        return "in the constructor"
    if is_eleven():
        await sub
    elif hasattr(sub, "initialize"):
        same = await sub.initialize() is sub
        if site.opened():
            return f"on initialize(), which returns {'itself' if same else 'something else'}"
    if site.opened():
        return "when awaited"
    await async_use(sub)
    return "on the first awaited call" if site.opened() else "never"


async def async_uses_cold(site: Site) -> str:
    if is_eleven():
        return NO_CLASS
    sub = async_class()(site.url)
    error = await async_outcome(async_use(sub))
    return result(error, 0, "opens by itself") if site.opened() else result(error, 0, "opens nothing")


async def async_closes(site: Site) -> str:
    sub = await async_connected(site)
    if not hasattr(sub, "close"):
        return "there is none"
    return result(await async_outcome(sub.close()), site.open(), "closes")


async def async_inner_closes(site: Site) -> str:
    sub = await async_connected(site)  # subtensor-lint: ignore[SUB002] nothing is asked of it then
    if not hasattr(getattr(sub, "substrate", None), "close"):
        return "there is none"
    return result(await async_outcome(sub.substrate.close()), site.open(), "closes")


async def async_websocket_closes(site: Site) -> str:
    sub = await async_connected(site)
    close = inside(sub, "substrate.ws.shutdown")
    return "there is none" if close is None else result(await async_outcome(close()), site.open(), "closes")


async def async_initialized_after_close(site: Site) -> str:
    """Whether `initialize()` of a closed one connects, or only the use behind it."""
    sub = await async_connected(site)  # subtensor-lint: ignore[SUB002] nothing is asked of it then
    if not hasattr(sub, "initialize"):
        return "there is none"
    await sub.close()
    site.open()
    error = await async_outcome(sub.initialize())
    return f"raises {error}" if error else "re-opens" if site.open() else "opens nothing"


async def async_close_not_awaited(site: Site) -> str:
    sub = await async_connected(site)
    if not hasattr(sub, "close"):
        return "there is none"
    warnings.simplefilter("ignore")
    sub.close()
    await asyncio.sleep(0.3)
    return result("", site.open(), "closes")


async def async_scopes(site: Site) -> str:
    async def scope() -> None:
        async with made(site) if is_eleven() else async_class()(site.url) as entered:
            await async_use(entered)

    return result(await async_outcome(scope()), site.open(), "closes")


async def sync_scope_of_async(site: Site) -> str:
    sub = await async_connected(site)

    def scope() -> None:
        with sub:
            pass

    return f"raises {outcome(scope)}"


async def async_used_after_close(site: Site) -> str:
    sub = await async_connected(site)
    await (sub.close() if hasattr(sub, "close") else sub.substrate.close())
    site.open()
    error = await async_outcome(async_use(sub))
    return f"raises {error}" if error else "re-opens" if site.open() else "opens nothing"


async def async_dropped(site: Site) -> str:
    """Dropped while the loop goes on."""
    await async_connected(site)
    gc.collect()
    await asyncio.sleep(0.3)
    if site.open() == 0:
        return "closed by the cyclic collector"
    await asyncio.sleep(IDLE)
    gc.collect()
    await asyncio.sleep(0.3)
    return "closes itself when idle" if site.open() == 0 else "never closed while the loop runs"


async def async_dropped_without_timer(site: Site) -> str:
    try:
        async_class()(site.url, websocket_shutdown_timer=None)
    except TypeError:
        return "there is no such option"
    await async_connected(site, websocket_shutdown_timer=None)
    await asyncio.sleep(IDLE)
    gc.collect()
    await asyncio.sleep(0.3)
    return "closes itself when idle" if site.open() == 0 else "never closed while the loop runs"


def async_dropped_with_its_loop(site: Site) -> str:
    """The loop ends before the idle timer does."""

    async def forgets() -> None:
        await async_connected(site)

    for _ in range(3):
        asyncio.run(forgets())
    if site.open() == 0:
        return "closed with the loop"
    gc.collect()
    return "closed by the cyclic collector" if site.open() == 0 else "never closed"


async def factory_gives_an_open_one(site: Site) -> str:
    import bittensor as bt

    make = getattr(bt, "get_async_subtensor", None)
    if is_eleven() or make is None:
        try:
            from bittensor.core.async_subtensor import get_async_subtensor as make
        except ImportError:
            return "there is none"
    sub = await make(site.url)
    n_open = site.open()
    await sub.close()
    return f"{'open' if n_open else 'cold'}, and its close() {result('', site.open(), 'closes')}"


# --- The class around both --------------------------------------------------------------------------------------------


def api_class() -> Any:
    import bittensor as bt

    return None if is_eleven() else getattr(bt, "SubtensorApi", None)


def api_opens(site: Site) -> str:
    if api_class() is None:
        return NO_CLASS
    api = api_class()(site.url)
    if site.opened():
        return "in the constructor"
    api.chain.get_current_block()
    return "on first use" if site.opened() else "never"


def api_closes(site: Site) -> str:
    if api_class() is None:
        return NO_CLASS
    return result(outcome(api_class()(site.url).close), site.open(), "closes")


def api_scopes(site: Site) -> str:
    if api_class() is None:
        return NO_CLASS

    def scope() -> None:
        with api_class()(site.url) as api:
            api.block

    return result(outcome(scope), site.open(), "closes")


async def async_api_scopes(site: Site) -> str:
    if api_class() is None:
        return NO_CLASS

    async def scope() -> None:
        async with api_class()(site.url, async_subtensor=True) as entered:
            await entered.substrate.get_chain_head()

    return result(await async_outcome(scope()), site.open(), "closes")


# --- Connections that nobody asked for --------------------------------------------------------------------------------


def implicit(site: Site) -> str:
    """`bt.metagraph(netuid, network=…)`; what it then reads is not there, so it may raise after connecting."""
    import bittensor as bt

    make = getattr(bt, "Metagraph", None) or getattr(bt, "metagraph", None)
    if make is None or is_eleven():
        return "there is none"
    kept: list[Any] = []
    outcome(lambda: kept.append(make(1, network=site.url)))
    gc.collect()
    return f"opens {site.opened()}"


def implicit_without_sync(site: Site) -> str:
    import bittensor as bt

    make = getattr(bt, "Metagraph", None) or getattr(bt, "metagraph", None)
    if make is None or is_eleven():
        return "there is none"
    error = outcome(lambda: make(1, network=site.url, sync=False))
    return f"raises {error}" if error else f"opens {site.opened()}"


def implicit_sync_again(site: Site) -> str:
    """Two calls of `sync()` of one metagraph that was lent nothing; only the connections are counted."""
    import bittensor as bt

    make = getattr(bt, "Metagraph", None) or getattr(bt, "metagraph", None)
    if make is None or is_eleven():
        return "there is none"
    metagraph = make(1, network=site.url, sync=False)
    outcome(metagraph.sync)
    outcome(metagraph.sync)
    return f"opens {site.opened()}"


def implicit_copy(site: Site) -> str:
    """`sync()` of a deep copy, made while the original holds a connection."""
    import bittensor as bt

    make = getattr(bt, "Metagraph", None) or getattr(bt, "metagraph", None)
    if make is None or is_eleven():
        return "there is none"
    metagraph = make(1, network=site.url, sync=False)
    outcome(metagraph.sync)
    before = site.opened()
    made_of_it: list[Any] = []
    error = outcome(lambda: made_of_it.append(copy.deepcopy(metagraph)))
    if error:
        return f"the copy raises {error}"
    outcome(made_of_it[0].sync)
    return f"opens {site.opened() - before}"


QUESTIONS: dict[str, tuple[str, Question]] = {
    "opens": ("`Subtensor` connects", opens),
    "close": ("its `close()`", closes),
    "inner-close": ("its `substrate.close()`", inner_closes),
    "ws-close": ("its `substrate.ws.close()`", path_closes("substrate.ws.close")),
    "websocket-close": ("its `substrate.websocket.close()`", path_closes("substrate.websocket.close")),
    "close-fallback": ("`close()` of one with a second endpoint", closes_with_fallback),
    "with": ("`with`", scopes),
    "async-with": ("`async with` on it", async_scope_of_sync),
    "after-close": ("a use after its `close()`", used_after_close),
    "close-twice": ("a second `close()`", closed_twice),
    "dropped": ("three that are dropped are", dropped),
    "mock": ("with the flag for mocks", mocked),
    "async-opens": ("`AsyncSubtensor`, in 11 `await Subtensor()`, connects", async_opens),
    "async-cold": ("an awaited call of a cold `AsyncSubtensor`", async_uses_cold),
    "async-close": ("its awaited `close()`", async_closes),
    "async-inner-close": ("its awaited `substrate.close()`", async_inner_closes),
    "async-ws-shutdown": ("its awaited `substrate.ws.shutdown()`", async_websocket_closes),
    "async-initialize-again": ("`initialize()` after its `close()`", async_initialized_after_close),
    "async-close-not-awaited": ("its `close()` without `await`", async_close_not_awaited),
    "async-async-with": ("`async with`, in 11 on `Subtensor()`,", async_scopes),
    "async-with-sync": ("`with` on it", sync_scope_of_async),
    "async-after-close": ("a use after its `close()`, before 9 after `substrate.close()`,", async_used_after_close),
    "async-dropped": ("one that is dropped while its loop runs is", async_dropped),
    "async-dropped-no-timer": ("the same with `websocket_shutdown_timer=None`", async_dropped_without_timer),
    "async-dropped-with-loop": ("one that is dropped with its loop is", async_dropped_with_its_loop),
    "factory": ("`get_async_subtensor()` gives one that is", factory_gives_an_open_one),
    "api-opens": ("`SubtensorApi` connects", api_opens),
    "api-close": ("its `close()`", api_closes),
    "api-with": ("`with` on it", api_scopes),
    "async-api-async-with": ("`async with` on a `SubtensorApi` with `async_subtensor=True`", async_api_scopes),
    "implicit": ("`metagraph(netuid, network=…)`", implicit),
    "implicit-no-sync": ("the same with `sync=False`", implicit_without_sync),
    "implicit-sync": ("`sync()` of it, twice, with nothing lent", implicit_sync_again),
    "implicit-copy": ("`sync()` of a deep copy", implicit_copy),
}


def ask(key: str) -> str:
    """The answer to one question, out of a process of its own; "hangs" if it gives none."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            text = answer(key)
        except BaseException as error:
            text = f"could not be asked: {type(error).__name__}: {error}"
        os.write(writer, text.encode())
        os._exit(0)
    os.close(writer)
    ready, _, _ = select.select([reader], [], [], PATIENCE)
    text = os.read(reader, 4096).decode() if ready else "hangs"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    return text or "ended without an answer"


def answer(key: str) -> str:
    if key.startswith("async-") and not is_eleven() and async_class() is None and key != "async-with":
        return NO_CLASS
    given = QUESTIONS[key][1](Site(key))
    # The loop is never ended, since that may hang.
    return asyncio.new_event_loop().run_until_complete(given) if asyncio.iscoroutine(given) else given


if __name__ == "__main__":
    import bittensor  # noqa: F401  The children inherit it.

    print(json.dumps({key: ask(key) for key in QUESTIONS}))
