# sdk: 9.12.2
import asyncio

import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    async with sub:
        print(await sub.get_current_block())


asyncio.run(main())
