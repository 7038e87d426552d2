import asyncio
import logging
from contextlib import suppress

import bittensor as bt

log = logging.getLogger(__name__)


async def pump(queue: asyncio.Queue):
    """Endless; cancelled from outside."""
    async with bt.AsyncSubtensor("finney") as sub:
        last = 0
        while True:
            block = await sub.get_current_block()
            if block > last:
                last = block
                await queue.put(block)
            await asyncio.sleep(3)


async def leaky_pump(queue: asyncio.Queue):
    sub = bt.AsyncSubtensor("test")
    # line SUB001
    await sub.initialize()
    while True:
        try:
            await queue.put(await sub.get_current_block())
        except Exception as err:
            log.warning("pump: %s", err)
        await asyncio.sleep(3)


async def resilient_pump(queue: asyncio.Queue):
    while True:
        sub = bt.AsyncSubtensor("archive")
        try:
            await sub.initialize()
            while True:
                await queue.put(await sub.get_current_block())
                await asyncio.sleep(3)
        except Exception as err:
            log.warning("reconnecting after %s", err)
        finally:
            with suppress(Exception):
                await sub.close()
        await asyncio.sleep(5)


async def main():
    queue = asyncio.Queue(maxsize=10)
    tasks = [asyncio.create_task(p(queue)) for p in (pump, leaky_pump, resilient_pump)]
    try:
        for _ in range(20):
            print(await queue.get())
    finally:
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)


if __name__ == "__main__":
    asyncio.run(main())
