from functools import lru_cache

import bittensor as bt


@lru_cache(maxsize=1)
def get_subtensor():
    return bt.Subtensor("finney")
    #      ^^^^^^^^^^^^^^^^^^^^^^ SUB008


def height():
    sub = get_subtensor()
    return sub.get_current_block()
