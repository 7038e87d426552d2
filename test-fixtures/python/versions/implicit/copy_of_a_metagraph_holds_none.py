# sdk: 10.5.0
import copy

import bittensor as bt


def deep(sub):
    mg = bt.Metagraph(1, subtensor=sub)
    other = copy.deepcopy(mg)
    other.sync()
#   ^^^^^^^^^^^^ SUB009
    other.sync()
    return mg, other


def shallow(sub):
    mg = bt.Metagraph(1, subtensor=sub)
    other = copy.copy(mg)
    other.sync()
#   ^^^^^^^^^^^^ SUB009
    return mg, other


def lent(sub):
    other = copy.deepcopy(bt.Metagraph(1, subtensor=sub))
    other.sync(subtensor=sub)
    other.sync()


def original_keeps_its_own(sub):
    mg = bt.Metagraph(1, subtensor=sub)
    before = copy.deepcopy(mg)
    mg.sync()
    return before.n, mg.n
