import logging
import threading

import bittensor as bt

logger = logging.getLogger("hot-swap")


class HotSwap:
    def __init__(self, network: str):
        self.network = network
        self.lock = threading.Lock()
        self.sub = bt.Subtensor(network=network)

    def reconnect(self) -> None:
        fresh = bt.Subtensor(network=self.network)
        # line SUB005
        with self.lock:
            self.sub = fresh
        logger.info("swapped the connection to %s", self.network)

    def head(self) -> int:
        with self.lock:
            return self.sub.get_current_block()

    def close(self) -> None:
        with self.lock:
            self.sub.close()


def main(rounds: int) -> None:
    chain = HotSwap("finney")
    try:
        for number in range(rounds):
            logger.info("head %d", chain.head())
            if number % 50 == 49:
                chain.reconnect()
    finally:
        chain.close()
