import logging

import bittensor as bt

from pkg.base import Base

log = logging.getLogger(__name__)


class ArchiveReader(Base):
    def __init__(self, config):
        super().__init__(config)
        log.info("switching to the archive node")
        self.subtensor.close()
        self.subtensor = bt.Subtensor(network="archive")

    def stake_at(self, block: int) -> float:
        return float(sum(self.subtensor.metagraph(self.netuid, block=block).stake))
