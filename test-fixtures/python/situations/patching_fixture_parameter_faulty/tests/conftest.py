import pytest

import bittensor as bt


@pytest.fixture
def patched_chain(mocker):
    constructor = mocker.patch("bittensor.Subtensor")
    constructor.return_value.get_current_block.return_value = 5
    return constructor


@pytest.fixture
def wallet(tmp_path):
    return bt.Wallet(name="alice", path=str(tmp_path))
