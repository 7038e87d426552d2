# sdk: 7.0.0
import bittensor as bt


def leak():
    sub = bt.subtensor_module.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = bt.subtensor_module.subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block
