# sdk: 9.12.2
import bittensor as bt


def without_sync():
    metagraph = bt.metagraph(netuid=1, sync=False)
    return metagraph.netuid


def from_a_subtensor():
    with bt.subtensor("finney") as sub:
        metagraph = sub.metagraph(1)
        metagraph.sync()
        return metagraph.n


def given_a_subtensor(sub):
    metagraph = bt.metagraph(netuid=1, subtensor=sub)
    metagraph.sync()
    return metagraph.n
