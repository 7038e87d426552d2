import asyncio
import logging
import signal

import bittensor as bt

logger = logging.getLogger("async-validator")


async def run(netuid: int) -> None:
    loop = asyncio.get_running_loop()
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()

    async def stop() -> None:
        logger.info("stopping")
        await sub.close()
        loop.stop()

    loop.add_signal_handler(signal.SIGINT, lambda: asyncio.create_task(stop()))
    while True:
        head = await sub.get_current_block()
        logger.info("head %d of %d", head, netuid)
        await asyncio.sleep(12)


if __name__ == "__main__":
    asyncio.run(run(1))
