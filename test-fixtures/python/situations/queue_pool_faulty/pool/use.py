import logging

from pool.build import build_pool

logger = logging.getLogger(__name__)


def prices(netuids: list[int]) -> dict[int, float]:
    pool = build_pool(4)
    # line SUB001
    result = {}
    for netuid in netuids:
        sub = pool.get()
        result[netuid] = float(sub.get_subnet_price(netuid=netuid))
        pool.put(sub)
    logger.info("%d prices", len(result))
    return result
