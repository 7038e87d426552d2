import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class ConnectionManager:
    def __init__(self) -> None:
        self._subs: dict[str, "bt.Subtensor"] = {}

    def get(self, network: str = "finney") -> "bt.Subtensor":
        if network not in self._subs:
            logger.info("opening %s", network)
            self._subs[network] = bt.Subtensor(network=network)
            # line SUB006
        return self._subs[network]

    def close_all(self) -> None:
        self._subs.clear()
