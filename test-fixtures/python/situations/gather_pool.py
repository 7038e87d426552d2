import asyncio
import random

import bittensor as bt

ENDPOINTS = ["finney", "archive", "test"]


class Pool:
    """A few connections, picked at random."""

    def __init__(self, endpoints):
        self._endpoints = list(endpoints)
        self._members = []

    async def connect(self):
        members = [bt.AsyncSubtensor(name) for name in self._endpoints]
        await asyncio.gather(*(member.initialize() for member in members))
        self._members = members

    def pick(self):
        if not self._members:
            raise RuntimeError("pool is not connected")
        return random.choice(self._members)

    async def disconnect(self):
        members, self._members = self._members, []
        await asyncio.gather(*(m.close() for m in members), return_exceptions=True)

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc):
        await self.disconnect()


async def heights(pool, rounds):
    seen = []
    for _ in range(rounds):
        sub = pool.pick()
        seen.append(await sub.get_current_block())
        await asyncio.sleep(1)
    return seen


async def main():
    async with Pool(ENDPOINTS) as pool:
        print(await heights(pool, 5))

    manual = Pool(["finney"])
    await manual.connect()
    try:
        print(await heights(manual, 1))
    finally:
        await manual.disconnect()


asyncio.run(main())
