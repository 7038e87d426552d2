import sys
import unittest
from types import SimpleNamespace
from unittest.mock import MagicMock, patch

from chain import Chain, late


def _install(monkeypatch):
    monkeypatch.setitem(sys.modules, "bittensor", SimpleNamespace(Subtensor=MagicMock()))


@patch("chain.bt")
def test_alias(fake):
    chain = Chain("finney")
    assert chain.sub is fake.Subtensor.return_value


def test_helper(monkeypatch):
    _install(monkeypatch)
    late("finney")


def test_table():
    with patch.dict(sys.modules, {"bittensor": MagicMock()}):
        late("finney")


class TestChain(unittest.TestCase):
    def setUp(self):
        self.patcher = patch("chain.bt")
        self.patcher.start()

    def test_block(self):
        chain = Chain("finney")
        assert chain.sub


def test_real():
    chain = Chain("finney")
    #       ^^^^^^^^^^^^^^^ SUB007
    assert chain.sub.block
