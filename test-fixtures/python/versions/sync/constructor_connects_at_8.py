# sdk: 8.0.0
import bittensor as bt


def never_used():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)


def discarded():
    bt.Subtensor("finney")
#   ^^^^^^^^^^^^^^^^^^^^^^ SUB004
