import logging

import bittensor as bt
from tenacity import retry, stop_after_attempt, wait_exponential

logger = logging.getLogger(__name__)


@retry(stop=stop_after_attempt(5), wait=wait_exponential(min=1, max=30))
def connect(network: str = "finney") -> "bt.Subtensor":
    logger.info("connecting to %s", network)
    return bt.Subtensor(network=network)
