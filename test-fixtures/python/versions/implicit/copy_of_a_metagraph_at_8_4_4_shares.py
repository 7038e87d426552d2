# sdk: 8.4.4
import copy

import bittensor as bt


def shallow(sub):
    mg = bt.metagraph(1, subtensor=sub)
    other = copy.copy(mg)
    other.sync()
    return mg, other


def of_an_empty_one():
    mg = bt.metagraph(1, sync=False)
    other = copy.copy(mg)
    other.sync()
#   ^^^^^^^^^^^^ SUB009
    return mg, other
