import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class AsyncChain:
    def __init__(self, sub: "bt.AsyncSubtensor", netuid: int):
        self.sub = sub
        self.netuid = netuid

    @classmethod
    async def create(cls, network: str, netuid: int) -> "AsyncChain":
        sub = bt.AsyncSubtensor(network=network)
        await sub.initialize()
        logger.info("connected to %s", network)
        return cls(sub, netuid)

    async def size(self) -> int:
        return int((await self.sub.metagraph(self.netuid)).n)

    async def aclose(self) -> None:
        await self.sub.close()
