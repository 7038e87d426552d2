import bittensor as bt


def pair():
    subs = (bt.Subtensor("finney"), bt.Subtensor("archive"))
    print([sub.get_current_block() for sub in subs])
    [sub.close() for sub in subs]
