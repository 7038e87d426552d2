import bittensor as bt


def height(network, /, *, retries: int = 3, sub=None) -> int:
    own = sub is None
    sub = bt.Subtensor(network) if own else sub
    try:
        return sub.get_current_block()
    finally:
        if own:
            sub.close()
