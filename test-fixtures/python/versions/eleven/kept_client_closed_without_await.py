# sdk: 11.3.0
import bittensor as bt


class Forgets:
    async def start(self):
        self.client = await bt.Subtensor("finney")
        #                   ^^^^^^^^^^^^^^^^^^^^^^ SUB010

    def stop(self):
        self.client.close()


class Waits:
    async def start(self):
        self.client = await bt.Subtensor("finney")

    async def stop(self):
        await self.client.close()


async def forgets(sub: Forgets, other: Waits):
    await sub.start()
    await other.start()
    await other.stop()
