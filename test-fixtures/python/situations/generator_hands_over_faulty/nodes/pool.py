import logging

import bittensor as bt

logger = logging.getLogger(__name__)
NODES = ["finney", "archive", "ws://10.1.1.1:9944"]


def reachable(nodes=NODES):
    for node in nodes:
        try:
            sub = bt.Subtensor(network=node)
        except Exception as exc:
            logger.warning("%s: %s", node, exc)
            continue
        yield sub
