# sdk: 8.4.3
import bittensor as bt
from bittensor.core.metagraph import Metagraph


def synced_by_default():
    mg = bt.metagraph(1)
    #    ^^^^^^^^^^^^^^^ SUB009
    return mg.n


def capital():
    first, second = bt.Metagraph(1), Metagraph(1)
    #               ^^^^^^^^^^^^^^^ SUB009
    #                                ^^^^^^^^^^^^ SUB009
    return first.n, second.n


def every_sync_opens_one():
    mg = bt.metagraph(1)
    #    ^^^^^^^^^^^^^^^ SUB009
    mg.sync()
#   ^^^^^^^^^ SUB009


def a_lent_one_is_not_kept(sub):
    mg = bt.metagraph(1, sync=False)
    mg.sync(subtensor=sub)
    mg.sync()
#   ^^^^^^^^^ SUB009


def holds_none_to_close():
    mg = bt.metagraph(1)
    #    ^^^^^^^^^^^^^^^ SUB009
    mg.subtensor.close()
