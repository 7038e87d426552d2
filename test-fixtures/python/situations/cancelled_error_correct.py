import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("task")


async def follow(netuid: int, queue: asyncio.Queue, rounds: int) -> None:
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    try:
        for _ in range(rounds):
            mg = await sub.metagraph(netuid)
            await queue.put(int(mg.n))
            await asyncio.sleep(12)
    except asyncio.CancelledError:
        logger.info("cancelled")
    finally:
        await sub.close()


async def main() -> None:
    queue: asyncio.Queue = asyncio.Queue()
    task = asyncio.create_task(follow(1, queue, 10))
    await asyncio.sleep(60)
    task.cancel()
    print(queue.qsize())


if __name__ == "__main__":
    asyncio.run(main())
