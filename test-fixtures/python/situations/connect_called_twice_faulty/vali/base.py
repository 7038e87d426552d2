import logging
import time

import bittensor as bt

logger = logging.getLogger(__name__)


class ChainMixin:
    subtensor = None

    def connect(self) -> None:
        logger.info("connecting")
        self.subtensor = bt.Subtensor(network=self.network)
        # line SUB005

    def disconnect(self) -> None:
        if self.subtensor is not None:
            self.subtensor.close()
