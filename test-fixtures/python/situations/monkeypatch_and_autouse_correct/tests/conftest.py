import pytest

import bittensor as bt


class FakeSubtensor:
    def __init__(self, *args, **kwargs):
        self.network = kwargs.get("network", "fake")

    def get_current_block(self):
        return 42


@pytest.fixture(autouse=True)
def no_chain(monkeypatch):
    monkeypatch.setattr(bt, "Subtensor", FakeSubtensor)
