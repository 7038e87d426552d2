import logging

import node.net.chain as chain

logger = logging.getLogger(__name__)


def first(address: str) -> float:
    sub = chain.dial()
    logger.info("timeout %d", chain.TIMEOUT)
    value = float(sub.get_balance(address))
    sub.close()
    return value
