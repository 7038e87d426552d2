import bittensor as bt


def leak(local):
    sub = bt.Subtensor("local") if local else bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    #                                         ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())


def closed(local):
    sub = bt.Subtensor("local") if local else bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
