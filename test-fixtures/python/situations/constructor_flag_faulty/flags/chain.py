import bittensor as bt


def maybe_chain(offline: bool = False):
    if offline:
        return None
    return bt.Subtensor(network="finney")
