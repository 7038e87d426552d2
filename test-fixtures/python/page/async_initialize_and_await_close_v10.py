import asyncio

import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    await sub.initialize()
    print(await sub.get_current_block())
    await sub.close()


asyncio.run(main())
