import asyncio
import logging
from typing import Dict

import aiohttp
import bittensor as bt

log = logging.getLogger(__name__)


class Hub:
    """Connections by network, and an http session for price data."""

    def __init__(self, networks):
        self.networks = tuple(networks)
        self.clients: Dict[str, bt.AsyncSubtensor] = {}
        self.http = None

    async def start(self):
        self.http = aiohttp.ClientSession()
        for network in self.networks:
            client = bt.AsyncSubtensor(network)
            await client.initialize()
            self.clients[network] = client

    async def stop(self):
        for network, client in self.clients.items():
            try:
                await client.close()
            except Exception as err:
                log.warning("%s: %s", network, err)
        self.clients = {}
        if self.http is not None:
            await self.http.close()

    def __getitem__(self, network):
        return self.clients[network]
