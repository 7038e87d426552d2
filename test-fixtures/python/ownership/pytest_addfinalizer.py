import bittensor as bt
import pytest


@pytest.fixture
def subtensor(request):
    sub = bt.Subtensor("local")
    request.addfinalizer(sub.close)
    return sub


@pytest.fixture
def leaky_subtensor(request):
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub
