from contextlib import contextmanager

import bittensor as bt


@contextmanager
def chain(network="finney"):
    sub = bt.Subtensor(network)
    try:
        yield sub
    finally:
        sub.close()


@contextmanager
def leaky_chain(network="finney"):
    sub = bt.Subtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    yield sub
