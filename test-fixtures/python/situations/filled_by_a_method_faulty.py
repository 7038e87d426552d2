"""An object whose method puts connections into its container has to be closed."""

import bittensor as bt


class Pool:
    def __init__(self):
        self.subs = {}

    def add(self, network):
        self.subs[network] = bt.Subtensor(network=network)

    def close(self):
        for sub in self.subs.values():
            sub.close()


class Row:
    def __init__(self):
        self.subs = []

    def open(self, network):
        sub = bt.Subtensor(network=network)
        self.subs.append(sub)
        return sub

    def shutdown(self):
        while self.subs:
            self.subs.pop().close()


def blocks():
    pool = Pool()
    pool.add("finney")
#   ^^^^^^^^^^^^^^^^^^ SUB007
    print(pool.subs["finney"].block)


def row():
    row = Row()
    print(row.open("finney").block)
    #     ^^^^^^^^^^^^^^^^^^ SUB007
