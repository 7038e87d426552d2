from contextlib import contextmanager

import bittensor as bt


@contextmanager
def chain(network="finney"):
    sub = bt.Subtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    yield sub


def use():
    with chain() as sub:
        print(sub.get_current_block())
