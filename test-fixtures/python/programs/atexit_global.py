# sdk: 9.12.2
import atexit
import logging
import threading

import bittensor as bt

log = logging.getLogger(__name__)
subtensor = bt.subtensor(network="finney")
_lock = threading.Lock()
_cache = {}


@atexit.register
def _goodbye():
    log.info("closing chain connection")
    subtensor.close()


def hyperparameters(netuid):
    with _lock:
        if netuid not in _cache:
            _cache[netuid] = subtensor.get_subnet_hyperparameters(netuid)
        return _cache[netuid]


def rate_limit(netuid):
    return hyperparameters(netuid).weights_rate_limit


def can_set(netuid, uid):
    with _lock:
        age = subtensor.blocks_since_last_update(netuid, uid)
    return age > rate_limit(netuid)


if __name__ == "__main__":
    print([can_set(4, uid) for uid in range(3)])
