import atexit
import threading
from concurrent.futures import ThreadPoolExecutor

import bittensor as bt

_local = threading.local()


def block(netuid):
    """Each thread of the pool has a connection of its own."""
    sub = getattr(_local, "sub", None)
    if sub is None:
        sub = bt.Subtensor()
        atexit.register(sub.close)
        _local.sub = sub
    return sub.tempo(netuid)


def main():
    with ThreadPoolExecutor() as pool:
        for netuid in range(10):
            pool.submit(block, netuid)


main()
