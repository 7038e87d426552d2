import logging

import aiohttp
import bittensor as bt

log = logging.getLogger(__name__)


class BrokenHub:
    """Its stop() closes the http session only."""

    def __init__(self, networks):
        self.networks = tuple(networks)
        self.http = None
        self.chain = None

    async def start(self):
        self.http = aiohttp.ClientSession()
        self.chain = bt.AsyncSubtensor(self.networks[0])
        # line SUB006
        await self.chain.initialize()

    async def height(self):
        return await self.chain.get_current_block()

    async def stop(self):
        if self.http is not None:
            await self.http.close()
        log.info("stopped")
