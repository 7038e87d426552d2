from collections.abc import Callable, Iterator

import bittensor as bt
import pytest


@pytest.fixture
def make_subtensor() -> Iterator[Callable[[], bt.Subtensor]]:
    opened = []

    def make(network: str = "local") -> bt.Subtensor:
        sub = bt.Subtensor(network)
        opened.append(sub)
        return sub

    yield make
    for sub in opened:
        sub.close()


def test_block(make_subtensor) -> None:
    assert make_subtensor().block > 0


def blocks(networks: list[str]) -> dict[str, int]:
    pool = {}

    def get(network: str) -> bt.Subtensor:
        if network not in pool:
            pool[network] = bt.Subtensor(network)
        return pool[network]

    try:
        return {network: get(network).block for network in networks}
    finally:
        for sub in pool.values():
            sub.close()


def tempo(netuid: int) -> int:
    box = {}

    def chain() -> bt.Subtensor:
        if "sub" not in box:
            box["sub"] = bt.Subtensor()
        return box["sub"]

    try:
        return chain().tempo(netuid)
    finally:
        if "sub" in box:
            box["sub"].close()
