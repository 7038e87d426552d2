# sdk: 11.3.0
import asyncio
import functools
import logging

import bittensor as bt

logger = logging.getLogger("eleven")
shared = bt.Subtensor("finney")


class Reader:
    fallback = bt.Subtensor("archive")

    def __init__(self) -> None:
        self.sub = bt.Subtensor("finney")

    def block(self) -> int:
        return self.sub.block


@functools.lru_cache(maxsize=4)
def chain(network: str) -> "bt.Subtensor":
    return bt.Subtensor(network)


def blocking() -> int:
    sub = bt.Subtensor("test")
    logger.info("shared is at %s, cached at %s", shared.block, chain("archive").block)
    return sub.block


async def awaited(address: str) -> float:
    client = await bt.Subtensor("finney")
    # line SUB001
    balance = await client.balances.get(address)
    logger.info("%s", balance)
    return float(balance)


async def scoped(address: str) -> float:
    async with bt.Subtensor("finney") as client:
        return float(await client.balances.get(address))


if __name__ == "__main__":
    print(blocking(), Reader().block(), asyncio.run(awaited("5C...")))
