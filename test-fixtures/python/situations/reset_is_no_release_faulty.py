import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("long-poll")


async def reset(sub: "bt.AsyncSubtensor") -> None:
    await sub.close()
    await sub.initialize()


async def poll(netuid: int, rounds: int) -> list[int]:
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB001
    await sub.initialize()
    sizes: list[int] = []
    for number in range(rounds):
        mg = await sub.metagraph(netuid)
        sizes.append(int(mg.n))
        if number % 10 == 9:
            logger.info("resetting the websocket")
            await reset(sub)
        await asyncio.sleep(12)
    return sizes
