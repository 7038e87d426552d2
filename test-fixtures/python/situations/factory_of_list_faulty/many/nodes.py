import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def open_all(endpoints: list[str]) -> list:
    subs = []
    for endpoint in endpoints:
        try:
            subs.append(bt.Subtensor(network=endpoint))
        except Exception as exc:
            logger.warning("%s: %s", endpoint, exc)
    return subs
