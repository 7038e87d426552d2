import logging

import bittensor as bt

logger = logging.getLogger("multi-node")


def find_synced(endpoints: list[str], minimum: int) -> str:
    opened = []
    best = ""
    sub = bt.Subtensor(network=endpoints[0])
    if sub.get_current_block() < minimum:
        logger.warning("%s is behind", endpoints[0])
        sub = bt.Subtensor(network="finney")
        # line SUB005
    best = sub.network
    opened.append(best)
    sub.close()
    logger.info("using %s", best)
    return best
