import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import bittensor as bt

_local = threading.local()
_shared = SimpleNamespace()


def own(netuid):
    sub = getattr(_local, "sub", None)
    if sub is None:
        sub = bt.Subtensor()
        #     ^^^^^^^^^^^^^^ SUB008
        _local.sub = sub
    return sub.tempo(netuid)


def shared(netuid):
    sub = getattr(_shared, "chain", None)
    if sub is None:
        sub = bt.Subtensor()
        #     ^^^^^^^^^^^^^^ SUB008
        _shared.chain = sub
    return sub.tempo(netuid)


def main():
    with ThreadPoolExecutor() as pool:
        for netuid in range(10):
            pool.submit(own, netuid)
        for netuid in range(10):
            pool.submit(shared, netuid)
            # line SUB015


main()
