import bittensor as bt


def compare():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub = bt.Subtensor("archive")
    #     ^^^^^^^^^^^^^^^^^^^^^^^ SUB005
    print(sub.get_current_block())
    sub.close()


def compare_closed():
    sub = bt.Subtensor("finney")
    print(sub.get_current_block())
    sub.close()
    sub = bt.Subtensor("archive")
    print(sub.get_current_block())
    sub.close()
