# sdk: 11.0.0
import bittensor as bt


def leak():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def closed():
    sub = bt.subtensor("finney")
    block = sub.get_current_block()
    sub.close()
    return block


def scoped():
    with bt.subtensor("finney") as sub:
        return sub.get_current_block()
