import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("by-hand")


async def metagraph_lines(netuid: int) -> list[str]:
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB001
    await sub.__aenter__()
    mg = await sub.metagraph(netuid)
    lines = [f"{uid} {hotkey}" for uid, hotkey in enumerate(mg.hotkeys)]
    logger.info("%d lines", len(lines))
    return lines


if __name__ == "__main__":
    print("\n".join(asyncio.run(metagraph_lines(1))))
