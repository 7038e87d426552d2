import bittensor as bt

_subtensor = None


def get_subtensor():
    global _subtensor
    if _subtensor is None:
        _subtensor = bt.Subtensor("finney")
        #            ^^^^^^^^^^^^^^^^^^^^^^ SUB008
    return _subtensor


def height():
    sub = get_subtensor()
    return sub.get_current_block()
