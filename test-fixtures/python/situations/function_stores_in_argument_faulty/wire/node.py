import logging

from wire.setup import attach_chain

logger = logging.getLogger(__name__)


class Node:
    def __init__(self, netuid: int):
        self.netuid = netuid
        self.subtensor = None

    def start(self) -> None:
        sub = attach_chain(self)
        logger.info("started at %d", sub.get_current_block())

    def stop(self) -> None:
        logger.info("stopping")
