import bittensor as bt


def fresh_subtensor(network: str = "finney"):
    return bt.Subtensor(network=network)
