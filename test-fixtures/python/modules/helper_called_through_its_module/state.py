import atexit

import bittensor as bt
import util

_closed = None
_kept = None


def closed():
    global _closed
    if _closed is None:
        _closed = bt.Subtensor("finney")
    return _closed


def kept():
    global _kept
    if _kept is None:
        _kept = bt.Subtensor("finney")
        #       ^^^^^^^^^^^^^^^^^^^^^^ SUB008
    return _kept


def shutdown():
    util.close_quietly(_closed)
    print(util.ask(_kept))


atexit.register(shutdown)
