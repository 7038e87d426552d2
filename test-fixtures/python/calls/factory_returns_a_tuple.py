import bittensor as bt


def setup(netuid):
    sub = bt.Subtensor("finney")
    metagraph = sub.metagraph(netuid)
    return sub, metagraph


def leak(netuid):
    sub, metagraph = setup(netuid)
    #                ^^^^^^^^^^^^^ SUB001
    print(sub.get_current_block(), metagraph.n)


def closed(netuid):
    sub, metagraph = setup(netuid)
    print(metagraph.n)
    sub.close()


def ignored(netuid):
    _, metagraph = setup(netuid)
    #              ^^^^^^^^^^^^^ SUB001|SUB004
    print(metagraph.n)
