import unittest

import bittensor as bt


class ReadTest(unittest.TestCase):
    """One connection for the whole class."""

    @classmethod
    def setUpClass(cls):
        cls.sub = bt.Subtensor("test")
        cls.netuid = 1

    @classmethod
    def tearDownClass(cls):
        cls.sub.close()

    def test_exists(self):
        self.assertTrue(self.sub.subnet_exists(self.netuid))

    def test_tempo(self):
        self.assertEqual(self.sub.tempo(self.netuid), 360)


class CleanupTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sub = bt.Subtensor("test")
        cls.addClassCleanup(cls.sub.close)

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class AsyncTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sub = await self.enterAsyncContext(bt.AsyncSubtensor("test"))

    async def test_block(self):
        self.assertGreater(await self.sub.get_current_block(), 0)


class AsyncCleanupTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sub = bt.AsyncSubtensor("test")
        await self.sub.initialize()
        self.addAsyncCleanup(self.sub.close)

    async def test_subnets(self):
        self.assertTrue(await self.sub.subnet_exists(1))


if __name__ == "__main__":
    unittest.main()
