# sdk: 7.1.0
import bittensor as bt


def leak():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = bt.Subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block
