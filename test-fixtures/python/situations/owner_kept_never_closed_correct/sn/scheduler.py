import logging

from .client import ChainClient

log = logging.getLogger(__name__)


class Scheduler:
    def __init__(self, network: str, netuids: list[int]):
        self.netuids = netuids
        self.client = ChainClient(network)
        self.jobs: list[str] = []

    def plan(self) -> dict[int, int]:
        return {netuid: self.client.tempo(netuid) for netuid in self.netuids}

    def close(self) -> None:
        self.jobs.clear()
        self.client.close()
        log.info("scheduler closed")
