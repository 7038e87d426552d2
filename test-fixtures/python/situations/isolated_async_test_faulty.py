import unittest

import bittensor as bt

LOCAL = "ws://127.0.0.1:9944"


class AsyncChainTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self.first = bt.AsyncSubtensor(network=LOCAL)
        # line SUB006
        await self.first.initialize()
        self.second = await self.enterAsyncContext(bt.AsyncSubtensor(network="test"))

    async def test_heads(self) -> None:
        self.assertGreater(await self.first.get_current_block(), 0)
        self.assertGreater(await self.second.get_current_block(), 0)


class ChainTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.shared = cls.enterClassContext(bt.Subtensor(network=LOCAL))

    def setUp(self) -> None:
        self.own = self.enterContext(bt.Subtensor(network=LOCAL))

    def test_head(self) -> None:
        self.assertEqual(self.own.get_current_block(), self.shared.get_current_block())


if __name__ == "__main__":
    unittest.main()
