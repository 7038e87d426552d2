import bittensor as bt

from src.rank import rank


class FakeMetagraph:
    hotkeys = ["b", "a", "c"]


def test_rank(monkeypatch):
    sub = bt.Subtensor(network="test")
    # line SUB001
    monkeypatch.setattr(sub, "metagraph", lambda netuid: FakeMetagraph())
    assert rank(sub, 1, "b") == 1
