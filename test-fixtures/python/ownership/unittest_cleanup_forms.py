import unittest

import bittensor as bt


class SyncCase(unittest.TestCase):
    def setUp(self):
        self.sub = bt.Subtensor("local")
        self.addCleanup(self.sub.close)

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class EnterCase(unittest.TestCase):
    def setUp(self):
        self.sub = self.enterContext(bt.Subtensor("local"))

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class ClassCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sub = bt.Subtensor("local")
        cls.addClassCleanup(cls.sub.close)

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class EnterClassCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sub = cls.enterClassContext(bt.Subtensor("local"))

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)
