from unittest.mock import AsyncMock

import bittensor as bt


class Watcher:
    def __init__(self):
        self.sub = bt.AsyncSubtensor("finney")

    async def start(self):
        await self.sub.initialize()

    async def stop(self):
        await self.sub.close()


async def test_start():
    watcher = Watcher()
    watcher.sub = AsyncMock()
    await watcher.start()
    watcher.sub.initialize.assert_awaited_once()
