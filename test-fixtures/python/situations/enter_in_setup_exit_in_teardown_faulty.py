import unittest

import bittensor as bt


class HeadTest(unittest.TestCase):
    def setUp(self) -> None:
        self.wallet = bt.Wallet(name="alice")
        self.sub = bt.Subtensor(network="ws://127.0.0.1:9944").__enter__()
        # line SUB006

    def tearDown(self) -> None:
        self.wallet = None
        self.addCleanup(print, "done")

    def test_head(self) -> None:
        self.assertGreaterEqual(self.sub.get_current_block(), 0)


if __name__ == "__main__":
    unittest.main()
