import logging

import bittensor as bt

logger = logging.getLogger(__name__)


async def chain():
    sub = bt.AsyncSubtensor(network="finney")
    await sub.initialize()
    try:
        yield sub
    finally:
        await sub.close()
        logger.debug("request done")
