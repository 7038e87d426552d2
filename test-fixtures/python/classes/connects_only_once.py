import bittensor as bt


class Chain:
    def __init__(self):
        self.sub = None

    def connect(self):
        if self.sub is None:
            self.sub = bt.Subtensor("finney")

    def close(self):
        if self.sub is not None:
            self.sub.close()
            self.sub = None


def forgets():
    chain = Chain()
    chain.connect()
    # line SUB007


def closes():
    chain = Chain()
    chain.connect()
    chain.connect()
    chain.close()


def never_connects():
    chain = Chain()
    chain.close()
