"""An object that a field keeps, and that the same method opens, is the keeper's to close."""

import bittensor as bt


class Link:
    def __init__(self):
        self._sub = None

    def connect(self):
        self._sub = bt.Subtensor()

    def close(self):
        if self._sub:
            self._sub.close()


class Forgetful:
    def __init__(self):
        self.link = Link()
        self.link.connect()
#       ^^^^^^^^^^^^^^^^^^^ SUB006


class Miner:
    def __init__(self):
        self.link = Link()
        self.link.connect()

    def again(self):
        self.link.close()
        self.link.connect()

    def stop(self):
        self.link.close()


def forgotten():
    miner = Miner()
#           ^^^^^^^ SUB007
    print(miner)


def stopped():
    miner = Miner()
    try:
        miner.again()
    finally:
        miner.stop()


class Eager:
    def __init__(self, now):
        self.link = Link()
        if now:
            self.link.connect()

    def close(self):
        self.link.close()


def not_now():
    eager = Eager(False)
    print(eager)
