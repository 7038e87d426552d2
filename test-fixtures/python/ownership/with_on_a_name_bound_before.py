import bittensor as bt


def existing(netuid):
    sub = bt.Subtensor("finney")
    with sub:
        return sub.subnet(netuid)
