# mode: strict
import logging

import bittensor as bt

logger = logging.getLogger("heartbeat")


def heartbeat(network: str) -> int:
    last = -1
    sub = bt.Subtensor(network=network)
    logger.info("connected to %s", network)
    print("connected")
    sub.close()
    if last > 0:
        logger.info("block %d", last)
    return last
