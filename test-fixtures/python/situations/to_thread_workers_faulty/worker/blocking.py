import logging

import bittensor as bt

logger = logging.getLogger(__name__)


def fetch_hotkeys(network: str, netuid: int) -> list[str]:
    """Blocking; run it in a thread."""
    sub = bt.Subtensor(network=network)
    # line SUB001
    mg = sub.metagraph(netuid)
    logger.info("%d neurons on %d", int(mg.n), netuid)
    return list(mg.hotkeys)
