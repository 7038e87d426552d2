import bittensor as bt


def height(sub=bt.Subtensor()):
#              ^^^^^^^^^^^^^^ SUB008
    return sub.block
