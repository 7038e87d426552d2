import atexit

import bittensor as bt

subtensor = bt.Subtensor("finney")
atexit.register(subtensor.close)


def current_block():
    return subtensor.get_current_block()
