# sdk: 8.4.2
import bittensor as bt
from bittensor.core.subtensor import Subtensor


def run():
    sub = bt.subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def run_closed():
    sub = Subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block
