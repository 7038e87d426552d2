# sdk: 8.4.5
import copy

import bittensor as bt


def shallow(sub):
    mg = bt.metagraph(1, subtensor=sub)
    other = copy.copy(mg)
    other.sync()
#   ^^^^^^^^^^^^ SUB009
    return mg, other


def deep_and_lent(sub):
    mg = bt.metagraph(1, subtensor=sub)
    other = copy.deepcopy(mg)
    other.sync(subtensor=sub)
    return mg, other
