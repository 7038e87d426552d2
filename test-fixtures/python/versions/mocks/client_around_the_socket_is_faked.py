from unittest.mock import AsyncMock, patch

import bittensor as bt
import pytest


@pytest.fixture
def faked(mocker):
    mocker.patch("bittensor.core.async_subtensor.AsyncSubstrateInterface")
    return bt.AsyncSubtensor("finney")


@patch("bittensor.core.subtensor.SubstrateInterface")
def test_decorated(fake):
    sub = bt.Subtensor("finney")
    assert sub.substrate is fake.return_value


def test_part():
    sub = bt.Subtensor("finney")
    sub.substrate = AsyncMock()
    assert sub.block


def test_real():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    assert sub.block
