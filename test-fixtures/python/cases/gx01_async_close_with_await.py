import asyncio

import bittensor as bt


async def main():
    sub = await bt.AsyncSubtensor("finney").initialize()
    print(await sub.get_current_block())
    await sub.close()


asyncio.run(main())
