import bittensor as bt
import pytest


@pytest.fixture
def subtensor():
    return bt.Subtensor("local")
    #      ^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB004


def test_height(subtensor):
    assert subtensor.get_current_block() > 0
