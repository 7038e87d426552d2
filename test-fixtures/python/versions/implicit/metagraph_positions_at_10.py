# sdk: 10.0.0
import bittensor as bt


def fourth_is_lite():
    mg = bt.Metagraph(1, 0, "finney", False)
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


def fifth_is_sync():
    mg = bt.Metagraph(1, 0, "finney", True, False)
    return mg.netuid


def positions_of_9_have_moved_on(sub):
    mg = bt.Metagraph(1, "finney", True, True, sub)
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


def sixth_is_the_connection(sub):
    mg = bt.Metagraph(1, 0, "finney", True, True, sub)
    mg.sync()
    return mg.n


def first_sync_opens_one():
    mg = bt.Metagraph(1, sync=False)
    mg.sync()
#   ^^^^^^^^^ SUB009
    mg.sync()


def lent_later(sub):
    mg = bt.Metagraph(1, sync=False)
    mg.sync(subtensor=sub)
    mg.sync()


def closed_through_the_holder():
    mg = bt.Metagraph(1)
    mg.subtensor.close()


def of_a_connection():
    with bt.Subtensor("finney") as sub:
        mg = sub.metagraph(1)
        mg.sync()
        return mg.n


def lower_case_has_the_positions_of_9(sub):
    first = bt.metagraph(1, "finney", True, False)
    second = bt.metagraph(1, "finney", True, True, sub)
    third = bt.metagraph(1)
    #       ^^^^^^^^^^^^^^^ SUB009
    return first, second, third
