import bittensor as bt


class Chain:
    def __init__(self, subtensor=None, network="finney"):
        self.subtensor = subtensor if subtensor is not None else bt.Subtensor(network)

    def close(self):
        self.subtensor.close()


def open_chain(network):
    return Chain(network=network)
