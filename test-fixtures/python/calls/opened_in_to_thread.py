import asyncio

import bittensor as bt


async def leak():
    sub = await asyncio.to_thread(bt.Subtensor, "finney")
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    print(sub.network)


async def closed():
    sub = await asyncio.to_thread(bt.Subtensor, "finney")
    sub.close()
