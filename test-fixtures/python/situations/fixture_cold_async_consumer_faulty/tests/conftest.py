import pytest_asyncio

import bittensor as bt


@pytest_asyncio.fixture
async def chain():
    sub = bt.AsyncSubtensor(network="ws://127.0.0.1:9944")
    # line SUB001
    yield sub


@pytest_asyncio.fixture
async def untouched():
    sub = bt.AsyncSubtensor(network="test")
    yield sub
