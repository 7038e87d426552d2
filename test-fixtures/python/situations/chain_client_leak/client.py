import asyncio
import logging

import bittensor as bt

log = logging.getLogger(__name__)


class AsyncChainClient:
    def __init__(self, network):
        self.network = network
        self.subtensor = None

    async def connect(self):
        if self.subtensor is not None:
            return
        subtensor = bt.AsyncSubtensor(self.network)
        await subtensor.initialize()
        self.subtensor = subtensor

    async def disconnect(self):
        if self.subtensor is not None:
            await self.subtensor.close()
            self.subtensor = None

    async def reconnect(self):
        self.subtensor = bt.AsyncSubtensor(self.network)
        # line SUB005
        await self.subtensor.initialize()

    async def block(self):
        try:
            return await self.subtensor.get_current_block()
        except ConnectionError:
            await self.reconnect()
            return await self.subtensor.get_current_block()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc):
        await self.disconnect()
