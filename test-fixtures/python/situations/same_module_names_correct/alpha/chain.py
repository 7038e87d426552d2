import bittensor as bt


def connect(network="finney"):
    return bt.Subtensor(network=network)
