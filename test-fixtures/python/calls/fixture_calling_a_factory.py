import bittensor as bt
import pytest


def connect():
    return bt.Subtensor("local")


@pytest.fixture
def chain():
    sub = connect()
    yield sub
    sub.close()


@pytest.fixture
def leaky_chain():
    sub = connect()
    #     ^^^^^^^^^ SUB001
    yield sub
