import logging
import threading

import bittensor as bt

logger = logging.getLogger("registry")


class SubnetRegistry:
    """Caches names of subnets for the dashboard."""

    subtensor = bt.Subtensor(network="finney")
    lock = threading.Lock()

    def __init__(self) -> None:
        self._names: dict[int, str] = {}

    def name(self, netuid: int) -> str:
        with self.lock:
            if netuid not in self._names:
                info = self.subtensor.subnet(netuid=netuid)
                self._names[netuid] = str(info.subnet_name)
        return self._names[netuid]

    @classmethod
    def shutdown(cls) -> None:
        logger.info("registry is closing")
        cls.subtensor.close()
