# sdk: 7.4.0
import bittensor as bt


def run():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.get_current_block()
    # line SUB013
