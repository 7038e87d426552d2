import asyncio

import bittensor as bt


def connect():
    return bt.Subtensor("finney")


async def leak():
    loop = asyncio.get_running_loop()
    sub = await loop.run_in_executor(None, connect)
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)


async def closed():
    loop = asyncio.get_running_loop()
    sub = await loop.run_in_executor(None, connect)
    sub.close()
