import asyncio

import bittensor as bt


async def main():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    print(await sub.get_current_block())


asyncio.run(main())
