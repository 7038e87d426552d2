"""Talks to the indexer, not to a node."""
import httpx

BASE = "https://indexer.example.com/api/v1"


class Subtensor:
    def __init__(self, network: str = "finney") -> None:
        self.network = network
        self._base = f"{BASE}/{network}"

    @property
    def block(self) -> int:
        return int(httpx.get(f"{self._base}/head").json()["block"])

    def metagraph(self, netuid: int) -> list[dict]:
        return httpx.get(f"{self._base}/metagraph/{netuid}").json()


class AsyncSubtensor(Subtensor):
    async def initialize(self):
        return self

    async def get_current_block(self) -> int:
        return self.block
