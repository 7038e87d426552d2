import bittensor as bt


def compare():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub = None
    sub = bt.Subtensor("archive")
    print(sub.get_current_block())
    sub.close()


def compare_with_del():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    del sub
    sub = bt.Subtensor("archive")
    print(sub.get_current_block())
    sub.close()
