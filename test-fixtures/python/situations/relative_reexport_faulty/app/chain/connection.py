import bittensor as bt

from .constants import DEFAULT_NETWORK


def open_subtensor(network: str = DEFAULT_NETWORK):
    """The caller must close it."""
    sub = bt.Subtensor(network=network)
    return sub
