# sdk: 8.4.3
import bittensor as bt


def no_such_argument(sub):
    mg = bt.metagraph(1, subtensor=sub)
    return mg.n


def none_given():
    mg = bt.metagraph(1, subtensor=None)
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n
