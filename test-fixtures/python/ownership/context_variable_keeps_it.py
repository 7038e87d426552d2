from contextvars import ContextVar

import bittensor as bt

CHAIN = ContextVar("chain", default=None)


def chain():
    sub = CHAIN.get()
    if sub is None:
        sub = bt.Subtensor("finney")
        CHAIN.set(sub)
    return sub


def close():
    sub = CHAIN.get()
    if sub is not None:
        sub.close()
        CHAIN.set(None)


def use():
    print(chain().block)
