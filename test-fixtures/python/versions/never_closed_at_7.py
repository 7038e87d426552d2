# sdk: 7.4.0
import bittensor as bt


def run():
    sub = bt.Subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def run_from_module():
    from bittensor.subtensor import Subtensor

    sub = Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()
