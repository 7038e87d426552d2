import bittensor as bt


def connect():
    return bt.Subtensor("finney")


def drop(sub):
    print("dropping", sub.network)
