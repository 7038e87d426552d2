import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("root-weights")


async def root_table() -> list[int]:
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    netuids = await sub.get_all_subnets_netuid()
    logger.info("%d subnets", len(netuids))
    closing = sub.close()
    total = sum(netuids)
    logger.debug("checksum %d", total)
    await closing
    return sorted(netuids)


if __name__ == "__main__":
    print(asyncio.run(root_table()))
