import logging

from .client import Client

logger = logging.getLogger(__name__)


def run(netuids: list[int]) -> dict[int, int]:
    sizes = {}
    for netuid in netuids:
        client = Client("finney", netuid)
        # line SUB007|SUB005
        sizes[netuid] = len(client.uids())
    logger.info("weekly: %s", sizes)
    return sizes
