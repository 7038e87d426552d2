# sdk: 10.5.0
import bittensor as bt


def run():
    sub = bt.subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def run_closed():
    sub = bt.subtensor(network="finney")
    block = sub.get_current_block()
    sub.close()
    return block
