import asyncio

import aiohttp
import bittensor as bt


class Collector:
    def __init__(self, url: str, network: str = "finney"):
        self.url = url
        self.network = network

    async def __aenter__(self):
        self.http = aiohttp.ClientSession()
        self.chain = bt.AsyncSubtensor(network=self.network)
        # line SUB006
        await self.chain.initialize()
        return self

    async def __aexit__(self, *exc):
        await self.http.close()

    async def collect(self, netuid: int):
        mg = await self.chain.metagraph(netuid)
        payload = {"netuid": netuid, "hotkeys": mg.hotkeys}
        async with self.http.post(self.url, json=payload) as response:
            response.raise_for_status()
            return response.status


async def main():
    async with Collector("http://localhost:9100/ingest") as collector:
        for netuid in (1, 2, 3):
            print(netuid, await collector.collect(netuid))
            await asyncio.sleep(1)


asyncio.run(main())
