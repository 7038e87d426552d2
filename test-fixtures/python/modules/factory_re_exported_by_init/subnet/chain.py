import bittensor as bt


def connect(network):
    sub = bt.Subtensor(network)
    print("connected to", network)
    return sub


def disconnect(sub):
    sub.close()
