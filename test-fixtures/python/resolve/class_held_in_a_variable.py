import bittensor as bt

Chain = bt.Subtensor


def run():
    sub = Chain("finney")
    #     ^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def run_local():
    factory = bt.Subtensor
    sub = factory("finney")
    #     ^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
