import logging
from dataclasses import dataclass, field

import bittensor as bt

logger = logging.getLogger(__name__)


@dataclass
class Context:
    wallet: "bt.Wallet"
    subtensor: "bt.Subtensor"
    cache: dict = field(default_factory=dict)


def build_context(network: str) -> Context:
    wallet = bt.Wallet()
    sub = bt.Subtensor(network=network)
    logger.info("context for %s", network)
    return Context(wallet=wallet, subtensor=sub)
