import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("groups")


async def snapshot(netuids: list[int]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB002
    try:
        await sub.initialize()

        async def one(netuid: int) -> None:
            sizes[netuid] = int((await sub.metagraph(netuid)).n)

        async with asyncio.TaskGroup() as group:
            for netuid in netuids:
                group.create_task(one(netuid))
        await sub.close()
    except* ValueError as errors:
        logger.error("%d subnets failed", len(errors.exceptions))
    return sizes
