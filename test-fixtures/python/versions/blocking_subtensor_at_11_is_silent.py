# sdk: 11.3.0
import bittensor as bt


def run():
    sub = bt.Subtensor("finney")
    return sub.block


def temporary():
    return bt.Subtensor("finney").block


def early(flag):
    sub = bt.Subtensor("finney")
    if flag:
        return None
    block = sub.block
    sub.close()
    return block
