# sdk: 11.3.0
from functools import lru_cache

import bittensor as bt

shared = bt.Subtensor("finney")


@lru_cache
def cached():
    return bt.Subtensor("archive")


class Validator:
    sub = bt.Subtensor("test")

    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def height(self):
        return self.subtensor.block + shared.block


class Owner:
    def __init__(self):
        self.subtensor = bt.Subtensor("finney")

    def close(self):
        self.subtensor.close()


def run():
    owner = Owner()
    print(owner.subtensor.block)
