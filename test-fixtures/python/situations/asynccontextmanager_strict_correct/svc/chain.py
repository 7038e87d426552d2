from contextlib import asynccontextmanager

import bittensor as bt


@asynccontextmanager
async def subtensor(network: str):
    async with bt.AsyncSubtensor(network=network) as sub:
        yield sub
