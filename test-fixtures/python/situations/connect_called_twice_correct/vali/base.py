import logging
import time

import bittensor as bt

logger = logging.getLogger(__name__)


class ChainMixin:
    subtensor = None

    def connect(self) -> None:
        logger.info("connecting")
        if self.subtensor is not None:
            self.subtensor.close()
        self.subtensor = bt.Subtensor(network=self.network)

    def disconnect(self) -> None:
        if self.subtensor is not None:
            self.subtensor.close()
