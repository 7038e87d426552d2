# pin: unknown
import bittensor as bt


def old_name():
    sub = bt.subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def new_name():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.get_current_block()


def scoped():
    with bt.subtensor("finney") as sub:
        return sub.get_current_block()
