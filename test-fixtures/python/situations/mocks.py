import sys
import unittest
from types import SimpleNamespace
from unittest import mock

import bittensor as bt
from bittensor.utils.mock import MockSubtensor


class QuietSubtensor(bt.Subtensor):
    """Never talks to anything."""

    def __init__(self, network="mock"):
        self.network = network
        self.calls = []

    def get_current_block(self):
        self.calls.append("block")
        return 1


class RecordingMock(MockSubtensor):
    def get_current_block(self):
        return 77


def make(mocked):
    if mocked:
        return SimpleNamespace(get_current_block=lambda: 2)
    return QuietSubtensor()


class Neuron:
    def __init__(self, subtensor):
        self.subtensor = subtensor

    def step(self):
        return self.subtensor.get_current_block()


class NeuronTest(unittest.TestCase):
    def test_quiet(self):
        neuron = Neuron(QuietSubtensor())
        self.assertEqual(neuron.step(), 1)

    def test_mock(self):
        sub = MockSubtensor()
        self.assertIsNotNone(Neuron(sub).subtensor)

    def test_recording(self):
        self.assertEqual(Neuron(RecordingMock()).step(), 77)

    def test_patch_object(self):
        with mock.patch.object(bt, "Subtensor") as factory:
            factory.return_value.get_current_block.return_value = 3
            sub = bt.Subtensor("finney")
            self.assertEqual(Neuron(sub).step(), 3)

    @mock.patch.object(bt, "AsyncSubtensor", autospec=True)
    def test_async(self, factory):
        sub = bt.AsyncSubtensor("test")
        self.assertTrue(factory.called)
        del sub

    def test_make(self):
        self.assertEqual(make(True).get_current_block(), 2)


if __name__ == "__main__":
    sys.exit(unittest.main())
