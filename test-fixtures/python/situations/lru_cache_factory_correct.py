import atexit
import functools
import logging

import bittensor as bt

log = logging.getLogger("api")


@functools.lru_cache(maxsize=None)
def get_subtensor(network: str) -> "bt.Subtensor":
    log.info("connecting to %s", network)
    sub = bt.Subtensor(network=network)
    atexit.register(sub.close)
    return sub


def stake_of(hotkey: str, network: str = "finney") -> float:
    sub = get_subtensor(network)
    return float(sub.get_total_stake_for_hotkey(hotkey) if hasattr(sub, "get_total_stake_for_hotkey") else 0)


def block(network: str = "finney") -> int:
    return get_subtensor(network).get_current_block()
