from typing import Any, Callable

import bittensor as bt


def make(network: str) -> Any:
    return bt.Subtensor(network=network)


class Keeps:
    def __init__(self, *, factory: Callable[[str], Any] = make) -> None:
        self._factory = factory
        self._sub = None

    def sync(self):
        if self._sub is None:
            self._sub = self._factory("finney")
            #           ^^^^^^^^^^^^^^^^^^^^^^^ SUB006
        return self._sub.block

    def stop(self):
        self._sub = None


class Closes:
    def __init__(self, *, factory=make):
        self._factory = factory
        self._sub = None

    def sync(self):
        if self._sub is None:
            self._sub = self._factory("finney")
        return self._sub.block

    def stop(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


def block(factory=bt.Subtensor):
    sub = factory("finney")
    return sub.block


def default():
    return block()
    #      ^^^^^^^ SUB004
