# sdk: 8.4.4
import bittensor as bt
from bittensor.core.metagraph import Metagraph


def synced_by_default():
    mg = bt.metagraph(1)
    #    ^^^^^^^^^^^^^^^ SUB009
    mg.sync()
    return mg.n


def first_sync_opens_one():
    mg = Metagraph(1, sync=False)
    mg.sync()
#   ^^^^^^^^^ SUB009
    mg.sync()


def lent():
    sub = bt.subtensor("finney")
    mg = bt.metagraph(1, subtensor=sub)
    mg.sync()
    sub.close()


def lent_by_position(sub):
    mg = bt.metagraph(1, "finney", True, True, sub)
    mg.sync()


def lent_later(sub):
    mg = bt.metagraph(1, sync=False)
    mg.sync(subtensor=sub)
    mg.sync()


def closed_through_the_holder():
    mg = bt.metagraph(1)
    mg.subtensor.close()
