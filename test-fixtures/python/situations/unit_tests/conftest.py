from unittest.mock import MagicMock, patch

import bittensor as bt
import pytest


@pytest.fixture
def mock_subtensor():
    with patch("bittensor.Subtensor") as cls:
        cls.return_value = MagicMock()
        yield cls.return_value


@pytest.fixture(scope="session")
def local_chain():
    sub = bt.Subtensor("ws://127.0.0.1:9944")
    yield sub
    sub.close()


@pytest.fixture
def offline(monkeypatch):
    monkeypatch.setattr(bt, "AsyncSubtensor", MagicMock())
    return bt.AsyncSubtensor("finney")


@pytest.fixture
def archive(request):
    sub = bt.Subtensor("archive")
    request.addfinalizer(sub.close)
    return sub
