import atexit
import signal
import sys
import weakref

import bittensor as bt

registered = bt.Subtensor("finney")
atexit.register(registered.close)

signalled = bt.Subtensor("archive")


def on_signal(signum, frame):
    signalled.close()
    sys.exit(0)


signal.signal(signal.SIGINT, on_signal)


class Keeper:
    pass


keeper = Keeper()
finalized = bt.Subtensor("test")
weakref.finalize(keeper, finalized.close)


def heights():
    return registered.block, signalled.block, finalized.block
