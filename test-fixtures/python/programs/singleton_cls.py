import logging
import threading

import bittensor as bt

log = logging.getLogger(__name__)


class Chain:
    _instance = None
    _guard = threading.Lock()

    @classmethod
    def get(cls):
        with cls._guard:
            if cls._instance is None:
                log.info("connecting")
                cls._instance = bt.Subtensor(network="finney")
                # line SUB008
            return cls._instance


def tempo(netuid):
    return Chain.get().tempo(netuid)


def epochs_left(netuid, until):
    chain = Chain.get()
    block = chain.get_current_block()
    return max(0, until - block) // (tempo(netuid) + 1)


def report(netuids):
    for netuid in netuids:
        log.info("%d: %d", netuid, epochs_left(netuid, 7_000_000))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    report([1, 2, 3])
