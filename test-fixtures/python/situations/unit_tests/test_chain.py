import unittest
from unittest.mock import patch

import bittensor as bt
import pytest


def test_mocked(mock_subtensor):
    mock_subtensor.get_current_block.return_value = 5
    assert mock_subtensor.get_current_block() == 5


def test_local(local_chain):
    assert local_chain.get_current_block() >= 0


def test_offline(offline):
    assert offline is not None


@pytest.mark.slow
def test_archive(archive):
    first = archive.get_block_hash(1)
    assert first.startswith("0x")


@patch("bittensor.Subtensor")
def test_patched(subtensor_class):
    sub = bt.Subtensor("finney")
    sub.metagraph(1)
    subtensor_class.assert_called_once_with("finney")


class ChainTest(unittest.TestCase):
    def setUp(self):
        self.sub = bt.Subtensor("test")
        self.addCleanup(self.sub.close)

    def test_block(self):
        self.assertGreater(self.sub.get_current_block(), 0)


class ContextTest(unittest.TestCase):
    def setUp(self):
        self.sub = self.enterContext(bt.Subtensor("test"))

    def test_exists(self):
        self.assertTrue(self.sub.subnet_exists(1))


class AsyncChainTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sub = bt.AsyncSubtensor("test")
        await self.sub.initialize()

    async def asyncTearDown(self):
        await self.sub.close()

    async def test_block(self):
        self.assertGreater(await self.sub.get_current_block(), 0)
