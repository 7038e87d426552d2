# sdk: 11.3.0
import bittensor as bt


class Leaking:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)
#                  ^^^^^^^^^^^^^^^^^^^^^ SUB006

    async def start(self):
        await self.sub

    async def head(self):
        return await self.sub.block()


class Closing:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    async def start(self):
        client = await self.sub
        return await client.block()

    async def stop(self):
        client = await self.sub
        await client.close()


class Rebound:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    async def start(self):
        self.sub = await self.sub
        return self

    async def stop(self):
        await self.sub.close()


class Scoped:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    async def head(self):
        async with self.sub as client:
            return await client.block()


class Blocking:
    def __init__(self, network):
        # Closed with the object, or at exit.
        self.sub = bt.Subtensor(network)

    def head(self):
        return self.sub.block
