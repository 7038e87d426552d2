import logging
from typing import Optional

import bittensor as bt

logger = logging.getLogger(__name__)


class MetagraphSource:
    def __init__(self, netuid: int, network: str = "finney"):
        self.netuid = netuid
        self.network = network
        self._sub: Optional["bt.Subtensor"] = None

    @property
    def sub(self) -> "bt.Subtensor":
        if self._sub is None:
            self._sub = bt.Subtensor(network=self.network)
            # line SUB006
        return self._sub

    def load(self):
        return self.sub.metagraph(self.netuid)

    def __enter__(self) -> "MetagraphSource":
        return self

    def __exit__(self, *exc) -> None:
        logger.info("leaving %s", self.network)
        self._sub = None
