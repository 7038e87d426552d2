import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("api-user")


def subnets() -> list[int]:
    api = bt.SubtensorApi(network="finney")
    logger.info("block %s", api.chain.get_current_block())
    netuids = list(api.subnets.get_all_subnets_netuid())
    api.close()
    return netuids


async def async_subnets() -> list[int]:
    api = bt.SubtensorApi(network="finney", async_subtensor=True)
    await api.initialize()
    try:
        return list(await api.subnets.get_all_subnets_netuid())
    finally:
        await api.close()


async def scoped() -> int:
    async with bt.SubtensorApi(network="test", async_subtensor=True) as api:
        return await api.chain.get_current_block()
