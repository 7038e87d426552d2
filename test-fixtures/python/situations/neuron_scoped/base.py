import argparse
import threading
import time
from abc import ABC, abstractmethod

import bittensor as bt


class BaseNeuron(ABC):
    """Shared plumbing of miners and validators."""

    neuron_type = "BaseNeuron"

    @classmethod
    def config(cls):
        parser = argparse.ArgumentParser()
        parser.add_argument("--netuid", type=int, default=1)
        parser.add_argument("--network", default="finney")
        parser.add_argument("--epoch-length", type=int, default=100)
        return parser.parse_args()

    @property
    def block(self):
        return self.subtensor.get_current_block()

    def __init__(self, config=None):
        self.settings = config or self.config()
        self.step = 0
        self.lock = threading.RLock()
        self.wallet = bt.Wallet(name="default", hotkey="default")
        self.subtensor = bt.Subtensor(network=self.settings.network)
        self.metagraph = self.subtensor.metagraph(self.settings.netuid)
        self.uid = self.metagraph.hotkeys.index(self.wallet.hotkey.ss58_address)

    @abstractmethod
    def forward(self):
        ...

    def sync(self):
        if self.should_sync_metagraph():
            self.resync_metagraph()
        if self.step and self.step % 10 == 0:
            self.save_state()

    def should_sync_metagraph(self):
        return self.block - self.metagraph.last_update[self.uid] > self.settings.epoch_length

    def resync_metagraph(self):
        self.metagraph.sync(subtensor=self.subtensor)

    def save_state(self):
        bt.logging.trace("nothing to save")

    def shutdown(self):
        bt.logging.info("closing chain connection")
        self.subtensor.close()
