"""Generators over the chain: contexts, streams, hand-overs."""
import asyncio
import contextlib
import itertools
import time

import bittensor as bt


@contextlib.contextmanager
def session(network="finney"):
    sub = bt.Subtensor(network)
    started = time.monotonic()
    try:
        yield sub
    finally:
        print(f"session took {time.monotonic() - started:.1f}s")
        sub.close()


@contextlib.contextmanager
def bad_session(network="finney"):
    sub = bt.Subtensor(network)
    # line SUB001
    started = time.monotonic()
    try:
        yield sub
    finally:
        print(f"session took {time.monotonic() - started:.1f}s")


@contextlib.asynccontextmanager
async def async_session(network="finney"):
    async with bt.AsyncSubtensor(network) as sub:
        yield sub


def blocks(count):
    with session() as sub:
        for _ in range(count):
            yield sub.get_current_block()
            time.sleep(12)


async def first_block():
    async with async_session("test") as sub:
        return await sub.get_current_block()


def main():
    for block in itertools.islice(blocks(100), 3):
        print(block)
    with bad_session("test") as sub:
        print(sub.get_current_block())
    with session("test") as sub, open("block.txt", "w") as handle:
        handle.write(str(sub.get_current_block()))
    print(asyncio.run(first_block()))


if __name__ == "__main__":
    main()
