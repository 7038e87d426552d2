import bittensor as bt

_subtensor = None


def get_subtensor():
    global _subtensor
    if _subtensor is None:
        _subtensor = bt.Subtensor(network="finney")
    return _subtensor
