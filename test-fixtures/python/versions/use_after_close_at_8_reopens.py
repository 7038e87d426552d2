# sdk: 8.5.2
import bittensor as bt


def run():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.get_current_block()
    # line SUB013
