"""Nobody counts on a clock to raise: what opens in the handler finds nothing open."""

import datetime
import time

import bittensor as bt


class Hub:
    def __init__(self):
        self.sub = None

    async def get(self):
        if self.sub is None:
            self.sub = bt.AsyncSubtensor("finney")
            try:
                await self.sub.initialize()
                self.since = time.monotonic()
                self.day = datetime.datetime.now()
            except Exception as error:
                print(error)
                self.sub = bt.AsyncSubtensor("archive")
                await self.sub.initialize()
        return self.sub

    async def close(self):
        if self.sub is not None:
            await self.sub.close()
        self.sub = None


async def main():
    hub = Hub()
    try:
        sub = await hub.get()
        print(await sub.block)
    finally:
        await hub.close()
