from contextlib import aclosing

import bittensor as bt


async def run():
    sub = bt.AsyncSubtensor("finney")
    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    await sub.initialize()
    async with aclosing(sub):
        print(await sub.get_current_block())
