import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class Chain:
    def __init__(self, network: str):
        self.network = network
        self.sub = None

    def open(self) -> None:
        self.sub = bt.Subtensor(network=self.network)
        logger.info("opened %s", self.network)

    def close(self) -> None:
        self.sub.close()

    def head(self) -> int:
        return self.sub.get_current_block()
