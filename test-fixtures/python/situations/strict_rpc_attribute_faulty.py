# mode: strict
import logging

import bittensor as bt

logger = logging.getLogger("heartbeat")


def heartbeat(network: str) -> int:
    last = -1
    sub = bt.Subtensor(network=network)
    # line SUB003
    logger.info("connected to %s", network)
    print("connected")
    last = sub.block
    sub.close()
    if last > 0:
        logger.info("block %d", last)
    return last
