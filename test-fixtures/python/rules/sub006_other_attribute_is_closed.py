import aiohttp
import bittensor as bt


class Api:
    def __init__(self):
        self.session = aiohttp.ClientSession()
        self.sub = bt.Subtensor("finney")
        #          ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    async def close(self):
        await self.session.close()


class ApiClosed:
    def __init__(self):
        self.session = aiohttp.ClientSession()
        self.sub = bt.Subtensor("finney")

    async def close(self):
        await self.session.close()
        self.sub.close()
