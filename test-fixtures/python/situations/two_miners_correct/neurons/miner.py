import logging

import bittensor as bt

logger = logging.getLogger(__name__)


class Miner:
    def __init__(self, netuid: int, network: str = "finney"):
        self.netuid = netuid
        self.subtensor = bt.Subtensor(network=network)
        self.metagraph = self.subtensor.metagraph(netuid)

    def step(self) -> int:
        self.metagraph.sync(subtensor=self.subtensor)
        return int(self.metagraph.n)

    def stop(self) -> None:
        logger.info("miner stopped")
        self.subtensor.close()
