import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("dereg-alarm")


async def shutdown(sub: "bt.AsyncSubtensor", reason: str) -> None:
    logger.info("closing: %s", reason)
    await sub.close()


async def rank(netuid: int, hotkey: str) -> int:
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    mg = await sub.metagraph(netuid)
    order = sorted(range(len(mg.hotkeys)), key=lambda i: -float(mg.incentive[i]))
    position = order.index(mg.hotkeys.index(hotkey))
    await shutdown(sub, "done")
    return position


if __name__ == "__main__":
    print(asyncio.run(rank(1, "5F...")))
