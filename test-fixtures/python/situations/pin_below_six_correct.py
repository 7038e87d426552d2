# sdk: 5.3.0
import logging

import bittensor as bt

logger = logging.getLogger("ancient")


def emission(netuid: int) -> float:
    sub = bt.subtensor(network="finney")
    try:
        neurons = sub.neurons_lite(netuid=netuid)
        total = sum(n.emission for n in neurons)
        logger.info("%d neurons", len(neurons))
        return float(total)
    finally:
        sub.substrate.close()
