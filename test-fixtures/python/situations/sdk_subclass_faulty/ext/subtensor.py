import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class LoggingSubtensor(bt.Subtensor):
    def __init__(self, network: str = "finney", tag: str = ""):
        super().__init__(network=network)
        self.tag = tag

    def get_current_block(self) -> int:
        block = super().get_current_block()
        logger.info("[%s] %d", self.tag, block)
        return block


class OfflineSubtensor(bt.MockSubtensor):
    """Only for tests."""

    def metagraph(self, netuid, *args, **kwargs):
        return {"netuid": netuid, "hotkeys": []}
