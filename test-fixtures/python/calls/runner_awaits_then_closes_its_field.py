# sdk: 10.5.0
import asyncio

import bittensor as bt


class Cli:
    def __init__(self):
        self.subtensor = None

    def chain(self):
        if not self.subtensor:
            self.subtensor = bt.AsyncSubtensor("finney")
        return self.subtensor

    def run(self, command):
        async def go():
            try:
                async with self.subtensor:
                    return await command
            finally:
                await self.subtensor.close()

        return asyncio.run(go())

    def balance(self):
        return self.run(show_balance(self.chain(), "5F"))

    def stake(self):
        return self.run(show_balance(subtensor=self.chain(), address="5F"))


async def show_balance(subtensor, address):
    print(await subtensor.get_balance(address))
