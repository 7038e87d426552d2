# mode: strict
import bittensor as bt
import pytest


@pytest.fixture
def subtensor():
    sub = bt.Subtensor("local")
    yield sub
    sub.close()
