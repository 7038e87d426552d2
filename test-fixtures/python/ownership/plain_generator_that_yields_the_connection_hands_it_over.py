import bittensor as bt


def connections(networks):
    for network in networks:
        yield bt.Subtensor(network)
