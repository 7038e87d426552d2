import logging
from typing import AsyncIterator

import bittensor as bt

log = logging.getLogger(__name__)


async def get_subtensor() -> AsyncIterator[bt.AsyncSubtensor]:
    """One connection per request; FastAPI resumes the generator afterwards."""
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    try:
        yield sub
    finally:
        await sub.close()


async def get_archive() -> AsyncIterator[bt.AsyncSubtensor]:
    async with bt.AsyncSubtensor(network="archive") as sub:
        log.debug("archive connection opened")
        yield sub
