import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class ChainClient:
    def __init__(self, network: str):
        self.network = network
        self._subtensor = bt.Subtensor(network=network)

    def head(self) -> int:
        return self._subtensor.get_current_block()

    def disconnect(self) -> None:
        logger.info("disconnecting from %s", self.network)
        self._subtensor.close()
