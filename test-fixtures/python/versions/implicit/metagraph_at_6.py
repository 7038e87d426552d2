# sdk: 6.12.4
import bittensor


def synced_by_default():
    mg = bittensor.metagraph(1)
    #    ^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


def told_not_to():
    mg = bittensor.metagraph(1, sync=False)
    return mg.netuid


def told_not_to_by_position():
    mg = bittensor.metagraph(1, "finney", True, False)
    return mg.netuid


def every_sync_opens_one():
    mg = bittensor.metagraph(1, sync=False)
    mg.sync()
#   ^^^^^^^^^ SUB009
    mg.sync()
#   ^^^^^^^^^ SUB009


def lent(sub):
    mg = bittensor.metagraph(1, sync=False)
    mg.sync(subtensor=sub)
    mg.sync(None, True, sub)


def a_lent_one_is_not_kept(sub):
    mg = bittensor.metagraph(1, sync=False)
    mg.sync(subtensor=sub)
    mg.sync()
#   ^^^^^^^^^ SUB009


def of_a_connection(sub: "bittensor.subtensor"):
    return sub.metagraph(1)
