from unittest.mock import MagicMock

import bittensor as bt
import pytest


@pytest.fixture(autouse=True)
def fake_chain(monkeypatch):
    monkeypatch.setattr("bittensor.Subtensor", MagicMock())


def test_height():
    sub = bt.Subtensor("finney")
    assert sub.get_current_block()
