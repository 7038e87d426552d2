from unittest.mock import MagicMock, patch

import bittensor as bt
import pytest

from chain import Neuron, connect


@patch("chain.bt.Subtensor")
def test_decorated(made):
    neuron = Neuron("test")
    assert neuron.sub is made.return_value


def test_in_a_block():
    with patch("chain.bt.Subtensor"):
        neuron = Neuron("test")
    assert neuron.sub


@pytest.fixture
def faked(monkeypatch):
    monkeypatch.setattr(bt, "Subtensor", MagicMock())


def test_by_fixture(faked):
    sub = connect("test")
    assert sub.block


@patch("chain.connect")
def test_the_factory_itself(made):
    sub = connect("test")
    assert sub is made.return_value


@patch("chain.Neuron")
def test_the_class_itself(made):
    neuron = Neuron("test")
    assert neuron


@patch("chain.wait")
def test_something_else(made):
    neuron = Neuron("test")
#            ^^^^^^^^^^^^^^ SUB007
    assert neuron.sub


def test_nothing():
    sub = connect("test")
#         ^^^^^^^^^^^^^^^ SUB001
    assert sub.block
