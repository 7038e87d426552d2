import random
from typing import Callable

from bittensor.core.subtensor import Subtensor


class JitterSubtensor(Subtensor):
    """Waits a random number of blocks before it submits."""

    max_jitter = 5

    def wait_jitter(self) -> int:
        target = self.get_current_block() + random.randint(0, self.max_jitter)
        self.wait_for_block(target)
        return target


def make(network: str) -> JitterSubtensor:
    return JitterSubtensor(network=network)


def with_chain(fn: Callable, network: str = "finney"):
    sub = make(network)
    try:
        return fn(sub)
    finally:
        sub.close()


def reveal(netuid: int):
    def inner(sub):
        block = sub.wait_jitter()
        return block, sub.get_subnet_reveal_period_epochs(netuid)

    return with_chain(inner)


if __name__ == "__main__":
    with make("test") as test:
        print(test.wait_jitter())
    print(reveal(2))
