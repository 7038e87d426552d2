import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("stream")


async def heads(network: str, count: int):
    sub = bt.AsyncSubtensor(network=network)
    await sub.initialize()
    try:
        for _ in range(count):
            yield await sub.get_current_block()
            await sub.wait_for_block()
    finally:
        logger.info("stream of %s ends", network)
        await sub.close()


async def main() -> None:
    async for head in heads("finney", 5):
        print(head)


if __name__ == "__main__":
    asyncio.run(main())
