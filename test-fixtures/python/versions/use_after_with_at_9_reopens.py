# sdk: 9.12.2
import bittensor as bt


def run():
    with bt.subtensor("finney") as sub:
        print(sub.get_current_block())
    return sub.tempo(1)
    # line SUB013
