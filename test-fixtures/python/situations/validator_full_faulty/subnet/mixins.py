import logging
import time

import bittensor as bt

logger = logging.getLogger(__name__)


class ResyncMixin:
    def resync(self) -> None:
        try:
            self.metagraph.sync(subtensor=self.subtensor)
        except Exception as exc:
            logger.warning("resync failed: %s", exc)
            time.sleep(12)
            self.subtensor = bt.Subtensor(config=self.config)
            # line SUB005
            self.metagraph.sync(subtensor=self.subtensor)
