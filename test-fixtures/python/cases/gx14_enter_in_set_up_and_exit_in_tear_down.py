import unittest

import bittensor as bt


class ChainTest(unittest.TestCase):
    def setUp(self):
        self.sub = bt.Subtensor("local").__enter__()

    def tearDown(self):
        self.sub.__exit__(None, None, None)

    def test_height(self):
        self.assertGreater(self.sub.get_current_block(), 0)
