import bittensor as bt


def ensure(subtensor=None, network: str = "finney"):
    if subtensor is not None:
        return subtensor
    return bt.Subtensor(network=network)
