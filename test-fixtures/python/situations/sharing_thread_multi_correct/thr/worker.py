import logging
import threading
import time

import bittensor as bt

logger = logging.getLogger(__name__)


class SyncThread(threading.Thread):
    def __init__(self, network: str, netuid: int, stop: threading.Event):
        super().__init__(daemon=True, name="metagraph-sync")
        self.network = network
        self.netuid = netuid
        self.stop = stop
        self.size = 0

    def run(self) -> None:
        with bt.Subtensor(network=self.network) as sub:
            while not self.stop.is_set():
                self.size = int(sub.metagraph(self.netuid).n)
                logger.info("size %d", self.size)
                time.sleep(60)
