import asyncio

import bittensor as bt


async def run():
    sub = bt.Subtensor("finney")
    print(sub.network)
    await asyncio.to_thread(sub.close)


async def run_executor(loop):
    sub = bt.Subtensor("finney")
    print(sub.network)
    await loop.run_in_executor(None, sub.close)
