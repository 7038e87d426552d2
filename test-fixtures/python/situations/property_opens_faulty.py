"""Reading a property opens what the object keeps: from there on the object has to be closed."""

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

    def close(self):
        if self._sub is not None:
            self._sub.close()
            self._sub = None


def head():
    watcher = Watcher("finney")
    print(watcher.sub.block)
    #     ^^^^^^^^^^^ SUB007


def sometimes(quick):
    watcher = Watcher("finney")
    block = watcher.sub.block
    #       ^^^^^^^^^^^ SUB007
    if quick:
        return block
    tempo = watcher.sub.tempo(1)
    watcher.close()
    return block + tempo
