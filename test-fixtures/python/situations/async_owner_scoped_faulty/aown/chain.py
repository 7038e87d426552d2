import bittensor as bt

from .base import AsyncResource


class Chain(AsyncResource):
    def __init__(self, network: str):
        self.network = network
        self.sub = None

    async def open(self) -> None:
        self.sub = bt.AsyncSubtensor(network=self.network)
        # line SUB006
        await self.sub.initialize()

    async def aclose(self) -> None:
        self.sub = None

    async def price(self, netuid: int) -> float:
        return float(await self.sub.get_subnet_price(netuid))
