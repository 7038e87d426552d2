import logging

import bittensor as bt

logger = logging.getLogger("halving")
HALVING_BLOCK = 10_500_000


def halving_message(network: str = "finney") -> str:
    if (sub := bt.Subtensor(network=network)).get_current_block() >= HALVING_BLOCK:
        message = "halving has happened"
    else:
        remaining = HALVING_BLOCK - sub.get_current_block()
        message = f"{remaining} blocks to go (~{remaining * 12 / 86400:.1f} days)"
    sub.close()
    logger.info(message)
    return message
