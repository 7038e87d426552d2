# sdk: 6.0.0
import bittensor


def never_used():
    sub = bittensor.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)
