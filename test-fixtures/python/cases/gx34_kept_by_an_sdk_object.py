import bittensor as bt


def leak(netuid):
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    metagraph = bt.Metagraph(netuid=netuid, sync=False, subtensor=sub)
    metagraph.sync()
    return metagraph.n


def released_through_the_holder(netuid):
    sub = bt.Subtensor("finney")
    metagraph = bt.Metagraph(netuid=netuid, sync=False, subtensor=sub)
    metagraph.sync()
    metagraph.subtensor.close()
    return metagraph.n


def released_by_name(netuid):
    sub = bt.Subtensor("finney")
    metagraph = bt.Metagraph(netuid=netuid, sync=False, subtensor=sub)
    metagraph.sync()
    sub.close()
    return metagraph.n
