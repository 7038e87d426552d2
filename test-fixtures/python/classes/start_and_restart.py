import asyncio

import bittensor as bt


class Worker:
    def __init__(self):
        self.sub = None

    async def start(self):
        self.sub = bt.AsyncSubtensor("finney")
        await self.sub.initialize()

    async def restart(self):
        if self.sub:
            await self.sub.close()
        self.sub = bt.AsyncSubtensor("finney")
        await self.sub.initialize()

    async def stop(self):
        if self.sub is not None:
            await self.sub.close()
            self.sub = None


class Careless:
    def __init__(self):
        self.sub = None

    async def start(self):
        self.sub = bt.AsyncSubtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB005
        await self.sub.initialize()

    async def restart(self):
        self.sub = bt.AsyncSubtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB005
        await self.sub.initialize()

    async def stop(self):
        await self.sub.close()


async def run():
    worker = Worker()
    await worker.start()
    try:
        await asyncio.sleep(100)
    finally:
        await worker.stop()
