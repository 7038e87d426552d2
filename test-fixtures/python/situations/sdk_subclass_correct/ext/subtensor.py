import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class LoggingSubtensor(bt.Subtensor):
    def __init__(self, network: str = "finney", tag: str = ""):
        self.tag = tag
        self.network = network

    def get_current_block(self) -> int:
        block = 1
        logger.info("[%s] %d", self.tag, block)
        return block


class OfflineSubtensor(bt.MockSubtensor):
    """Only for tests."""

    def metagraph(self, netuid, *args, **kwargs):
        return {"netuid": netuid, "hotkeys": []}
