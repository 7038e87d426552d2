"""A simulated chain with the names of the SDK; opens nothing."""
import itertools
import random


class Subtensor:
    def __init__(self, network="local", seed=0):
        self.network = network
        self._blocks = itertools.count(1)
        self._random = random.Random(seed)

    def get_current_block(self):
        return next(self._blocks)

    def metagraph(self, netuid):
        return [self._random.random() for _ in range(netuid)]


class AsyncSubtensor(Subtensor):
    async def get_block_hash(self, number):
        return f"0x{number:064x}"


def connect(network="local"):
    return Subtensor(network)
