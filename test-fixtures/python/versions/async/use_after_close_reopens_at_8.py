# sdk: 8.5.2
import bittensor as bt


async def after_the_block():
    async with bt.AsyncSubtensor("finney") as sub:
        print(await sub.get_current_block())
    return await sub.get_current_block()
    # line SUB013


async def after_the_inner_close():
    sub = bt.AsyncSubtensor("finney")
    print(await sub.get_current_block())
    await sub.substrate.close()
    return await sub.get_current_block()
    # line SUB013
