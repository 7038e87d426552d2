# sdk: 10.5.0
import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.block
