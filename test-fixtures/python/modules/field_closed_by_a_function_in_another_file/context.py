import bittensor as bt


class Context:
    def __init__(self, network):
        self.subtensor = bt.Subtensor(network)
        self.network = network
