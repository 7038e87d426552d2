import random


class Miner:
    """No chain at all."""

    def __init__(self, netuid: int, seed: int = 0):
        self.netuid = netuid
        self.random = random.Random(seed)

    def step(self) -> int:
        return self.random.randint(0, 256)

    def stop(self) -> None:
        self.random.seed(0)
