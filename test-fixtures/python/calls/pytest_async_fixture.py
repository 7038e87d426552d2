import bittensor as bt
import pytest_asyncio


@pytest_asyncio.fixture
async def subtensor():
    sub = await bt.AsyncSubtensor("local").initialize()
    yield sub
    await sub.close()


@pytest_asyncio.fixture
async def leaky():
    sub = await bt.AsyncSubtensor("local").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    yield sub


@pytest_asyncio.fixture
async def scoped():
    async with bt.AsyncSubtensor("local") as sub:
        yield sub
