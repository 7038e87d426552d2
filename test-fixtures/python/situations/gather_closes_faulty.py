import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("fan-out")


async def heads(endpoints: list[str]) -> list[int]:
    subs = [bt.AsyncSubtensor(network=endpoint) for endpoint in endpoints]
    # line SUB010
    await asyncio.gather(*(s.initialize() for s in subs))
    try:
        return list(await asyncio.gather(*(s.get_current_block() for s in subs)))
    finally:
        [s.close() for s in subs]
        logger.info("asked %d nodes", len(subs))


if __name__ == "__main__":
    print(asyncio.run(heads(["finney", "archive"])))
