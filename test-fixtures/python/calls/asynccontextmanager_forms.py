from contextlib import asynccontextmanager

import bittensor as bt


@asynccontextmanager
async def chain(network="finney"):
    sub = bt.AsyncSubtensor(network)
    await sub.initialize()
    try:
        yield sub
    finally:
        await sub.close()


@asynccontextmanager
async def leaky_chain(network="finney"):
    sub = bt.AsyncSubtensor(network)
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    yield sub


async def run():
    async with chain() as sub:
        print(await sub.get_current_block())
