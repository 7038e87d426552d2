import unittest

import bittensor as bt


class ChainTestCase(unittest.TestCase):
    network = "ws://127.0.0.1:9944"

    def setUp(self) -> None:
        self.wallet = bt.Wallet(name="bob")
        self.subtensor = bt.Subtensor(network=self.network)
        # line SUB006
