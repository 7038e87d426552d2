import asyncio
import logging

import bittensor as bt

from ..mixins import ResyncMixin

logger = logging.getLogger(__name__)


class BaseValidator(ResyncMixin):
    def __init__(self, config):
        self.config = config
        self.wallet = bt.Wallet(config=config)
        self.subtensor = bt.Subtensor(config=config)
        self.metagraph = self.subtensor.metagraph(config.netuid)
        self.should_exit = False

    async def forward(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self.should_exit:
                asyncio.run(self.forward())
                self.resync()
        except KeyboardInterrupt:
            logger.info("interrupted")
        finally:
            self.subtensor.close()
