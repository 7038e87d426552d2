# sdk: 6.12.2
import bittensor


def run():
    sub = bittensor.subtensor(network="finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def run_finally():
    sub = bittensor.subtensor(network="finney")
    try:
        return sub.get_current_block()
    finally:
        sub.close()
