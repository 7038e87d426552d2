import bittensor as bt


class Base:
    def __init__(self, config):
        self.config = config
        self.subtensor = bt.Subtensor(network=config.network)
        self.netuid = config.netuid

    def close(self):
        self.subtensor.close()
