from functools import cached_property

import bittensor as bt


class Watcher:
    def __init__(self, network):
        self.network = network
        self._sub = None

    @property
    def sub(self):
        if self._sub is None:
            self._sub = bt.Subtensor(network=self.network)
        return self._sub

    @property
    def name(self):
        return self.network.upper()

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


class Cached:
    @cached_property
    def sub(self):
        return bt.Subtensor(network="finney")

    def close(self):
        if "sub" in self.__dict__:
            self.sub.close()


def head():
    watcher = Watcher("finney")
    try:
        return watcher.sub.block, watcher.sub.tempo(1)
    finally:
        watcher.close()


def never_read():
    watcher = Watcher("finney")
    print(watcher.name)


def cached():
    chain = Cached()
    try:
        return chain.sub.block
    finally:
        chain.close()
