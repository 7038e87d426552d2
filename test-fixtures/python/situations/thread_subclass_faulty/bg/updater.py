import logging
import threading

import bittensor as bt

logger = logging.getLogger(__name__)


class Updater(threading.Thread):
    def __init__(self, netuid: int):
        super().__init__(daemon=True)
        self.netuid = netuid
        self.sub = None
        self.stopped = threading.Event()
        self.hotkeys: list[str] = []

    def run(self) -> None:
        self.sub = bt.Subtensor(network="finney")
        # line SUB006
        try:
            while not self.stopped.wait(60):
                self.hotkeys = list(self.sub.metagraph(self.netuid).hotkeys)
        except Exception as exc:
            logger.error("updater stops: %s", exc)
        finally:
            logger.info("updater ends")

    def close(self) -> None:
        self.stopped.set()
        self.join(10)
