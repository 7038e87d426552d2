import bittensor as bt

TIMEOUT = 30


def dial(network: str = "finney"):
    sub = bt.Subtensor(network=network)
    return sub
