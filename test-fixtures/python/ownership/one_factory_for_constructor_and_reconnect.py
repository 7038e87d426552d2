"""A connection that one factory gives twice is two connections."""

import bittensor as bt


class Rotating:
    def __init__(self, url):
        self.url = url
        self.sub = self._connect()

    def _connect(self):
        return bt.Subtensor(self.url)

    def rotate(self):
        self.sub = self._connect()
#                  ^^^^^^^^^^^^^^^ SUB005

    def close(self):
        self.sub.close()


class Renewing:
    def __init__(self, url):
        self.url = url
        self.sub = self._connect()

    def _connect(self):
        return bt.Subtensor(self.url)

    def renew(self):
        self.sub.close()
        self.sub = self._connect()

    def close(self):
        self.sub.close()


class Lazy:
    def __init__(self):
        self.sub = None

    def _connect(self):
        return bt.Subtensor()

    def block(self):
        if self.sub is None:
            self.sub = self._connect()
        return self.sub.block

    def start(self):
        if self.sub is None:
            self.sub = self._connect()

    def close(self):
        if self.sub is not None:
            self.sub.close()
            self.sub = None
