import logging

import bittensor as bt

log = logging.getLogger("compare")


def compare(netuid: int) -> dict[str, int]:
    chains = {"main": bt.Subtensor(network="finney")}
    # line SUB001
    chains["test"] = bt.Subtensor(network="test")
    # line SUB001
    sizes: dict[str, int] = {}
    try:
        for name, chain in chains.items():
            sizes[name] = int(chain.metagraph(netuid).n)
            log.info("%s has %d neurons on %d", name, sizes[name], netuid)
    finally:
        for name in list(chains):
            chains.pop(name)
    return sizes
