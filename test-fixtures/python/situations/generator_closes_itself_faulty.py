from collections.abc import Iterator

import bittensor as bt


def connected(networks: list[str]) -> Iterator[bt.Subtensor]:
    for network in networks:
        sub = bt.Subtensor(network)
        yield sub
        print("left", network)


def main() -> None:
    for sub in connected(["finney", "test"]):
        # line SUB001
        print(sub.block)
