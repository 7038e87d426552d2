"""Factories kept in tables, connections that never open a websocket."""
import asyncio
import logging
from typing import Callable, Dict

import bittensor as bt

log = logging.getLogger(__name__)
PROVIDERS: Dict[str, Callable] = {"sync": bt.Subtensor, "async": bt.AsyncSubtensor}
NETWORKS = {"main": "finney", "dev": "ws://127.0.0.1:9944"}


def describe():
    for name, provider in PROVIDERS.items():
        print(name, provider.__name__, provider.__doc__)


def is_sync(obj) -> bool:
    return isinstance(obj, bt.Subtensor)


def annotate(sub: bt.Subtensor = None) -> "bt.Subtensor | None":
    if sub is not None:
        log.info("on %s", sub.network)
    return sub


async def never_opened(dry_run):
    sub = bt.AsyncSubtensor("finney")
    return f"would ask {sub.network}: {dry_run}"


async def opened_late():
    sub = bt.AsyncSubtensor("finney")
    log.info("not connected yet: %s", sub.network)
    async with sub:
        return await sub.get_current_block()


def walrus():
    if (sub := bt.Subtensor(NETWORKS["main"])) is not None:
        try:
            annotate(sub)
            print(is_sync(sub), sub.get_current_block())
        finally:
            sub.close()


def walrus_bad(limit):
    if (sub := bt.Subtensor("test")).get_current_block() > limit:
        # line SUB001
        return f"past {limit} on {sub.network}"
    return "not yet"


def main():
    describe()
    print(asyncio.run(never_opened(True)))
    print(asyncio.run(opened_late()))
    walrus()
    print(walrus_bad(10_000_000))


if __name__ == "__main__":
    main()
