from collections.abc import Iterator

import bittensor as bt


def connected(networks: list[str]) -> Iterator[bt.Subtensor]:
    for network in networks:
        sub = bt.Subtensor(network)
        #     ^^^^^^^^^^^^^^^^^^^^^ SUB003 strict
        yield sub
        sub.close()


def guarded() -> Iterator[bt.Subtensor]:
    sub = bt.Subtensor()
    try:
        yield sub
    finally:
        sub.close()


def main() -> None:
    for sub in connected(["finney", "test"]):
        print(sub.block)
    for sub in guarded():
        print(sub.block)
