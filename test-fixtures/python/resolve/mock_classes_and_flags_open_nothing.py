# sdk: 9.12.2
import bittensor as bt
from bittensor.utils.mock import MockSubtensor


def test_mock():
    sub = MockSubtensor()
    assert sub.get_current_block() >= 0


def test_flag():
    sub = bt.subtensor(_mock=True)
    assert sub.get_current_block() >= 0


class FakeSubtensor(MockSubtensor):
    pass


def test_subclass():
    sub = FakeSubtensor()
    assert sub.get_current_block() >= 0
