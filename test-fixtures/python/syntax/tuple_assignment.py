import bittensor as bt


def leak_one():
    finney, archive = bt.Subtensor("finney"), bt.Subtensor("archive")
    #                                         ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(finney.get_current_block() - archive.get_current_block())
    finney.close()


def swapped():
    first, second = bt.Subtensor("finney"), bt.Subtensor("archive")
    first, second = second, first
    print(first.get_current_block() - second.get_current_block())
    first.close()
    second.close()


def starred():
    first, *rest = bt.Subtensor("finney"), bt.Subtensor("archive"), bt.Subtensor("test")
    first.close()
    for each in rest:
        each.close()
