import gc

import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    del sub
    gc.collect()


def run_closed():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    del sub
