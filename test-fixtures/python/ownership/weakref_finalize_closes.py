import weakref

import bittensor as bt


class Holder:
    pass


def attach(holder: Holder):
    sub = bt.Subtensor("finney")
    weakref.finalize(holder, sub.close)
    print(sub.get_current_block())
