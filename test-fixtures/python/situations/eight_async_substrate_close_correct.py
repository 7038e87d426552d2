# sdk: 8.5.2
import asyncio
import logging

from bittensor.core.async_subtensor import AsyncSubtensor

logger = logging.getLogger("eight")


async def total(netuids: list[int], network: str) -> int:
    sub = AsyncSubtensor(network=network)
    count = 0
    try:
        for netuid in netuids:
            if await sub.subnet_exists(netuid):
                count += 1
    finally:
        await sub.substrate.close()
        logger.info("%d of %d exist", count, len(netuids))
    return count


async def exists(netuid: int) -> bool:
    async with AsyncSubtensor(network="finney") as sub:
        return await sub.subnet_exists(netuid)


if __name__ == "__main__":
    print(asyncio.run(total([1, 2, 500], "finney")), asyncio.run(exists(1)))
