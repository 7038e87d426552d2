import pytest

import bittensor as bt


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    monkeypatch.setenv("BT_SUBTENSOR_NETWORK", "test")
