import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class CachedChain:
    """Adds a small cache in front of the chain; knows no close()."""

    def __init__(self, network: str):
        self._inner = bt.Subtensor(network=network)
        # line SUB006
        self._tempo: dict[int, int] = {}

    def tempo(self, netuid: int) -> int:
        if netuid not in self._tempo:
            params = self._inner.get_subnet_hyperparameters(netuid=netuid)
            self._tempo[netuid] = int(params.tempo)
        return self._tempo[netuid]
