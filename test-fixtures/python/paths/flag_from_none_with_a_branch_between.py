import bittensor as bt


def height(subtensor=None, verbose=False):
    own = subtensor is None
    if verbose:
        print("connecting")
    sub = subtensor or bt.Subtensor("finney")
    try:
        return sub.get_current_block()
    finally:
        if own:
            sub.close()
