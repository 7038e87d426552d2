from collections.abc import Callable, Iterator

import bittensor as bt
import pytest


@pytest.fixture
def make_subtensor() -> Iterator[Callable[[], bt.Subtensor]]:
    opened = []

    def make(network: str = "local") -> bt.Subtensor:
        sub = bt.Subtensor(network)
        # line SUB006
        opened.append(sub)
        return sub

    yield make
    print("opened", len(opened))


def test_block(make_subtensor) -> None:
    assert make_subtensor().block > 0


def later(networks: list[str]) -> Callable[[], int]:
    pool = {}

    def total() -> int:
        for network in networks:
            if network not in pool:
                pool[network] = bt.Subtensor(network)
                # line SUB006
        return sum(sub.block for sub in pool.values())

    return total
