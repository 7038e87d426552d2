import asyncio

import bittensor as bt


async def task():
    sub = await bt.AsyncSubtensor("finney").initialize()
    asyncio.create_task(sub.close())


async def future():
    sub = await bt.AsyncSubtensor("finney").initialize()
    asyncio.ensure_future(sub.close())


async def group():
    sub = await bt.AsyncSubtensor("finney").initialize()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(sub.close())


async def threadsafe(loop):
    sub = await bt.AsyncSubtensor("finney").initialize()
    asyncio.run_coroutine_threadsafe(sub.close(), loop)


async def waited():
    sub = await bt.AsyncSubtensor("finney").initialize()
    await asyncio.wait_for(sub.close(), timeout=5)


async def shielded():
    sub = await bt.AsyncSubtensor("finney").initialize()
    await asyncio.shield(sub.close())


async def kept_and_awaited():
    sub = await bt.AsyncSubtensor("finney").initialize()
    closing = sub.close()
    print("closing")
    await closing
