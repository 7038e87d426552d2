import logging
import time

logger = logging.getLogger(__name__)


class Supervisor:
    def __init__(self, chain):
        self.chain = chain

    def run(self, rounds: int) -> None:
        for _ in range(rounds):
            logger.info("head %d", self.chain.head())
            time.sleep(12)

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *exc) -> None:
        self.chain.disconnect()
        self.chain = None
