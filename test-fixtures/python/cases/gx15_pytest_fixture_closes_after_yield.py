import bittensor as bt
import pytest


@pytest.fixture(scope="session")
def subtensor():
    sub = bt.Subtensor("local")
    yield sub
    sub.close()


def test_height(subtensor):
    assert subtensor.get_current_block() > 0
