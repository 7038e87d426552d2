import atexit
import logging
import weakref

import bittensor as bt

logger = logging.getLogger("registry")


class Oracle:
    def __init__(self, network: str):
        self.network = network
        self.sub = bt.Subtensor(network=network)
        self._finalizer = weakref.finalize(self, self.sub.close)

    def price(self, netuid: int) -> float:
        return float(self.sub.get_subnet_price(netuid=netuid))


class Clock:
    def __init__(self) -> None:
        self.sub = bt.Subtensor(network="archive")
        atexit.register(self.close)

    def close(self) -> None:
        self.sub.close()


def main() -> None:
    oracle = Oracle("finney")
    clock = Clock()
    print(oracle.price(1), clock.sub.get_current_block())


if __name__ == "__main__":
    main()
