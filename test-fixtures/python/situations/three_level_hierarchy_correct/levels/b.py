import logging

from .a import A

logger = logging.getLogger(__name__)


class B(A):
    def __init__(self, network: str, netuid: int):
        super().__init__(network)
        self.netuid = netuid

    def close(self) -> None:
        logger.info("closing %s/%d", self.network, self.netuid)
        super().close()
