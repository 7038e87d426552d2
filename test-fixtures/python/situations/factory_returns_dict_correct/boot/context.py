import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def bootstrap(network: str, netuid: int) -> dict:
    wallet = bt.Wallet()
    subtensor = bt.Subtensor(network=network)
    logger.info("bootstrap on %s", network)
    return {"wallet": wallet, "subtensor": subtensor, "netuid": netuid}
