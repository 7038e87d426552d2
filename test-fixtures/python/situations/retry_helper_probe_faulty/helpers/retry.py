import logging
import time

import bittensor as bt

logger = logging.getLogger(__name__)


def connect_with_retry(network: str, attempts: int = 5) -> "bt.Subtensor":
    for attempt in range(attempts):
        try:
            sub = bt.Subtensor(network=network)
            # line SUB005|SUB002
            logger.info("head is %d", sub.get_current_block())
            return sub
        except Exception as exc:
            logger.warning("attempt %d: %s", attempt + 1, exc)
            time.sleep(min(30, 2**attempt))
    raise ConnectionError(f"cannot reach {network}")
