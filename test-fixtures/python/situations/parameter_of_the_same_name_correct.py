import bittensor as bt


def head(sub):
    return sub.block


with bt.Subtensor(network="finney") as sub:
    print(head(sub))
