import bittensor as bt


def ensure(subtensor=None, network="finney"):
    if subtensor is not None:
        return subtensor
    return bt.subtensor(network=network)
