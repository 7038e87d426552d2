import functools
import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class Chain:
    def __init__(self, network: str, netuid: int):
        self.network = network
        self.netuid = netuid

    @functools.cached_property
    def subtensor(self) -> "bt.Subtensor":
        logger.info("opening %s", self.network)
        return bt.Subtensor(network=self.network)

    def hotkeys(self) -> list[str]:
        return list(self.subtensor.metagraph(self.netuid).hotkeys)

    def close(self) -> None:
        logger.info("chain client for %s is done", self.network)
        self.subtensor.close()


def main() -> None:
    chain = Chain("finney", 4)
    try:
        print(len(chain.hotkeys()))
    finally:
        chain.close()


if __name__ == "__main__":
    main()
