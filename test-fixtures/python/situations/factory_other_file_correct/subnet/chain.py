import logging
import time

import bittensor as bt

log = logging.getLogger(__name__)
RETRIES = 5


def connect(network: str = "finney") -> "bt.Subtensor":
    for attempt in range(RETRIES):
        try:
            return bt.Subtensor(network=network)
        except Exception as exc:
            log.warning("attempt %d failed: %s", attempt, exc)
            time.sleep(2**attempt)
    raise ConnectionError(network)
