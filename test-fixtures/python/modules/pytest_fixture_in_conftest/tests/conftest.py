import bittensor as bt
import pytest


@pytest.fixture
def chain():
    sub = bt.Subtensor("local")
    yield sub
    sub.close()


@pytest.fixture
def leaky_chain():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    yield sub
