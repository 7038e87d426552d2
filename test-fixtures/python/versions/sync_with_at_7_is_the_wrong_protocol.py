# sdk: 7.4.0
import bittensor as bt


def run():
    with bt.subtensor("finney") as sub:
    #    ^^^^^^^^^^^^^^^^^^^^^^ SUB011
        return sub.get_current_block()
