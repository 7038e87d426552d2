import json
import logging

logger = logging.getLogger(__name__)


class Reporter:
    def __init__(self, subtensor, path: str):
        self.subtensor = subtensor
        self.out = open(path, "a")

    def report(self, netuid: int) -> None:
        mg = self.subtensor.metagraph(netuid)
        json.dump({"netuid": netuid, "n": int(mg.n)}, self.out)

    def close(self) -> None:
        self.out.close()
        logger.info("reporter closed")
