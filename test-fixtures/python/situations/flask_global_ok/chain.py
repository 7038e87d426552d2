import os
import threading

import bittensor as bt

_lock = threading.Lock()
_subtensor = None


def get_subtensor():
    global _subtensor
    with _lock:
        if _subtensor is None:
            _subtensor = bt.Subtensor(os.environ.get("NETWORK", "finney"))
        return _subtensor


def current_block():
    return get_subtensor().get_current_block()


def release():
    global _subtensor
    with _lock:
        if _subtensor is not None:
            _subtensor.close()
            _subtensor = None
