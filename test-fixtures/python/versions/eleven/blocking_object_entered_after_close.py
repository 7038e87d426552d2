# sdk: 11.3.0
import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    with sub:
        print(sub.block)
    with sub:
    #    ^^^ SUB013
        print(sub.block)
