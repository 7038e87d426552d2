import bittensor as bt


class Watcher:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010

    async def start(self):
        await self.sub.initialize()

    async def stop(self):
        self.sub.close()


class AwaitingWatcher:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")

    async def start(self):
        await self.sub.initialize()

    async def stop(self):
        await self.sub.close()
