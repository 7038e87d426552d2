# mode: pedantic
import logging

import bittensor as bt

log = logging.getLogger("networks")
NETWORKS = ("finney", "test", "archive")


def blocks() -> dict[str, int]:
    result = {}
    for network in NETWORKS:
        with bt.Subtensor(network=network) as sub:
            result[network] = sub.get_current_block()
            log.info("%s: %d", network, result[network])
    return result
