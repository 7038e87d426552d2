# sdk: 6.9.3
import bittensor


def run():
    with bittensor.subtensor(network="finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()
