"""What is in a container of the module is closed by whoever goes through that, whenever it opens."""

import bittensor as bt

LINKS = []


class Link:
    def __init__(self):
        self._sub = None

    def connect(self):
        self._sub = bt.Subtensor()

    def close(self):
        if self._sub:
            self._sub.close()


class Registered:
    def __init__(self):
        self.link = Link()
        LINKS.append(self.link)
        self.link.connect()


def in_a_variable():
    link = Link()
    LINKS.append(link)
    link.connect()


def close_all():
    for it in LINKS:
        it.close()
