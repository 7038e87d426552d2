import bittensor as bt


class Chain:
    def __init__(self, network):
        self.sub = bt.Subtensor(network=network)

    def close(self):
        self.sub.close()


def late(network):
    import bittensor

    return bittensor.Subtensor(network=network)
