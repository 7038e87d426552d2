from bittensor.core.async_subtensor import AsyncSubtensor
class KeepsFresh:
    def __init__(self, sub=None):
        self.sub = sub
    async def sync(self, sub=None):
        sub = await self._init(sub)
        return await sub.get_current_block()
    async def _init(self, sub):
        if not sub and self.sub:
            sub = self.sub
        if not sub:
            async with AsyncSubtensor(network="finney") as sub:
                self.sub = sub
        return sub
class KeepsLent:
    def __init__(self, sub=None):
        self.sub = sub
    async def sync(self, sub=None):
        sub = await self._init(sub)
        return await sub.get_current_block()
    async def _init(self, sub):
        if sub and sub != self.sub:
            self.sub = sub
        if not sub and self.sub:
            sub = self.sub
        if not sub:
            async with AsyncSubtensor(network="finney") as sub:
                print(sub)
        return sub
class Chooses:
    def __init__(self, sub=None):
        self.sub = sub
    async def sync(self, sub=None):
        sub = await self._init(sub)
        return await sub.get_current_block()
    async def _init(self, sub):
        if not sub and self.sub:
            sub = self.sub
        elif not sub:
            async with AsyncSubtensor(network="finney") as sub:
                self.sub = sub
        return sub


async def closed_on_each(flag):
    sub = AsyncSubtensor(network="finney")
    await sub.initialize()
    if flag:
        print(await sub.get_current_block())
    await sub.close()
    return await sub.get_current_block()
#                ^^^^^^^^^^^^^^^^^^^^^^^ SUB013
