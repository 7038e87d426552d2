from unittest.mock import MagicMock

import pytest


@pytest.fixture(autouse=True)
def no_chain(monkeypatch):
    monkeypatch.setattr("bittensor.Subtensor", MagicMock())
