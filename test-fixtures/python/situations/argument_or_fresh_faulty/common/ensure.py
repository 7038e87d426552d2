import bittensor as bt


def ensure(network: str = "finney"):
    return bt.Subtensor(network=network)
