import asyncio

import bittensor as bt


async def main():
    sub = await bt.AsyncSubtensor("finney").initialize()
    #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
    print(await sub.get_current_block())
    sub.close()


asyncio.run(main())
