import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    sub = None
