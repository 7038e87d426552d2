import bittensor as bt

from stats import SubnetStats


def many(netuids):
    with bt.Subtensor("finney") as shared:
        for netuid in netuids:
            stats = SubnetStats(netuid, subtensor=shared)
            print(netuid, stats.tempo(), len(stats.neurons()))


def single(netuid):
    stats = SubnetStats(netuid)
    try:
        return stats.tempo()
    finally:
        stats.close()


def count(netuid):
    stats = SubnetStats(netuid)
    # line SUB007
    neurons = stats.neurons()
    return sum(1 for n in neurons if n.active)


def lookup():
    with bt.Subtensor("test") as sub:
        return {netuid: SubnetStats(netuid, sub).tempo() for netuid in (1, 2)}


if __name__ == "__main__":
    many([1, 2, 3])
    print(single(4), count(5), lookup())
