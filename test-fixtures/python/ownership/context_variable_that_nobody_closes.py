from contextvars import ContextVar

import bittensor as bt

CHAIN = ContextVar("chain", default=None)


def chain():
    sub = CHAIN.get()
    if sub is None:
        sub = bt.Subtensor("finney")
        #     ^^^^^^^^^^^^^^^^^^^^^^ SUB008
        CHAIN.set(sub)
    return sub


def use():
    print(chain().block)
