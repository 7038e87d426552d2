# sdk: 10.5.0
import bittensor as bt


def closed_by_the_inner_name():
    sub = bt.Subtensor("finney")
    substrate = sub.substrate
    print(substrate.get_chain_head())
    substrate.close()


def closed_by_the_outer_name():
    sub = bt.Subtensor("finney")
    substrate = sub.substrate
    print(substrate.get_chain_head())
    sub.close()


def leak():
    substrate = bt.Subtensor("finney").substrate
    #           ^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB004
    return substrate.get_chain_head()


def only_the_inner_one_has_a_name():
    substrate = bt.Subtensor("finney").substrate
    print(substrate.get_chain_head())
    substrate.close()


def used_after_the_block():
    with bt.Subtensor("finney") as sub:
        substrate = sub.substrate
    return substrate.get_chain_head()
    # line SUB013
