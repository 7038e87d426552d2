import bittensor as bt
import pytest


@pytest.fixture
def subtensor():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    yield sub


def test_height(subtensor):
    assert subtensor.get_current_block() > 0
