"""What is read from a connection, or from an object that keeps one, is neither."""

from dataclasses import dataclass

import bittensor as bt


class Miner:
    def __init__(self):
        self.sub = bt.Subtensor("finney")
        self.count = 0

    def __exit__(self, *_):
        self.sub.close()

    def __enter__(self):
        return self

    def step(self):
        self.count += self.sub.tempo(1)


@dataclass
class Head:
    sub: object
    block: int


def block():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    block = sub.block
    return block


def network():
    sub = bt.Subtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^ SUB001
    return sub.network


def count():
    miner = Miner()
    #       ^^^^^^^ SUB007
    miner.step()
    return miner.count


def head():
    sub = bt.Subtensor("finney")
    head = Head(None, sub.block)
    sub.close()
    return head


print(block() + 1, network(), count(), head())
