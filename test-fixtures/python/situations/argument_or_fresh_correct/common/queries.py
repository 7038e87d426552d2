import logging

from common.ensure import ensure

log = logging.getLogger(__name__)


def price(netuid: int, subtensor=None) -> float:
    sub = ensure(subtensor)
    value = float(sub.get_subnet_price(netuid=netuid))
    log.info("price of %d is %f", netuid, value)
    return value
