import asyncio
import logging

import bittensor as bt

logger = logging.getLogger("closers")


async def by_task(network: str) -> int:
    sub = bt.AsyncSubtensor(network=network)
    await sub.initialize()
    block = await sub.get_current_block()
    task = asyncio.create_task(sub.close())
    logger.info("closing in %s", task)
    return block


async def by_wait_for(network: str) -> int:
    sub = await bt.AsyncSubtensor(network=network).initialize()
    try:
        return await sub.get_current_block()
    finally:
        await asyncio.wait_for(asyncio.shield(sub.close()), timeout=5)


def by_loop(network: str) -> int:
    loop = asyncio.new_event_loop()
    sub = bt.AsyncSubtensor(network=network)
    try:
        loop.run_until_complete(sub.initialize())
        return loop.run_until_complete(sub.get_current_block())
    finally:
        loop.run_until_complete(sub.close())
        loop.close()


def threadsafe(network: str, loop: asyncio.AbstractEventLoop) -> int:
    sub = bt.AsyncSubtensor(network=network)
    asyncio.run_coroutine_threadsafe(sub.initialize(), loop).result(30)
    try:
        return asyncio.run_coroutine_threadsafe(sub.get_current_block(), loop).result(30)
    finally:
        asyncio.run_coroutine_threadsafe(sub.close(), loop).result(5)
