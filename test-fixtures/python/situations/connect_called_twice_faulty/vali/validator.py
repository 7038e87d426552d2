import logging
import time

from vali.base import ChainMixin

logger = logging.getLogger(__name__)


class Validator(ChainMixin):
    def __init__(self, network: str, netuid: int):
        self.network = network
        self.netuid = netuid
        self.connect()

    def run(self, rounds: int) -> None:
        for number in range(rounds):
            try:
                mg = self.subtensor.metagraph(self.netuid)
                logger.info("round %d, %d neurons", number, int(mg.n))
            except Exception as exc:
                logger.error("round %d failed: %s", number, exc)
                self.connect()
            time.sleep(60)
