# mode: strict
"""How to own a connection with the Python SDK, version 10: every way that its page about connections shows.

Each way closes the connection exactly once, also when a call raises: with a `with` block or with `close()`, not both.
Run it against a node: `python reference_client.py ws://127.0.0.1:9944`.
"""

import asyncio
import sys

import bittensor as bt


def head_in_a_with_block(network: str) -> int:
    """The first choice: the block is as long as the connection is open."""
    with bt.Subtensor(network) as sub:
        return sub.get_current_block()


def head_with_close(network: str) -> int:
    """Where no block fits: `close()` in a `finally`, so that a failing call closes as well."""
    sub = bt.Subtensor(network)
    try:
        return sub.get_current_block()
    finally:
        sub.close()


async def head_in_an_async_with_block(network: str) -> int:
    """The first choice again; entering connects, so there is no `initialize()`."""
    async with bt.AsyncSubtensor(network) as sub:
        return await sub.get_current_block()


async def head_with_awaited_close(network: str) -> int:
    """`initialize()` is within the `try`, since it may fail when the socket is open already."""
    sub = bt.AsyncSubtensor(network)
    try:
        await sub.initialize()
        return await sub.get_current_block()
    finally:
        await sub.close()


async def head_of_an_existing_object(network: str) -> int:
    """An object that was made elsewhere opens nothing before it is entered."""
    sub = bt.AsyncSubtensor(network)
    async with sub:
        return await sub.get_current_block()


class HeadReader:
    """Keeps a connection for as long as it lives, and is scoped itself: whoever owns, closes."""

    def __init__(self, network: str) -> None:
        self.sub = bt.Subtensor(network)

    def __enter__(self) -> "HeadReader":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def head(self) -> int:
        return self.sub.get_current_block()

    def close(self) -> None:
        self.sub.close()


def head_of_an_owner(network: str) -> int:
    with HeadReader(network) as reader:
        return reader.head()


async def heads_of_several_tasks(network: str) -> list[int]:
    """Tasks borrow one connection, and its block waits for all of them."""
    async with bt.AsyncSubtensor(network) as sub:
        return list(await asyncio.gather(*(sub.get_current_block() for _ in range(3))))


async def main(network: str) -> None:
    print(await head_in_an_async_with_block(network))
    print(await head_with_awaited_close(network))
    print(await head_of_an_existing_object(network))
    print(await heads_of_several_tasks(network))


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "finney"
    print(head_in_a_with_block(chosen))
    print(head_with_close(chosen))
    print(head_of_an_owner(chosen))
    asyncio.run(main(chosen))
