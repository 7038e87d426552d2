import asyncio
import logging

import bittensor as bt

log = logging.getLogger(__name__)


class AsyncBaseNeuron:
    def __init__(self, netuid, network="finney"):
        self.netuid = netuid
        self.network = network
        self.subtensor: bt.AsyncSubtensor | None = None
        self.metagraph = None

    async def setup(self):
        self.subtensor = bt.AsyncSubtensor(self.network)
        await self.subtensor.initialize()
        self.metagraph = await self.subtensor.metagraph(self.netuid)

    async def cleanup(self):
        if self.subtensor is None:
            return
        try:
            await self.subtensor.close()
        finally:
            self.subtensor = None

    async def __aenter__(self):
        await self.setup()
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self.cleanup()
        return False

    async def resync_metagraph(self):
        await self.metagraph.sync(subtensor=self.subtensor)
