import queue
from contextlib import contextmanager

import bittensor as bt


class SubtensorPool:
    def __init__(self, network, size=4):
        self.network = network
        self._idle = queue.Queue(maxsize=size)
        for _ in range(size):
            self._idle.put(bt.Subtensor(network))

    @contextmanager
    def borrow(self):
        sub = self._idle.get()
        try:
            yield sub
        finally:
            self._idle.put(sub)

    def close_all(self):
        while not self._idle.empty():
            self._idle.get().close()
