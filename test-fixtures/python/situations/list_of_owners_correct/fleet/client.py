import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class NodeClient:
    def __init__(self, endpoint: str):
        self.endpoint = endpoint
        self.sub = bt.Subtensor(network=endpoint)
        self.running = True

    def head(self) -> int:
        return self.sub.get_current_block()

    def stop(self) -> None:
        self.running = False

    def shutdown(self) -> None:
        self.stop()
        self.sub.close()
        logger.info("%s is shut down", self.endpoint)
