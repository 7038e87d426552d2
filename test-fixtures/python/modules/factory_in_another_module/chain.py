import bittensor as bt


def connect(network="finney"):
    return bt.subtensor(network=network)
