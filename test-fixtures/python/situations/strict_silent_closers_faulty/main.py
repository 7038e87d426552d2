import logging

import bittensor as bt

from util.closing import shut

logger = logging.getLogger("strict")


def can_connect(primary: str, secondary: str, minimum: int) -> bool:
    result = minimum > 0
    sub = bt.Subtensor(network=primary)
    # line SUB003
    logger.info("%s is up", primary)
    assert result, "minimum must be positive"
    shut(sub)
    other = bt.Subtensor(network=secondary)
    logger.info("%s is up", secondary)
    other.substrate.close()
    return result
