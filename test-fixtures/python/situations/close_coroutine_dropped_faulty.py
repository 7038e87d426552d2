import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("root-weights")


async def root_table() -> list[int]:
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB010
    await sub.initialize()
    netuids = await sub.get_all_subnets_netuid()
    logger.info("%d subnets", len(netuids))
    _ = sub.close()
    total = sum(netuids)
    logger.debug("checksum %d", total)
    return sorted(netuids)


if __name__ == "__main__":
    print(asyncio.run(root_table()))
