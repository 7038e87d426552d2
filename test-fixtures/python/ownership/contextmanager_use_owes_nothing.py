from contextlib import contextmanager

import bittensor as bt


@contextmanager
def chain(network="finney"):
    with bt.Subtensor(network) as sub:
        yield sub


def use():
    with chain() as sub:
        print(sub.get_current_block())
