import contextlib
import logging

import bittensor as bt

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def session(network: str = "finney"):
    sub = bt.Subtensor(network=network)
    logger.info("opened %s", network)
    try:
        yield sub
    finally:
        sub.close()
        logger.info("closed %s", network)
