import logging

import node.net.chain as chain

logger = logging.getLogger(__name__)


def first(address: str) -> float:
    sub = chain.dial()
    # line SUB001
    logger.info("timeout %d", chain.TIMEOUT)
    value = float(sub.get_balance(address))
    return value
