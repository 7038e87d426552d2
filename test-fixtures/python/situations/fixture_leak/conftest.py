import os

import bittensor as bt
import pytest


@pytest.fixture(scope="module")
def subtensor():
    return bt.Subtensor(os.environ.get("LOCAL_CHAIN", "ws://127.0.0.1:9945"))
    # line SUB001|SUB004|SUB008


@pytest.fixture
def wallet(tmp_path):
    wallet = bt.Wallet(name="alice", path=str(tmp_path))
    wallet.create_if_non_existent(coldkey_use_password=False)
    return wallet


@pytest.fixture
def second():
    with bt.Subtensor("ws://127.0.0.1:9946") as sub:
        yield sub
