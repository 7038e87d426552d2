# sdk: 9.12.2
import bittensor as bt


async def closed_inside():
    async with bt.SubtensorApi("finney", async_subtensor=True) as sub:
        print(await sub.get_current_block())
        await sub.close()
        #     ^^^^^^^^^^^ SUB014


async def used_after_the_block():
    async with bt.SubtensorApi("finney", async_subtensor=True) as sub:
        print(await sub.get_current_block())
    return await sub.get_current_block()
    # line SUB013
