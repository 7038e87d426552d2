import logging

import bittensor as bt

logger = logging.getLogger(__name__)


async def chain():
    sub = bt.AsyncSubtensor(network="finney")
    # line SUB001
    await sub.initialize()
    try:
        yield sub
    finally:
        logger.debug("request done")
