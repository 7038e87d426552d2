# sdk: 9.12.2
import bittensor as bt


def fourth_is_sync():
    mg = bt.Metagraph(1, "finney", True, False)
    return mg.netuid


def fifth_is_the_connection(sub):
    mg = bt.Metagraph(1, "finney", True, True, sub)
    return mg.n


def sixth_is_a_mechanism():
    mg = bt.Metagraph(1, "finney", True, True, None, 1)
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB009
    return mg.n


def both_names():
    first, second = bt.Metagraph(1), bt.metagraph(1)
    #               ^^^^^^^^^^^^^^^ SUB009
    #                                ^^^^^^^^^^^^^^^ SUB009
    return first.n, second.n
