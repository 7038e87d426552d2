import functools

import bittensor as bt


@functools.cache
def chain(network):
    return bt.Subtensor(network)
    #      ^^^^^^^^^^^^^^^^^^^^^ SUB008


def height():
    sub = chain("finney")
    return sub.get_current_block()


def tempo(netuid):
    return chain("finney").tempo(netuid)
