import bittensor as bt


def late(limit):
    if (sub := bt.Subtensor("finney")).block > limit:
    #          ^^^^^^^^^^^^^^^^^^^^^^ SUB001
        return True
    return False
