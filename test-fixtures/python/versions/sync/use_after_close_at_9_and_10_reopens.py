# sdk: 9.12.2
import bittensor as bt


def method():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.tempo(1)
    # line SUB013


def attribute():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.block
    # line SUB013


def inner():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.substrate.get_chain_head()
    # line SUB013


def plain_attribute():
    sub = bt.subtensor("finney")
    sub.close()
    return sub.network
