"""Openers are looked up in a dictionary of the module."""

from functools import partial

import bittensor as bt

OPENERS = {"main": bt.Subtensor, "test": partial(bt.Subtensor, "test"), "local": lambda: bt.Subtensor("local")}


def block(name):
    sub = OPENERS[name]()
#         ^^^^^^^^^^^^^^^ SUB001
    return sub.block


def tempo(netuid):
    sub = OPENERS["main"](network="finney")
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB002
    if netuid < 0:
        return None
    found = sub.tempo(netuid)
    sub.close()
    return found
