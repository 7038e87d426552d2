import bittensor as bt

_subtensor = None


def get_subtensor():
    global _subtensor
    if _subtensor is None:
        _subtensor = bt.Subtensor("finney")
    return _subtensor


def shutdown():
    global _subtensor
    if _subtensor is not None:
        _subtensor.close()
        _subtensor = None


def height():
    return get_subtensor().get_current_block()
