import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("api-user")


def subnets() -> list[int]:
    api = bt.SubtensorApi(network="finney")
    # line SUB001
    logger.info("block %s", api.chain.get_current_block())
    netuids = list(api.subnets.get_all_subnets_netuid())
    return netuids


async def async_subnets() -> list[int]:
    api = bt.SubtensorApi(network="finney", async_subtensor=True)
    # line SUB010
    await api.initialize()
    try:
        return list(await api.subnets.get_all_subnets_netuid())
    finally:
        api.close()


async def scoped() -> int:
    async with bt.SubtensorApi(network="test", async_subtensor=True) as api:
        return await api.chain.get_current_block()
