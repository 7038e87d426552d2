from contextlib import closing

import bittensor as bt


async def run():
    with closing(bt.AsyncSubtensor("finney")) as sub:
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ SUB010
        print(await sub.get_current_block())


async def run_right():
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.get_current_block())
