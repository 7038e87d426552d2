import asyncio

import bittensor as bt


async def main():
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.get_current_block())


asyncio.run(main())
