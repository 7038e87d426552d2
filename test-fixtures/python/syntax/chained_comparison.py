import bittensor as bt


def in_range(low, high):
    return low < bt.Subtensor("finney").get_current_block() < high
    #            ^^^^^^^^^^^^^^^^^^^^^^ SUB004


def in_range_scoped(low, high):
    with bt.Subtensor("finney") as sub:
        return low < sub.get_current_block() < high
