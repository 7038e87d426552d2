import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def raw(network):
    logger.debug("opening %s", network)
    return bt.Subtensor(network=network)
