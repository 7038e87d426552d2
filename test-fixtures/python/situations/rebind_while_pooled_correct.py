import logging

import bittensor as bt

logger = logging.getLogger("multi-node")


def find_synced(endpoints: list[str], minimum: int) -> str:
    opened = []
    best = ""
    sub = bt.Subtensor(network=endpoints[0])
    opened.append(sub)
    if sub.get_current_block() < minimum:
        logger.warning("%s is behind", endpoints[0])
        sub = bt.Subtensor(network="finney")
        opened.append(sub)
    best = sub.network
    for item in opened:
        item.close()
    logger.info("using %s", best)
    return best
