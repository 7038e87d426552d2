import bittensor as bt


def disabled():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    if False:
        sub.close()


def enabled():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    if True:
        sub.close()


def zero():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    if 0:
        sub.close()
