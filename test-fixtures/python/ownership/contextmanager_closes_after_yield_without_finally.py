from contextlib import contextmanager

import bittensor as bt


@contextmanager
def chain(network="finney"):
    sub = bt.Subtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
    yield sub
    sub.close()


@contextmanager
def chain_safe(network="finney"):
    sub = bt.Subtensor(network)
    try:
        yield sub
    finally:
        sub.close()
