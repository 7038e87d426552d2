import asyncio

import bittensor as bt


class ChainSession:
    def __init__(self, network="finney", timeout=30.0):
        self._network = network
        self._timeout = timeout
        self._sub = None

    async def __aenter__(self):
        self._sub = bt.AsyncSubtensor(network=self._network)
        await asyncio.wait_for(self._sub.initialize(), self._timeout)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._sub:
            await self._sub.close()
            self._sub = None

    async def stakes(self, coldkeys):
        result = {}
        for key in coldkeys:
            result[key] = await self._sub.get_balance(key)
        return result


async def main(keys):
    async with ChainSession() as session:
        table = await session.stakes(keys)
    for key, amount in sorted(table.items(), key=lambda kv: -float(kv[1])):
        print(key[:8], amount)


if __name__ == "__main__":
    asyncio.run(main(["5Grw", "5FHn"]))
