import bittensor as bt


class BaseNeuron:
    def __init__(self, config):
        self.config = config
        self.subtensor = bt.subtensor(config=config)
