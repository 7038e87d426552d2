"""Whoever makes these in a test where the opener is replaced opens nothing."""

import bittensor as bt


class Neuron:
    def __init__(self, network):
        self.sub = bt.Subtensor(network)

    def close(self):
        self.sub.close()


def connect(network):
    return bt.Subtensor(network)
