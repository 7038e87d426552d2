# sdk: 11.3.0
import bittensor as bt


class Watcher:
    async def start(self):
        self.client = await bt.Subtensor("finney")
        #                   ^^^^^^^^^^^^^^^^^^^^^^ SUB006

    async def height(self):
        return await self.client.balances.get("5F")
