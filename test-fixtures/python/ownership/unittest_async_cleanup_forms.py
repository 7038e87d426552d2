import unittest

import bittensor as bt


class CleanupCase(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sub = await bt.AsyncSubtensor("local").initialize()
        self.addAsyncCleanup(self.sub.close)

    async def test_block(self):
        self.assertGreater(await self.sub.get_current_block(), 0)


class EnterCase(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sub = await self.enterAsyncContext(bt.AsyncSubtensor("local"))

    async def test_block(self):
        self.assertGreater(await self.sub.get_current_block(), 0)
