import logging
import statistics

import bittensor as bt

logger = logging.getLogger("consensus-of-nodes")


def median_block(endpoints: list[str]) -> int:
    """Ask several nodes and return the median of their heads."""
    subs = [bt.Subtensor(network=endpoint) for endpoint in endpoints]
    heads = []
    for endpoint, sub in zip(endpoints, subs):
        head = sub.get_current_block()
        logger.info("%s at %d", endpoint, head)
        heads.append(head)
    for sub in subs:
        sub.close()
    return int(statistics.median(heads))
