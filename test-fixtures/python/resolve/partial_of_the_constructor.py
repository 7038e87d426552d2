from functools import partial

import bittensor as bt

make = partial(bt.Subtensor, "finney")


def nothing_opened():
    builder = partial(bt.Subtensor, network="finney")
    return builder
