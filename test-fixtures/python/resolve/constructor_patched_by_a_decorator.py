from unittest.mock import MagicMock, patch

import bittensor as bt


@patch("bittensor.Subtensor")
def test_height(mock_subtensor):
    mock_subtensor.return_value.get_current_block.return_value = 7
    sub = bt.Subtensor("finney")
    assert sub.get_current_block() == 7


def test_height_context():
    with patch("bittensor.Subtensor", MagicMock()):
        sub = bt.Subtensor("finney")
        assert sub.get_current_block()


def test_height_monkeypatch(monkeypatch):
    monkeypatch.setattr(bt, "Subtensor", MagicMock())
    sub = bt.Subtensor("finney")
    assert sub.get_current_block()


def test_real():
    sub = bt.Subtensor("local")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    assert sub.get_current_block() >= 0
