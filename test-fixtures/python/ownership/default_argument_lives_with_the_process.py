import bittensor as bt


def block(subtensor=bt.Subtensor("finney")):
#                   ^^^^^^^^^^^^^^^^^^^^^^ SUB008
    return subtensor.get_current_block()
