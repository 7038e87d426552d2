# sdk: 5.3.0
import bittensor


def run():
    sub = bittensor.subtensor()
    #     ^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def run_with():
    with bittensor.subtensor() as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()
