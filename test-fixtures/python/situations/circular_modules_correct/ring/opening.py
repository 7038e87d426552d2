import bittensor as bt

from ring import closing


def opened(network: str = "finney"):
    return bt.Subtensor(network=network)


def head(network: str = "finney") -> int:
    sub = opened(network)
    try:
        return sub.get_current_block()
    finally:
        closing.finish(sub)
