import asyncio
import logging

import bittensor as bt

logger = logging.getLogger(__name__)


async def open_chain(network: str = "finney", attempts: int = 3) -> "bt.AsyncSubtensor":
    for attempt in range(attempts):
        try:
            sub = bt.AsyncSubtensor(network=network)
            await sub.initialize()
            return sub
        except ConnectionError as exc:
            logger.warning("attempt %d: %s", attempt, exc)
            await asyncio.sleep(1)
    raise TimeoutError(network)
