import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class ChainSession:
    def __init__(self, network: str = "finney", retries: int = 3):
        self.network = network
        self.retries = retries
        self.sub = None

    def __enter__(self):
        self.sub = bt.Subtensor(network=self.network)
        return self.sub

    def __exit__(self, exc_type, exc, tb):
        if self.sub is not None:
            self.sub.close()
        self.sub = None
        return False
