# sdk: 10.5.0
import bittensor as bt


def off():
    sub = bt.Subtensor("finney", mock=False)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def computed(flag):
    sub = bt.Subtensor("finney", mock=flag)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
