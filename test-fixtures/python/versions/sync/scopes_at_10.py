# sdk: 10.0.0
import bittensor as bt


def capital():
    with bt.Subtensor("finney") as sub:
        return sub.get_current_block()


def existing():
    sub = bt.Subtensor("finney")
    with sub as same:
        return same.get_current_block()


def after_the_block():
    sub = bt.Subtensor("finney")
    with sub:
        print(sub.get_current_block())
    return sub.tempo(1)
    # line SUB013
