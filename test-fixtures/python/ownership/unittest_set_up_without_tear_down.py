import unittest

import bittensor as bt


class ChainCase(unittest.TestCase):
    def setUp(self):
        self.sub = bt.Subtensor("local")
        #          ^^^^^^^^^^^^^^^^^^^^^ SUB006

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class ClosedCase(unittest.TestCase):
    def setUp(self):
        self.sub = bt.Subtensor("local")

    def tearDown(self):
        self.sub.close()

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)
