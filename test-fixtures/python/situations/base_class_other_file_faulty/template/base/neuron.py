from abc import ABC, abstractmethod

import bittensor as bt


class BaseNeuron(ABC):
    def __init__(self, config=None):
        self.config = config or bt.Config()
        self.wallet = bt.Wallet(config=self.config)
        self.subtensor = bt.Subtensor(config=self.config)
        self.metagraph = self.subtensor.metagraph(self.config.netuid)
        self.step = 0

    @abstractmethod
    def forward(self):
        ...

    def sync(self):
        self.metagraph.sync(subtensor=self.subtensor)

    def teardown(self):
        self._disconnect()

    def _disconnect(self):
        bt.logging.info("closing the chain connection")
        self.subtensor.close()
