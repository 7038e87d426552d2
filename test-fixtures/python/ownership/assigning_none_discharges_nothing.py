import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub = None
    return sub


def run_closed():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    sub = None
    return sub
