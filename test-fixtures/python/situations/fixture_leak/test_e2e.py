import unittest

import bittensor as bt


def test_blocks(subtensor, second):
    assert subtensor.get_current_block() > 0
    assert second.get_current_block() > 0


def test_wallet(wallet, subtensor):
    assert subtensor.get_balance(wallet.coldkeypub.ss58_address) is not None


def test_wait(subtensor):
    before = subtensor.get_current_block()
    subtensor.wait_for_block(before + 1)
    assert subtensor.get_current_block() > before


class SubnetTest(unittest.TestCase):
    def setUp(self):
        self.chain = bt.Subtensor("ws://127.0.0.1:9945")
        # line SUB006
        self.report = open("report.txt", "a")

    def tearDown(self):
        self.report.close()

    def test_subnets(self):
        count = self.chain.get_total_subnets()
        self.report.write(f"{count}\n")
        self.assertGreater(count, 0)
