# sdk: 11.0.0
import asyncio

import bittensor as bt


def blocking(netuid):
    sub = bt.Subtensor()
    return sub.subnets.get(netuid)


class Board:
    """A blocking connection has a finalizer in this version."""

    def __init__(self):
        self.sub = bt.Subtensor()

    def show(self, netuid):
        print(self.sub.subnets.get(netuid))


async def awaited(netuid):
    client = await bt.Subtensor()
    # line SUB001
    return await client.subnets.get(netuid)


async def scoped(netuid):
    async with bt.Subtensor() as client:
        return await client.subnets.get(netuid)


async def closed(netuid):
    client = await bt.Subtensor()
    try:
        return await client.subnets.get(netuid)
    finally:
        await client.close()


async def main():
    print(await awaited(1))
    print(await scoped(1))
    print(await closed(1))


if __name__ == "__main__":
    print(blocking(1))
    Board().show(1)
    asyncio.run(main())
