import asyncio

import bittensor as bt

from base import AsyncBaseNeuron


class Validator(AsyncBaseNeuron):
    def __init__(self, netuid):
        super().__init__(netuid)
        self.queue = asyncio.Queue()
        self.rounds = 0

    async def __aexit__(self, *exc):
        bt.logging.info(f"leaving after {self.rounds} rounds")
        return await super().__aexit__(*exc)

    async def run(self, rounds):
        for _ in range(rounds):
            try:
                await self.resync_metagraph()
            except Exception as err:
                bt.logging.warning(f"reconnecting: {err}")
                await self.cleanup()
                await self.setup()
            self.rounds += 1
            await asyncio.sleep(12)


async def main():
    async with Validator(42) as validator:
        await validator.run(100)


if __name__ == "__main__":
    asyncio.run(main())
