# sdk: 11.3.0
import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("service")


class Service:
    def __init__(self, network: str):
        self.client = bt.Client(network)
        # line SUB006
        self.seen: dict[str, float] = {}

    async def start(self) -> None:
        await self.client.connect()

    async def refresh(self, address: str) -> None:
        self.seen[address] = float(await self.client.balances.get(address))

    async def stop(self) -> None:
        logger.info("seen %d", len(self.seen))


async def main() -> None:
    service = Service("finney")
    await service.start()
    try:
        await service.refresh("5C...")
    finally:
        await service.stop()


if __name__ == "__main__":
    asyncio.run(main())
