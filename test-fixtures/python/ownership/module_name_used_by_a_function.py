import bittensor as bt

subtensor = bt.Subtensor("finney")
#           ^^^^^^^^^^^^^^^^^^^^^^ SUB008


def current_block():
    return subtensor.get_current_block()
