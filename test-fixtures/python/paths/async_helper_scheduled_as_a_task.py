import asyncio

import bittensor as bt


async def release(sub):
    await sub.close()


async def main():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    asyncio.create_task(release(sub))


async def main_not_scheduled():
    sub = await bt.AsyncSubtensor("finney").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001|SUB010
    print(await sub.get_current_block())
    release(sub)
