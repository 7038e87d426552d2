import bittensor as bt


class Watcher:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB006

    async def start(self):
        await self.sub.initialize()

    async def height(self):
        return await self.sub.get_current_block()
