from contextlib import asynccontextmanager

import bittensor as bt


@asynccontextmanager
async def subtensor(network: str):
    sub = bt.AsyncSubtensor(network=network)
    # line SUB003 strict
    await sub.initialize()
    yield sub
    await sub.close()
