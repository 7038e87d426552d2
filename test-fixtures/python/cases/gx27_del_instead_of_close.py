# sdk: 9.12.2
import bittensor as bt


def run():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block())
    del sub
