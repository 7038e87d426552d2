import bittensor as bt


def connect(network):
    return bt.Subtensor(network)
